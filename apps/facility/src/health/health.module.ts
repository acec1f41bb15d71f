import { Global, Module } from '@nestjs/common';
import { sql } from 'kysely';
import { readContact, stunAnswers } from '#relay';
import { Connection } from '#postgres';
import { Config } from '../config.js';
import { Metrics } from '../metrics/metrics.js';
import { answersAt } from './answers-at.js';
import { ContactFile } from './contact-file.js';
import { HealthController } from './health.controller.js';
import { HealthParts, type Part } from './health-parts.js';
import { publishHealthMetrics } from './health-metrics.js';
import { SealProfileSource } from './seal-profile-source.js';

const STUN_MS = 1_000;

@Global()
@Module({
  controllers: [HealthController],
  providers: [
    {
      provide: SealProfileSource,
      inject: [Config],
      useFactory: ({ parts }: Config) => new ContactFile(parts.boothPlane),
    },
    {
      provide: HealthParts,
      inject: [Connection, Config, SealProfileSource],
      useFactory: ({ db }: Connection, { parts }: Config, seal: SealProfileSource) =>
        new HealthParts([
          { name: 'facility', needed: true, works: async () => true },
          { name: 'postgres', needed: true, works: async () => (await sql`select 1`.execute(db)).rows.length === 1 },
          { name: 'keeper', needed: true, works: () => answersAt(parts.keeper) },
          { name: 'booth-plane', needed: true, works: async () => (await seal.current()).profile !== 'none' },
          { name: 'redis', needed: false, works: () => answersAt(parts.redis) },
          ...hearingPart(parts.hearingPlane),
          ...relayPart(parts.relay),
        ]),
    },
  ],
  exports: [SealProfileSource, HealthParts],
})
export class HealthModule {
  constructor(metrics: Metrics, parts: HealthParts) {
    publishHealthMetrics(metrics, parts);
  }
}

/** Where one was set up; booths do without. */
function hearingPart(contact: string | undefined): Part[] {
  if (contact === undefined) return [];
  const plane = new ContactFile(contact);
  return [{ name: 'hearing-plane', needed: false, works: async () => (await plane.current()).profile !== 'none' }];
}

/** Where one was set up; calls inside the building do without. */
function relayPart(contact: string | undefined): Part[] {
  if (contact === undefined) return [];
  const works = async () => {
    const relay = await readContact(contact);
    return relay !== undefined && stunAnswers(relay.address, relay.port, STUN_MS);
  };
  return [{ name: 'relay', needed: false, works }];
}
