import type { Status, StatusFinding } from '#protocol';
import { CLOCK_LIMIT_S } from '../clock/clock-watch.js';
import { CERTIFICATE_SOON_DAYS } from '../hosts/certificate-files.js';

const DAY_MS = 86_400_000;
const MIB = 1024 * 1024;
/** Less than this, and a database or a ledger may not be able to write. */
export const FULL_BYTES = 200 * MIB;
const FILLS_DAYS = 14;
const BACKUP_DAYS = 2;
const RESTORE_TEST_DAYS = 100;
const SILENT_MS = 15 * 60_000;
/** One a day, and two hours. */
const SELF_TEST_MS = 26 * 3_600_000;
const WAITING = 20;

/** Parts that booths do without: each has a finding of its own. */
const EXTRAS: ReadonlySet<string> = new Set(['redis', 'hearing-plane', 'relay']);

/** What of these facts needs somebody, the most urgent first. */
export function judgeStatus(facts: Omit<Status, 'findings'>): StatusFinding[] {
  const now = Date.parse(facts.now);
  const olderThan = (at: string, days: number) => now - Date.parse(at) > days * DAY_MS;
  const { disk, clock, certificateUntil, backupAt, restoreTestAt, kiosks, selfTest } = facts;
  const down = new Set(facts.parts.filter(({ up }) => !up).map(({ part }) => part));
  const holds: Readonly<Record<StatusFinding, boolean>> = {
    'self-test-failed': selfTest !== undefined && selfTest.refused < selfTest.tried,
    'part-down': [...down].some((part) => !EXTRAS.has(part)),
    'hints-down': down.has('redis'),
    'hearing-plane-down': down.has('hearing-plane'),
    'relay-down': down.has('relay'),
    'disk-full': disk.free < FULL_BYTES,
    'disk-fills': disk.free < disk.total / 10 || (disk.days ?? Infinity) < FILLS_DAYS,
    'ledger-waits': facts.waiting > WAITING,
    'clock-off': Math.abs(clock.offset ?? 0) > CLOCK_LIMIT_S,
    'clock-jumped': clock.jump !== undefined,
    'clock-unkept': clock.synchronised === false,
    'certificate-ends': certificateUntil !== undefined && olderThan(certificateUntil, -CERTIFICATE_SOON_DAYS),
    'backup-missing': backupAt === undefined,
    'backup-old': backupAt !== undefined && olderThan(backupAt, BACKUP_DAYS),
    'restore-untested': restoreTestAt === undefined || olderThan(restoreTestAt, RESTORE_TEST_DAYS),
    'kiosk-silent': kiosks.some(({ seenAt }) => seenAt === undefined || now - Date.parse(seenAt) > SILENT_MS),
    'booth-fault': kiosks.some(({ check }) => check !== undefined && check.faults.length > 0),
    'self-test-missing': selfTest === undefined || now - Date.parse(selfTest.at) > SELF_TEST_MS,
  };
  return (Object.keys(holds) as StatusFinding[]).filter((finding) => holds[finding]);
}
