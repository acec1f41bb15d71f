import { randomBytes } from 'node:crypto';
import { isOver } from '#hearing';
import type { Database } from '#postgres';
import type { LinkMade } from '#protocol';
import type { Transaction } from 'kysely';
import { Command, type Done } from '../audit/command.js';
import { Refused } from '../hosts/refused.js';
import { linkHash } from './hearing-door.js';
import { selectHearings } from './hearing-rows.js';

/** A link is good until so long after the hearing's end (milliseconds): hearings take longer than planned. */
const GOOD_AFTER_MS = 24 * 3_600_000;
/** Until when the links of a hearing with this end are good. */
export const linksGoodUntil = (end: Date): Date => new Date(end.getTime() + GOOD_AFTER_MS);

interface Input {
  readonly hearing: string;
  readonly seat: number;
  /** Account of the clerk. */
  readonly by: string;
}

/** A personal link: 256 random bits, stored hashed. The former one of the seat is void, and so is what device it was bound to. */
export class MakeLink extends Command<'hearing.link-made', Input, LinkMade> {
  readonly event = 'hearing.link-made';

  protected override async act(
    trx: Transaction<Database>,
    { hearing, seat, by }: Input,
  ): Promise<Done<'hearing.link-made', LinkMade>> {
    const row = await selectHearings(trx).where('id', '=', hearing).where('made_by', '=', by).executeTakeFirst();
    if (row === undefined) throw new Refused('not-found');
    if (isOver(row)) throw new Refused('hearing-over');
    const token = randomBytes(32).toString('base64url');
    const until = linksGoodUntil(row.to);
    const made = await trx
      .updateTable('attendee')
      .set({ link_hash: linkHash(token), link_expires: until, device: null, link_elsewhere: false })
      .where('hearing', '=', hearing)
      .where('seat', '=', seat)
      // The clerk enters by the account.
      .where('account', 'is', null)
      .returning('role')
      .executeTakeFirst();
    if (made === undefined) throw new Refused('person-unknown', 'seat');
    const answer = { seat, token, until: until.toISOString() };
    return { answer, entry: { type: this.event, booking: hearing, details: { hearing, seat, role: made.role, by } } };
  }
}
