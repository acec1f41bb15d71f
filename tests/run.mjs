// `npm test`: sets itself up from nothing but Node and git, runs everything, closes with `N passed, N failed`.
// Plain JavaScript without dependencies, because it runs before `npm ci`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, relative } from 'node:path';
import { prepare } from '../apps/runner/prepare.mjs';
import { otherNode } from './other-node.mjs';
import { testPackages } from './packages.mjs';

const projects = ['unit', 'medium', 'fault', 'security', 'e2e', 'screens'];
/** What runs under the other supported Node, too: of `medium` where Node itself is met, in sockets, processes and files. */
const underBoth = {
  unit: [],
  medium: ['booth-plane', 'gateway', 'ledger', 'runner'].map((area) => `tests/medium/${area}/`),
};
const wanted = process.argv.slice(2);

let passed = 0;
let failed = 0;
/** What did not pass, said again at the end: a log this long is read from there. */
const broken = [];

/** Counts one step that is not a vitest run as one test. */
function step(name, command, args) {
  console.log(`\n== ${name}`);
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  if (status === 0) passed += 1;
  else fail(name);
}

function fail(what) {
  failed += 1;
  broken.push(what);
}

/** `node`: {program, version} that runs them and, first in PATH, whatever they start. `only`: files with these words. */
function vitest(project, folder, node = { program: process.execPath, version: process.versions.node }, only = []) {
  console.log(`\n== ${project} tests, Node ${node.version}`);
  const report = join(folder, `${project}-${node.version}.json`);
  const { status } = spawnSync(
    node.program,
    [
      'node_modules/vitest/vitest.mjs',
      ...['run', '--project', project, '--reporter', 'dot', '--reporter', 'json', `--outputFile.json=${report}`],
      ...only,
    ],
    {
      stdio: 'inherit',
      env: { ...process.env, NO_COLOR: '1', PATH: `${dirname(node.program)}${delimiter}${process.env.PATH}` },
    },
  );
  try {
    const counts = JSON.parse(readFileSync(report, 'utf8'));
    passed += counts.numPassedTests;
    const before = failed;
    for (const file of counts.testResults) tellFailures(project, file);
    if (status !== 0 && failed === before) fail(`${project}: ended with ${status}`);
    console.log(`${project}, Node ${node.version}: ${counts.numPassedTests} passed, ${failed - before} failed`);
  } catch {
    fail(`no report of the ${project} tests under Node ${node.version}`);
  }
}

/** Tests of one file that did not pass; a file that could not be read has none, only its message. */
function tellFailures(project, { name, status, message, assertionResults }) {
  const place = `${project}: ${relative('.', name)}`;
  const first = (text) => text?.split('\n')[0];
  const not = assertionResults.filter((test) => test.status !== 'passed');
  for (const { fullName, status: how, failureMessages } of not) {
    fail(`${place}: ${fullName}: ${first(failureMessages[0]) || first(message) || how}`);
  }
  if (status !== 'passed' && not.length === 0) fail(`${place}: ${first(message)}`);
}

const folder = mkdtempSync(join(tmpdir(), 'habeas-test-'));
try {
  await prepare({ packages: testPackages });
  if (wanted.length === 0) step('check', 'node', ['tests/check.mjs', '--no-unit']);
  const chosen = wanted.length > 0 ? wanted : projects;
  for (const project of chosen) vitest(project, folder);
  const again = chosen.filter((project) => project in underBoth);
  const other = again.length > 0 ? otherNode() : undefined;
  for (const project of again) vitest(project, folder, other, underBoth[project]);
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const one of broken) console.log(`FAILED ${one.slice(0, 300)}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
