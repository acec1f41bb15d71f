import { Logger, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CommandBench } from '../audit/command.js';
import { Config } from '../config.js';
import { publicAddress } from '../hosts/host-names.js';
import { MailOutbox } from './mail-outbox.js';
import { SmtpMailer } from './mailer.js';
import { NoticesController } from './notices.controller.js';

const LOOK_EVERY_MS = 10_000;

/** Notices in the page; letters too where a mail server is named. */
@Module({ controllers: [NoticesController] })
export class NoticesModule implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger('Mail');
  readonly #mailer: SmtpMailer | undefined;
  readonly #outbox: MailOutbox | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor({ db, now }: CommandBench, { parts: { mail }, door, facility: { origin } }: Config) {
    if (mail === undefined) return;
    this.#mailer = new SmtpMailer(mail.smtp, mail.from);
    const address = publicAddress('attorney', door);
    this.#outbox = new MailOutbox({ db, now, mailer: this.#mailer, origin, address });
  }

  onApplicationBootstrap(): void {
    if (this.#outbox === undefined) return;
    this.#timer = setInterval(() => void this.#look(), LOOK_EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.#timer);
    this.#mailer?.close();
  }

  async #look(): Promise<void> {
    await this.#outbox?.look().catch((error: unknown) => {
      this.#logger.warn(`letters wait: ${error instanceof Error ? error.name : 'failed'}`);
    });
  }
}
