import { expect, test } from 'vitest';
import { copyLog } from '../../../apps/web/oversight/export/copy-log.js';
import { exportFiles } from '../../../apps/web/oversight/export/export-files.js';
import { buildLog, fiftyEntries, MemorySource, ORIGIN, testKey } from '../ledger/log-builder.js';

const about = {
  v: 1 as const,
  facility: { name: 'Demo', zone: 'Asia/Almaty' },
  origin: ORIGIN,
  serverSaidKey: testKey().vkey,
  madeAt: '2026-11-23T05:30:00.000Z',
};
const opening = (index: number) => ({ index, reason: 'complaint 12', salt: '07'.repeat(32), details: {} });

test('the log is copied byte by byte, all of it', async () => {
  const log = await buildLog(fiftyEntries());
  const copy = await copyLog(log);
  expect(copy.files).toEqual(log.files);
});

test('a log that lacks a file is copied as far as it is there; one without a checkpoint has nothing to follow', async () => {
  const log = (await buildLog(fiftyEntries())).copy();
  log.files.delete('tile/0/000.p/50');
  expect((await copyLog(log)).files).toEqual(log.files);
  log.files.set('checkpoint', new TextEncoder().encode('nonsense'));
  expect([...(await copyLog(log)).files.keys()]).toEqual(['checkpoint', 'log.vkey']);
  expect([...(await copyLog(new MemorySource(new Map()))).files.keys()]).toEqual([]);
});

test('an export has the log in a folder of its own, so that nothing in it is unknown', async () => {
  const log = await copyLog(await buildLog(fiftyEntries()));
  const files = exportFiles({
    about,
    log,
    openings: [opening(7), opening(3)],
    keyWords: 'Compare it.',
    page: new Uint8Array(),
    summaries: new Map([['kk', new Uint8Array()]]),
  });
  const beside = Object.keys(files).filter((path) => !path.startsWith('ledger/'));
  expect(beside.toSorted()).toEqual([
    'export.json',
    'key-as-the-server-said-it.txt',
    'openings.json',
    'oversight.html',
    'summary-kk.pdf',
  ]);
  expect(Object.keys(files).length - beside.length).toBe(log.files.size);
  const text = (path: string) => new TextDecoder().decode(files[path]);
  expect(JSON.parse(text('openings.json'))).toEqual({ v: 1, openings: [opening(3), opening(7)] });
  expect(text('key-as-the-server-said-it.txt')).toBe(`${about.serverSaidKey}\n\nCompare it.\n`);
});
