import { audibilityText, pairKey, readAudibility } from '#audibility';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseWish } from '../../../apps/verify/src/arguments.js';
import { audibilityCommand, exitCodeOfAudibility } from '../../../apps/verify/src/audibility-command.js';
import { printAudibility } from '../../../apps/verify/src/print-audibility.js';
import { heard, PAIR, talk } from '../audibility/builders.js';
import { closed, eachFigure } from './each-figure.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'habeas-audibility-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const header = { audibility: 1, session: '0b'.repeat(16), from: '2026-11-30T09:00:00Z' } as const;
const dropped = heard({ received: 0, concealed: 1000, silent: 900 });
const whole = audibilityText(header, [talk(), talk(), talk({ heard: dropped }), talk({ plane: { forwarded: 0 } })]);

/** What `verify --audibility FILE` says of it, and its exit code; the error where it cannot be checked. */
async function said(text: string): Promise<{ code: number; text: string }> {
  const file = join(folder, 'audibility.jsonl');
  await writeFile(file, text);
  try {
    const verdict = await audibilityCommand(file);
    return { code: exitCodeOfAudibility(verdict), text: printAudibility(verdict) };
  } catch (error) {
    return { code: 2, text: (error as Error).message };
  }
}

test('an unaltered file verifies (control), and says what HEARD does not mean', async () => {
  const { code, text } = await said(whole);
  expect(code).toBe(0);
  expect(text).toMatch(/^VERIFIED audibility.jsonl$/m);
  expect(text).toContain('HEARD means delivered and played by the listener’s device, not that a person listened');
  expect(text).toContain('4 computed again, all the same');
  expect(text).toContain('seat 0 at seat 1: HEARD 2, NOT_DELIVERED 1, DISAGREE 1');
});

test('any one figure or word flipped, it does not', async () => {
  const accepted: string[] = [];
  let tried = 0;
  for (const { where, text } of eachFigure(whole)) {
    tried += 1;
    if ((await said(text)).code === 0) accepted.push(where);
  }
  expect(tried).toBeGreaterThan(150);
  expect(accepted).toEqual([]);
});

test('a verdict that was changed, and the hash with it, does not follow from the raw seconds', async () => {
  const { code, text } = await said(closed(whole.replace('"D"]', '"H"]')));
  expect(code).toBe(1);
  expect(text).toContain('FAILS    verdicts    1 of 4 do not follow from the raw seconds');
  expect(text).toContain('second 2, 0 > 1: written HEARD, found NOT_DELIVERED');
  expect(text).toMatch(/^NOT VERIFIED audibility.jsonl$/m);
});

test('so do raw seconds that were changed under it, and other constants', async () => {
  const counted = await said(closed(whole.replace('[0,1000,1000,900', '[50,1000,0,0')));
  expect(counted.text).toContain('second 2, 0 > 1: written NOT_DELIVERED, found HEARD');
  expect(counted.code).toBe(1);
  const packets = await said(closed(whole.replace('[0],"!"', '[50],"!"')));
  expect(packets.text).toContain('second 3, 0 > 1: written DISAGREE, found HEARD');
  const constants = await said(closed(whole.replace('"severelyConcealedMs":50', '"severelyConcealedMs":5000')));
  expect(constants).toMatchObject({ code: 1 });
  expect(constants.text).toContain('FAILS    constants');
});

test('what is no such file cannot be checked', async () => {
  expect(await said(whole.slice(0, -30))).toEqual({ code: 2, text: expect.stringContaining('no-end') });
  expect(await said(whole.replace('"on"', '"loud"'))).toEqual({ code: 2, text: 'line 2: line-malformed' });
});

test('closed closes as the library does (control)', () => {
  expect(closed(whole)).toBe(whole);
  expect(readAudibility(whole).seconds[2]?.verdicts.get(pairKey(PAIR))).toBe('D');
});

test('the file stands alone among the arguments', () => {
  expect(parseWish(['--audibility', 'a'])).toEqual({ audibility: 'a', receipts: [], json: false });
  expect(parseWish(['--audibility', 'a', '--json'])).toMatchObject({ json: true });
  for (const more of [['data'], ['--receipt', 'r'], ['--vkey', 'k']])
    expect(parseWish(['--audibility', 'a', ...more])).toBeUndefined();
  expect(parseWish(['--audibility'])).toBeUndefined();
});
