import { encodeLeaf, openCheckpoint, verifyLog, type EntryDraft } from '#ledger';
import { expect, test } from 'vitest';
import { DurableFiles } from '../../../apps/ledger-keeper/src/durable-files.js';
import { Keeper } from '../../../apps/ledger-keeper/src/keeper.js';
import { logKeyFrom } from '../../../apps/ledger-keeper/src/log-key.js';
import { openKey } from '../../../apps/ledger-keeper/src/open-key.js';
import { SigningGuard } from '../../../apps/ledger-keeper/src/signing-guard.js';
import { bookingLeaf, MemorySource, ORIGIN } from './log-builder.js';

/** How a write goes wrong: the old file stays, or the new one is there although the write reported a failure. */
type Fault = 'failed' | 'failed but persisted';

/** Files in memory whose n-th write, counted over all folders that share `plan`, breaks. */
class BreakingFiles extends DurableFiles {
  readonly files = new Map<string, Uint8Array>();
  constructor(private readonly plan: { writes: number; at: number; times: number; fault: Fault }) {
    super();
  }
  read(path: string): Promise<Uint8Array | undefined> {
    return Promise.resolve(this.files.get(path));
  }
  list(): Promise<string[]> {
    return Promise.resolve([...this.files.keys()]);
  }
  write(path: string, bytes: Uint8Array): Promise<void> {
    const { plan } = this;
    const broken = plan.writes >= plan.at && plan.writes < plan.at + plan.times;
    plan.writes++;
    if (!broken || plan.fault === 'failed but persisted') this.files.set(path, bytes.slice());
    return broken ? Promise.reject(new Error(`write of ${path} broke`)) : Promise.resolve();
  }
  remove(path: string): Promise<void> {
    this.files.delete(path);
    return Promise.resolve();
  }
}

const NOW = Date.parse('2026-11-23T21:42:30Z');
const draft = (seq: number): EntryDraft => {
  const { v: _v, facility: _facility, ...rest } = bookingLeaf(seq);
  return rest;
};

async function keeperOn(secrets: DurableFiles, ledger: DurableFiles): Promise<{ keeper: Keeper; vkey: string }> {
  const guard = new SigningGuard(secrets);
  const key = await openKey(secrets, ledger, guard, ORIGIN, () => new Uint8Array(32).fill(9));
  const keeper = new Keeper({ files: ledger, guard, key }, () => NOW);
  await keeper.start();
  return { keeper, vkey: keeper.state().vkey };
}

const table = (['failed', 'failed but persisted'] as const).flatMap((fault) =>
  [1, 2].flatMap((times) => Array.from({ length: 9 }, (_, at) => ({ fault, times, at }))),
);

test.each(table)(
  'write $at broken $times time(s), $fault: never two roots, retries succeed',
  async ({ fault, times, at }) => {
    for (const restart of [false, true]) {
      const plan = { writes: 0, at: Number.POSITIVE_INFINITY, times, fault };
      const secrets = new BreakingFiles(plan);
      const ledger = new BreakingFiles(plan);
      let { keeper, vkey } = await keeperOn(secrets, ledger);
      await keeper.submit(
        'facility',
        Array.from({ length: 253 }, (_, i) => draft(i)),
      );
      ledger.files.set('log.vkey', new TextEncoder().encode(`${vkey}\n`));
      const seen = new Map<number, string>();
      const look = async (): Promise<void> => {
        const note = new TextDecoder().decode(ledger.files.get('checkpoint'));
        const { size, root } = await openCheckpoint(note, logKeyFrom(ORIGIN, new Uint8Array(32).fill(9)).verifier);
        const text = Buffer.from(root).toString('hex');
        expect(seen.get(size) ?? text).toBe(text);
        seen.set(size, text);
      };
      await look();
      plan.at = plan.writes + at;
      const wanted = [[253, 254, 255, 256], [257], [258, 259]];
      let refusals = 0;
      for (const seqs of wanted) {
        for (let tries = 0; ; tries++) {
          try {
            const answer = await keeper.submit('facility', seqs.map(draft));
            expect(answer.indexes).toHaveLength(seqs.length);
            break;
          } catch (error) {
            expect((error as { refusal?: { code: string } }).refusal?.code).toBe('not-durable');
            expect(tries).toBeLessThan(4);
            refusals++;
            await look();
            if (restart) {
              for (let starts = 0; starts < 4; starts++) {
                try {
                  ({ keeper, vkey } = await keeperOn(secrets, ledger));
                  break;
                } catch (broken) {
                  expect((broken as Error).name).not.toBe('KeeperError');
                }
              }
            }
          }
          await look();
        }
        await look();
      }
      expect(refusals).toBeGreaterThan(0);
      const settled = await keeper.submit('facility', [draft(0), draft(259)]);
      expect(settled.indexes).toHaveLength(2);
      const report = await verifyLog(new MemorySource(ledger.files), vkey);
      expect(report.finding).toBeUndefined();
    }
  },
);

test('the guard refuses a smaller size and another root, before anything is signed', async () => {
  const plan = { writes: 0, at: Number.POSITIVE_INFINITY, times: 0, fault: 'failed' as const };
  const guard = new SigningGuard(new BreakingFiles(plan));
  const root = new Uint8Array(32).fill(1);
  await guard.permit({ size: 5, root });
  await guard.permit({ size: 5, root });
  await expect(guard.permit({ size: 5, root: new Uint8Array(32) })).rejects.toMatchObject({ code: 'would-fork' });
  await expect(guard.permit({ size: 4, root })).rejects.toMatchObject({ code: 'would-fork' });
  await guard.permit({ size: 6, root });
});

test('a key without its guard, a ledger without its key and a ledger ahead of its guard stop the keeper', async () => {
  const plan = { writes: 0, at: Number.POSITIVE_INFINITY, times: 0, fault: 'failed' as const };
  const secrets = new BreakingFiles(plan);
  const ledger = new BreakingFiles(plan);
  const { keeper } = await keeperOn(secrets, ledger);
  const early = secrets.files.get('guard.json')!;
  await keeper.submit('facility', [draft(0)]);
  const late = secrets.files.get('guard.json')!;
  secrets.files.set('guard.json', early);
  await expect(keeperOn(secrets, ledger)).rejects.toMatchObject({ code: 'guard-behind' });
  secrets.files.delete('guard.json');
  await expect(keeperOn(secrets, ledger)).rejects.toMatchObject({ code: 'guard-missing' });
  secrets.files.set('guard.json', late);
  secrets.files.delete('log.key');
  await expect(keeperOn(secrets, ledger)).rejects.toMatchObject({ code: 'key-missing' });
  expect(encodeLeaf(bookingLeaf(0)).length).toBeGreaterThan(0);
});
