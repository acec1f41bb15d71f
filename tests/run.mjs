// `npm test`: sets itself up from nothing but Node and git, runs everything, closes with `N passed, N failed`.
// Plain JavaScript without dependencies, because it runs before `npm ci`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepare } from '../apps/runner/prepare.mjs';
import { testPackages } from './packages.mjs';

const projects = ['unit', 'medium', 'fault', 'security', 'e2e'];
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

function vitest(project, folder) {
  console.log(`\n== ${project} tests`);
  const report = join(folder, `${project}.json`);
  const { status } = spawnSync(
    'node_modules/.bin/vitest',
    ['run', '--project', project, '--reporter', 'dot', '--reporter', 'json', `--outputFile.json=${report}`],
    { stdio: 'inherit' },
  );
  try {
    const counts = JSON.parse(readFileSync(report, 'utf8'));
    passed += counts.numPassedTests;
    const broken = counts.numFailedTests + counts.numPendingTests + counts.numTodoTests;
    failed += broken;
    if (status !== 0 && broken === 0) failed += 1;
  } catch {
    console.log(`no report of the ${project} tests`);
    failed += 1;
  }
}

const folder = mkdtempSync(join(tmpdir(), 'habeas-test-'));
try {
  await prepare({ packages: testPackages });
  if (wanted.length === 0) step('check', 'node', ['tests/check.mjs', '--no-unit']);
  for (const project of wanted.length > 0 ? wanted : projects) vitest(project, folder);
} catch (error) {
  console.log(error instanceof Error ? error.message : error);
  failed += 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
