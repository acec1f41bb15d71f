import { StatusFinding, type Status } from '#protocol';
import { describe, expect, it } from 'vitest';
import { FULL_BYTES, judgeStatus } from '../../../apps/facility/src/status/judge-status.js';

type Facts = Omit<Status, 'findings'>;
const KIOSK = { booth: '1', seenAt: '2026-11-24T04:59:00.000Z' };
const good: Facts = {
  now: '2026-11-24T05:00:00.000Z',
  version: '1',
  node: '20',
  parts: [{ part: 'facility', up: true, since: '2026-11-20T05:00:00.000Z' }],
  disk: { free: 300e9, total: 400e9 },
  waiting: 1,
  clock: { source: 'chrony', synchronised: true, offset: 0.01 },
  certificateUntil: '2027-11-24T05:00:00.000Z',
  backupAt: '2026-11-24T01:00:00.000Z',
  restoreTestAt: '2026-10-24T01:00:00.000Z',
  selfTest: { at: '2026-11-23T19:01:00.000Z', tried: 41, refused: 41, letThrough: [] },
  kiosks: [{ ...KIOSK, check: { at: '2026-11-24T03:00:00.000Z', faults: [] } }],
};
const { backupAt: _backup, restoreTestAt: _test, ...without } = good;
const leaky = { at: good.now, tried: 41, refused: 40, letThrough: ['kick'] };
const CASES: Readonly<Record<StatusFinding, Facts>> = {
  'self-test-failed': { ...good, selfTest: leaky },
  'part-down': { ...good, parts: [{ part: 'keeper', up: false, since: good.now }] },
  'hints-down': { ...good, parts: [{ part: 'redis', up: false, since: good.now }] },
  'hearing-plane-down': { ...good, parts: [...good.parts, { part: 'hearing-plane', up: false, since: good.now }] },
  'relay-down': { ...good, parts: [...good.parts, { part: 'relay', up: false, since: good.now }] },
  'disk-full': { ...good, disk: { free: FULL_BYTES - 1, total: FULL_BYTES } },
  'disk-fills': { ...good, disk: { ...good.disk, days: 9 } },
  'ledger-waits': { ...good, waiting: 900 },
  'clock-off': { ...good, clock: { ...good.clock, offset: -8 } },
  'clock-jumped': { ...good, clock: { ...good.clock, jump: { at: good.now, seconds: 60 } } },
  'clock-unkept': { ...good, clock: { source: 'kernel', synchronised: false } },
  'certificate-ends': { ...good, certificateUntil: '2026-12-01T00:00:00.000Z' },
  'backup-missing': { ...without, restoreTestAt: good.restoreTestAt as string },
  'backup-old': { ...good, backupAt: '2026-11-20T00:00:00.000Z' },
  'restore-untested': { ...without, backupAt: good.backupAt as string },
  'kiosk-silent': { ...good, kiosks: [{ booth: '1' }] },
  'booth-fault': { ...good, kiosks: [{ ...KIOSK, check: { at: good.now, faults: ['microphone'] } }] },
  'self-test-missing': { ...good, selfTest: { ...leaky, at: '2026-11-23T02:00:00.000Z', refused: 41 } },
};

describe('the status', () => {
  it('has nothing to do when all is well (control)', () => expect(judgeStatus(good)).toEqual([]));

  it.each(StatusFinding.options)('finds %s, and nothing else', (finding) => {
    expect(judgeStatus(CASES[finding])).toEqual([finding]);
  });

  it('an ended certificate, an old restore test and a kiosk that fell silent are found, too', () => {
    const late = { ...good, certificateUntil: '2026-01-01T00:00:00.000Z', restoreTestAt: '2026-01-01T00:00:00.000Z' };
    const silent = [{ booth: '1', seenAt: '2026-11-24T03:00:00.000Z' }];
    expect(judgeStatus({ ...late, kiosks: silent })).toEqual(['certificate-ends', 'restore-untested', 'kiosk-silent']);
  });
});
