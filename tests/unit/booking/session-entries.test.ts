import type { Db } from '#postgres';
import { expect, test } from 'vitest';
import type { Outbox } from '../../../apps/facility/src/audit/outbox.js';
import type { OutboxDrainer } from '../../../apps/facility/src/audit/outbox-drainer.js';
import { SessionEntries } from '../../../apps/facility/src/audit/session-entries.js';

test('a write that fails is counted and tried again; those after it keep their order', async () => {
  const written: string[] = [];
  let failures = 2;
  let repeated = 0;
  const db = {
    transaction: () => ({
      execute: async (act: (trx: unknown) => Promise<void>) => {
        if (failures > 0) throw new Error(`down, ${failures--}`);
        await act({});
      },
    }),
  } as unknown as Db;
  const drainer = { kick: () => undefined } as OutboxDrainer;
  const entries = new SessionEntries(db, {} as Outbox, drainer, () => (repeated += 1));
  const first = entries.write(async () => void written.push('closed'));
  await entries.write(async () => void written.push('after'));
  await first;
  expect(written).toEqual(['closed', 'after']);
  expect(repeated).toBe(2);
});
