import { audibilityText } from '#audibility';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { talk } from '../../unit/audibility/builders.js';
import { closed } from '../../unit/verify/each-figure.js';
import { buildPrograms, type Programs } from '../ledger/build-programs.js';

let programs: Programs;
beforeAll(() => {
  programs = buildPrograms(['verify']);
}, 180_000);
afterAll(() => programs?.remove());

const header = { audibility: 1, session: '0c'.repeat(16), from: '2026-11-30T09:00:00Z' } as const;
const text = audibilityText(header, [talk(), talk(), talk({ plane: { forwarded: 0 } })]);

function verify(content: string, ...more: string[]) {
  const file = join(programs.folder, 'audibility.jsonl');
  writeFileSync(file, content);
  return spawnSync(process.execPath, [programs.verify, '--audibility', file, ...more], { encoding: 'utf8' });
}

test('the command says by its exit code whether the verdicts follow from the raw seconds', () => {
  expect(verify(text)).toMatchObject({ status: 0, stdout: expect.stringContaining('VERIFIED audibility.jsonl') });
  expect(verify(closed(text.replace('"!"', '"H"')))).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('written HEARD, found DISAGREE (sound-not-forwarded)'),
  });
  expect(verify('no such file')).toMatchObject({ status: 2, stderr: expect.stringContaining('no-end') });
  expect(verify(text, 'data').status).toBe(2);
  const { stdout } = verify(text, '--json');
  expect(JSON.parse(stdout)).toMatchObject({ name: 'audibility.jsonl', seconds: 3, judged: 3, differing: [] });
});
