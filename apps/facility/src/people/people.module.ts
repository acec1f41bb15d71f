import { Global, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Connection } from '#postgres';
import { Config } from '../config.js';
import { HostNames } from '../hosts/host-names.js';
import { KioskChallenges } from '../kiosks/kiosk-challenges.js';
import { KioskSignIn } from '../kiosks/kiosk-sign-in.js';
import { Metrics } from '../metrics/metrics.js';
import { AccountController } from './account.controller.js';
import { Accounts, makeAuth } from './accounts.js';
import { EndedElsewhere } from './ended-elsewhere.js';
import { facilitySecret } from './facility-secret.js';
import { LocalPeople } from './local-people.js';
import { PeopleController } from './people.controller.js';
import { PeopleService } from './people-service.js';
import { LocalSessionEnded, SessionEnded } from './session-ended.js';
import { SignIn } from './sign-in.js';
import { SignIns } from './sign-ins.js';
import { SignInTries } from './sign-in-tries.js';

/** Accounts and sign-ins, those of kiosks too. Global: every part asks PeopleService who is there. */
@Global()
@Module({
  controllers: [PeopleController, AccountController],
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
      provide: KioskSignIn,
      inject: [Connection],
      useFactory: ({ db }: Connection) => new KioskSignIn(db, new KioskChallenges(() => performance.now())),
    },
    {
      provide: PeopleService,
      inject: [Connection, Accounts, KioskSignIn, HostNames, Config],
      useFactory: (
        { db }: Connection,
        accounts: Accounts,
        kiosks: KioskSignIn,
        hosts: HostNames,
        { facility }: Config,
      ) => new LocalPeople(db, accounts, kiosks, hosts, facility.lockMinutes),
    },
    {
      provide: SignIns,
      inject: [Connection, SessionEnded],
      useFactory: ({ db }: Connection, ended: SessionEnded) => new SignIns(db, ended),
    },
    {
      provide: EndedElsewhere,
      inject: [Connection, SessionEnded],
      useFactory: ({ db }: Connection, ended: SessionEnded) => new EndedElsewhere(db, ended),
    },
    {
      provide: SignIn,
      inject: [Connection, Accounts, Metrics],
      useFactory: ({ db }: Connection, accounts: Accounts, metrics: Metrics) =>
        new SignIn(db, accounts, new SignInTries(db), metrics),
    },
  ],
  exports: [PeopleService, SessionEnded, SignIns, Accounts, KioskSignIn],
})
export class PeopleModule implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(private readonly elsewhere: EndedElsewhere) {}

  onApplicationBootstrap(): void {
    this.elsewhere.start();
  }

  onModuleDestroy(): void {
    this.elsewhere.stop();
  }
}
