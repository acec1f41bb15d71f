// `npm test`: sets itself up from nothing but Node and git, runs everything, closes with `N passed, N failed`.
// Plain JavaScript without dependencies, because it runs before `npm ci`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { prepare } from '../apps/runner/prepare.mjs';
import { otherNode } from './other-node.mjs';
import { testPackages } from './packages.mjs';

const projects = ['unit', 'medium', 'fault', 'security', 'e2e'];
/** These run under the other supported Node, too. */
const underBoth = ['unit', 'medium'];
const wanted = process.argv.slice(2);

let passed = 0;
let failed = 0;

/** Counts one step that is not a vitest run as one test. */
function step(name, command, args) {
  console.log(`\n== ${name}`);
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  if (status === 0) passed += 1;
  else failed += 1;
}

/** `node`: {program, version} that runs them and, first in PATH, whatever they start. */
function vitest(project, folder, node = { program: process.execPath, version: process.versions.node }) {
  console.log(`\n== ${project} tests, Node ${node.version}`);
  const report = join(folder, `${project}-${node.version}.json`);
  const { status } = spawnSync(
    node.program,
    [
      'node_modules/vitest/vitest.mjs',
      ...['run', '--project', project, '--reporter', 'dot', '--reporter', 'json', `--outputFile.json=${report}`],
    ],
    { stdio: 'inherit', env: { ...process.env, PATH: `${dirname(node.program)}${delimiter}${process.env.PATH}` } },
  );
  try {
    const counts = JSON.parse(readFileSync(report, 'utf8'));
    passed += counts.numPassedTests;
    const broken = counts.numFailedTests + counts.numPendingTests + counts.numTodoTests;
    failed += broken;
    if (status !== 0 && broken === 0) failed += 1;
    console.log(`${project}, Node ${node.version}: ${counts.numPassedTests} passed, ${broken} failed`);
  } catch {
    console.log(`no report of the ${project} tests under Node ${node.version}`);
    failed += 1;
  }
}

const folder = mkdtempSync(join(tmpdir(), 'habeas-test-'));
try {
  await prepare({ packages: testPackages });
  if (wanted.length === 0) step('check', 'node', ['tests/check.mjs', '--no-unit']);
  const chosen = wanted.length > 0 ? wanted : projects;
  for (const project of chosen) vitest(project, folder);
  const again = chosen.filter((project) => underBoth.includes(project));
  const other = again.length > 0 ? otherNode() : undefined;
  for (const project of again) vitest(project, folder, other);
} catch (error) {
  console.log(error instanceof Error ? error.message : error);
  failed += 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
