import { Global, Module } from '@nestjs/common';
import { Connection } from '#postgres';
import { Config } from '../config.js';
import { HostNames } from '../hosts/host-names.js';
import { Metrics } from '../metrics/metrics.js';
import { Accounts, makeAuth } from './accounts.js';
import { facilitySecret } from './facility-secret.js';
import { KioskEnrolment } from './kiosk-enrolment.js';
import { LocalPeople } from './local-people.js';
import { PeopleController } from './people.controller.js';
import { PeopleService } from './people-service.js';
import { LocalSessionEnded, SessionEnded } from './session-ended.js';
import { SignIn } from './sign-in.js';
import { SignInTries } from './sign-in-tries.js';

/** Accounts, sign-ins, kiosks. Global: every part asks PeopleService who is there. */
@Global()
@Module({
  controllers: [PeopleController],
  providers: [
    { provide: SessionEnded, useClass: LocalSessionEnded },
    {
      provide: Accounts,
      inject: [Connection, Config],
      useFactory: async ({ db }: Connection, { folders }: Config) => {
        const secret = await facilitySecret(folders.own);
        return new Accounts(makeAuth(db, secret), secret);
      },
    },
    {
      provide: KioskEnrolment,
      inject: [Connection, SessionEnded],
      useFactory: ({ db }: Connection, ended: SessionEnded) => new KioskEnrolment(db, ended),
    },
    {
      provide: LocalPeople,
      inject: [Connection, Accounts, KioskEnrolment, HostNames, SessionEnded],
      useFactory: (
        { db }: Connection,
        accounts: Accounts,
        kiosks: KioskEnrolment,
        hosts: HostNames,
        ended: SessionEnded,
      ) => new LocalPeople(db, accounts, kiosks, hosts, ended),
    },
    { provide: PeopleService, useExisting: LocalPeople },
    {
      provide: SignIn,
      inject: [Connection, Accounts, Metrics],
      useFactory: ({ db }: Connection, accounts: Accounts, metrics: Metrics) =>
        new SignIn(db, accounts, new SignInTries(db), metrics),
    },
  ],
  exports: [PeopleService, SessionEnded, KioskEnrolment],
})
export class PeopleModule {}
