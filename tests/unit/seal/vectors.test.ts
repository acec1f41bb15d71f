import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { computeCase } from './vector-case.js';
import { checkVectors } from './vector-checks.js';
import { allInputs } from './vector-inputs.js';

const here = (path: string) => new URL(path, import.meta.url);
const OWN = here('../../../docs/e2ee-vectors.json');

/** `HABEAS_WRITE_VECTORS=1` writes the file anew from the fixed seeds. */
async function ownText(): Promise<string> {
  if (process.env['HABEAS_WRITE_VECTORS'] === '1') {
    const cases: Record<string, unknown> = {};
    for (const [name, input] of Object.entries(allInputs())) cases[name] = { input, values: await computeCase(input) };
    const about =
      'habeas/1 test vectors; hex; byte k of fill(c) is 29c + k mod 256; inputs are seeds, values are results';
    await writeFile(OWN, `${JSON.stringify({ about, cases }, undefined, 2)}\n`);
  }
  return readFile(OWN, 'utf8');
}

const texts = async () => ({
  own: await ownText(),
  given: await readFile(here('./vectors/given-e2ee.json'), 'utf8'),
  sframe: await readFile(here('./vectors/sframe.json'), 'utf8'),
});

test('every vector holds', async () => {
  const { passed, failed } = await checkVectors(await texts());
  expect(failed).toEqual([]);
  expect(passed).toBeGreaterThan(750);
});

test('the published cases are those of the fixed seeds', async () => {
  const { cases } = JSON.parse(await ownText()) as { cases: Record<string, { input: unknown }> };
  const inputs = Object.fromEntries(Object.entries(cases).map(([name, { input }]) => [name, input]));
  expect(inputs).toEqual(allInputs());
});

const flip = (text: string, key: string) =>
  text.replace(new RegExp(`("${key}": ")(.)`), (_, head, digit) => head + (digit === '0' ? '1' : '0'));

test('a changed vector is noticed', async () => {
  const { own, given, sframe } = await texts();
  for (const changed of [
    { own: flip(own, 'T'), given, sframe },
    { own, given: flip(given, 'mac01'), sframe },
    { own, given, sframe: sframe.replace('"encoded": "01"', '"encoded": "02"') },
  ]) {
    expect((await checkVectors(changed)).failed.length).toBeGreaterThan(0);
  }
});
