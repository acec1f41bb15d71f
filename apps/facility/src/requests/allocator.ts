import { afterWorking, BookingError, clashOf } from '#booking';
import type { Db } from '#postgres';
import type { ConfirmSlot } from './confirm-slot.js';
import type { ExpireOffer } from './expire-offer.js';
import type { OfferSlot } from './offer-slot.js';
import { readStanding, type Standing, type StandingQueue } from './read-standing.js';

/** Working time in which an offer can be answered. */
const OFFER_WORKING_MS = 4 * 3_600_000;
/** An offer ends at the latest so long before its slot. */
const BEFORE_SLOT_MS = 15 * 60_000;
/** Rounds of one look: a slot that somebody took meanwhile is planned anew. */
const ROUNDS = 5;

export interface AllocatorParts {
  readonly db: Db;
  readonly now: () => Date;
  readonly offer: Pick<OfferSlot, 'run'>;
  readonly confirm: Pick<ConfirmSlot, 'run'>;
  readonly expire: Pick<ExpireOffer, 'run'>;
}

/**
 * Looks at the queue and gives what is free, in its order. Nothing is remembered between two looks: the order is a query at
 * the moment of allocation, and PostgreSQL's constraints decide who gets a slot.
 */
export class Allocator {
  #running: Promise<void> | undefined;
  #again = false;

  constructor(private readonly parts: AllocatorParts) {}

  /** One look at a time; asked for during a look, one more follows. Rejects when the database does. */
  look(): Promise<void> {
    if (this.#running !== undefined) {
      this.#again = true;
      return this.#running;
    }
    this.#running = this.#looks().finally(() => (this.#running = undefined));
    return this.#running;
  }

  async #looks(): Promise<void> {
    do {
      this.#again = false;
      const expired = await this.#expireDue();
      for (let round = 0; round < ROUNDS; round += 1) if (await this.#giveAll(expired)) break;
    } while (this.#again);
  }

  /** @returns requests whose offer nobody answered: this time the others come first. */
  async #expireDue(): Promise<Set<string>> {
    const due = await this.parts.db
      .selectFrom('booking')
      .select(['id', 'request'])
      .where('state', '=', 'offered')
      .where('offer_expires_at', '<=', this.parts.now())
      .execute();
    const expired = new Set<string>();
    for (const { id, request } of due) {
      const done = await this.#tried(() => this.parts.expire.run({ booking: id }));
      if (done && request !== null) expired.add(request);
    }
    return expired;
  }

  /** True when everything that was planned could be given. */
  async #giveAll(last: ReadonlySet<string>): Promise<boolean> {
    const queue = await readStanding(this.parts.db, this.parts.now(), last);
    let whole = true;
    for (const one of queue.waiting) {
      if (one.slot !== undefined && !(await this.#tried(() => this.#give(one, queue)))) whole = false;
    }
    return whole;
  }

  async #give({ row, slot }: Standing, { working }: StandingQueue): Promise<unknown> {
    if (slot === undefined) return undefined;
    const { parts } = this;
    if (row.first_fit && slot.to <= row.to) {
      const taken = { booth: slot.booth, from: slot.from.toISOString(), to: slot.to.toISOString() };
      return parts.confirm.run({ request: row.id, slot: taken, by: 'queue' });
    }
    const latest = new Date(slot.from.getTime() - BEFORE_SLOT_MS);
    const answered = afterWorking(working, parts.now(), OFFER_WORKING_MS) ?? latest;
    return parts.offer.run({ request: row.id, slot, expires: answered < latest ? answered : latest });
  }

  /** False when somebody was quicker. */
  async #tried(act: () => Promise<unknown>): Promise<boolean> {
    try {
      await act();
      return true;
    } catch (error) {
      const { constraint, code } = (error ?? {}) as { constraint?: string; code?: string };
      if (error instanceof BookingError || clashOf(constraint) !== undefined || code === '40P01') return false;
      if (constraint === 'booking_one_of_request') return false;
      throw error;
    }
  }
}
