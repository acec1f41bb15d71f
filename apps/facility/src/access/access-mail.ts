import type { Db } from '#postgres';
import { sql } from 'kysely';
import type { MailLanguage } from '../notices/mail-words.js';
import type { Mailer } from '../notices/mailer.js';
import { accessLetter } from './access-letter.js';

interface Post {
  readonly mailer: Mailer;
  readonly origin: string;
  readonly zone: string;
}

/** Sends codes by mail, where a mail server is named. */
export class AccessMail {
  constructor(
    private readonly db: Db,
    private readonly post: Post | undefined,
  ) {}

  get possible(): boolean {
    return this.post !== undefined;
  }

  /** @returns whether the server took it; undefined when the account has no address, or there is no server. */
  async send(person: string, letter: { id: string; link: string; expires: Date }): Promise<boolean | undefined> {
    if (this.post === undefined) return undefined;
    const found = await this.db
      .selectFrom('person')
      .leftJoin('attorney', 'attorney.id', 'person.id')
      .select(['email', sql<MailLanguage>`coalesce(attorney.language, person.language)`.as('language')])
      .where('person.id', '=', person)
      .executeTakeFirstOrThrow();
    if (found.email.endsWith('.invalid')) return undefined;
    const { mailer, origin, zone } = this.post;
    const { language } = found;
    return mailer.send(accessLetter({ to: found.email, origin, zone, language, ...letter })).then(
      () => true,
      () => false,
    );
  }
}
