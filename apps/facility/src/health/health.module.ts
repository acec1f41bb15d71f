import { Global, Module } from '@nestjs/common';
import { sql } from 'kysely';
import { Connection } from '#postgres';
import { Config } from '../config.js';
import { answersAt } from './answers-at.js';
import { ContactFile } from './contact-file.js';
import { HealthController } from './health.controller.js';
import { HealthParts } from './health-parts.js';
import { SealProfileSource } from './seal-profile-source.js';

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
        ]),
    },
  ],
  exports: [SealProfileSource, HealthParts],
})
export class HealthModule {}
