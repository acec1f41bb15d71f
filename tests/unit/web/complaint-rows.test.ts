import type { Leaf } from '#ledger';
import { expect, test } from 'vitest';
import { complaintRows } from '../../../apps/web/oversight/complaint-rows.js';

const leaf = (type: Leaf['type'], time: string): Leaf => ({
  v: 1,
  facility: 'habeas.example/test',
  type,
  time,
  seq: 0,
  by: 'facility',
  public: { kind: 'not-heard', role: 2 },
});
const told = (id: string, at: string, entry?: number) => ({
  id: id.repeat(32),
  kind: 'not-private' as const,
  role: 1,
  said: at,
  at,
  ofBooking: true,
  ...(entry !== undefined && { entry }),
});

test('what the log has is shown even if the server keeps silent about it; what waits is never called checked', () => {
  const entries = [
    { index: 2, leaf: leaf('complaint.made', '2026-11-23T10:00:00Z') },
    { index: 1, leaf: undefined },
    { index: 0, leaf: leaf('booking.made', '2026-11-23T09:00:00Z') },
  ];
  expect(complaintRows(entries, [])).toMatchObject([{ entry: 2, here: true, kind: 'not-heard', told: undefined }]);
  const rows = complaintRows(entries, [
    told('a', '2026-11-23T11:00:00.000Z'),
    told('b', '2026-11-23T10:00:30.000Z', 2),
    told('c', '2026-11-23T09:30:00.000Z', 7),
  ]);
  expect(rows.map(({ entry, here }) => [entry, here])).toEqual([
    [undefined, false],
    [2, true],
    [7, false],
  ]);
  expect(rows[1]?.told?.ofBooking).toBe(true);
});
