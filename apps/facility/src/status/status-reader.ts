import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Status } from '#protocol';
import type { Db } from '#postgres';
import type { OutboxDrainer } from '../audit/outbox-drainer.js';
import { checksOf } from '../booth/booth-checks.js';
import type { ClockWatch } from '../clock/clock-watch.js';
import type { HealthParts } from '../health/health-parts.js';
import type { DiskReadings } from './disk-readings.js';
import { lastSelfTest } from '../self-test/self-test-book.js';
import { judgeStatus } from './judge-status.js';
import { readUpkeep } from './upkeep-notes.js';

export interface StatusParts {
  readonly db: Db;
  readonly drainer: OutboxDrainer;
  readonly health: HealthParts;
  readonly clock: ClockWatch;
  readonly disk: DiskReadings;
  readonly now: () => Date;
  readonly version: string;
  /** The facility's own folder. */
  readonly own: string;
  /** PEM file that browsers see; undefined without TLS. */
  readonly certificate: string | undefined;
}

/** Everything the operator's page shows. Needs the database: while that is away the health checks are what there is. */
export class StatusReader {
  constructor(private readonly parts: StatusParts) {}

  async read(): Promise<Status> {
    const { db, drainer, health, clock, disk, now, version, own, certificate } = this.parts;
    const upkeep = join(own, 'upkeep');
    const [{ parts: running }, space, waiting, until, backup, restore, tested, kiosks, checks, selfTest] =
      await Promise.all([
        health.check(),
        disk.space(),
        drainer.waiting(),
        certificateEnd(certificate),
        readUpkeep(upkeep, 'backup'),
        readUpkeep(upkeep, 'restore'),
        readUpkeep(upkeep, 'restore-test'),
        db.selectFrom('kiosk').select(['booth', 'seen_at']).where('revoked_at', 'is', null).orderBy('booth').execute(),
        checksOf(db),
        lastSelfTest(db),
      ]);
    const days = await disk.daysLeft(space.free);
    const { source, synchronised, offset } = clock.state;
    const facts: Omit<Status, 'findings'> = {
      now: now().toISOString(),
      version,
      node: process.versions.node,
      parts: running.map(({ part, state, since }) => ({ part, up: state === 'up', since })),
      disk: { ...space, ...(days !== undefined && { days }) },
      waiting,
      clock: {
        source,
        ...(synchronised !== undefined && { synchronised }),
        ...(offset !== undefined && { offset }),
        ...(clock.jump && { jump: { at: clock.jump.at.toISOString(), seconds: clock.jump.seconds } }),
      },
      ...(until !== undefined && { certificateUntil: until }),
      ...(backup && { backupAt: backup.at }),
      ...(tested && { restoreTestAt: tested.at }),
      ...(restore?.from !== undefined && { restored: { at: restore.at, from: restore.from } }),
      ...(selfTest && {
        selfTest: {
          at: selfTest.at.toISOString(),
          tried: selfTest.tried,
          refused: selfTest.refused,
          letThrough: [...selfTest.letThrough],
        },
      }),
      kiosks: kiosks.map(({ booth, seen_at }) => {
        const found = checks.get(booth);
        return { booth, ...(seen_at && { seenAt: seen_at.toISOString() }), ...(found && { check: found }) };
      }),
    };
    return { ...facts, findings: judgeStatus(facts) };
  }
}

async function certificateEnd(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined;
  const pem = await readFile(file).catch(() => undefined);
  return pem && new Date(new X509Certificate(pem).validTo).toISOString();
}
