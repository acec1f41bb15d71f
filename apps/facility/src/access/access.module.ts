import { Inject, Module, type OnModuleDestroy } from '@nestjs/common';
import { CommandBench } from '../audit/command.js';
import { Config } from '../config.js';
import { SmtpMailer } from '../notices/mailer.js';
import { SignIns } from '../people/sign-ins.js';
import { AccessDesk } from './access-desk.js';
import { AccessMail } from './access-mail.js';
import { AccountsController } from './accounts.controller.js';
import { EnterAccessController } from './enter-access.controller.js';

const POST = Symbol('the mail server, if one is named');

/** Invitations, resets, accounts in and out of use. */
@Module({
  controllers: [AccountsController, EnterAccessController],
  providers: [
    {
      provide: AccessDesk,
      inject: [CommandBench, SignIns],
      useFactory: (bench: CommandBench, signIns: SignIns) => new AccessDesk(bench, signIns),
    },
    {
      provide: POST,
      inject: [Config],
      useFactory: ({ parts: { mail } }: Config) => mail && new SmtpMailer(mail.smtp, mail.from),
    },
    {
      provide: AccessMail,
      inject: [CommandBench, Config, POST],
      useFactory: ({ db }: CommandBench, { facility: { origin, zone } }: Config, mailer: SmtpMailer | undefined) =>
        new AccessMail(db, mailer && { mailer, origin, zone }),
    },
  ],
})
export class AccessModule implements OnModuleDestroy {
  constructor(@Inject(POST) private readonly mailer: SmtpMailer | undefined) {}

  onModuleDestroy(): void {
    this.mailer?.close();
  }
}
