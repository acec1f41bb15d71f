import type { Slot } from '#booking';
import {
  type BothWays,
  bothWays,
  type CapacitySource,
  capacityOf,
  GIVING_WAY,
  type Reservation,
  reserveLine,
  type ReserveAnswer,
  streamsOf,
  USUAL_POLICY,
} from '#link';
import type { BoothSlot, LineAnswer, LineCheck as Checked, LineNow, LineWish } from '#protocol';
import type { Db } from '#postgres';
import type { Alternatives } from '../booking/alternatives.js';
import { helpersNamed } from '../booking/book-helpers.js';
import type { LineCapacity } from './line-capacity.js';
import { readConversations } from './read-conversations.js';

/** Of so many slots that are free, those are offered that the line carries. */
const LOOKED_AT = 24;
/** Further sessions that are counted; a desk with more room than that needs no figure. */
const COUNTED = 9;
/** For how long from now on what comes must have room beside what is booked. */
const SOON_MS = 30 * 60_000;

/** Whether the line will carry what the desk is about to book. Advice: what is booked is never refused for the line. */
export class LineCheck {
  constructor(
    private readonly db: Db,
    private readonly capacity: Pick<LineCapacity, 'now'>,
    private readonly alternatives: Alternatives,
    private readonly now: () => Date,
  ) {}

  async of({ wish, booking }: LineWish): Promise<Checked> {
    const capacity = await this.capacity.now();
    if (capacity === undefined) return { answer: 'unknown', slots: [] };
    const slot = { from: new Date(wish.from), to: new Date(wish.to) };
    const free = await this.alternatives.of(wish, booking, LOOKED_AT);
    const slots = free.map(({ from, to }) => ({ from: new Date(from), to: new Date(to) }));
    const reserved = await readConversations(this.db, around([slot, ...slots]), booking);
    const wanted = { slot, session: boothSession(booking ?? 'wanted', 1 + helpersNamed(wish).length, wish.soundOnly) };
    const given = this.#ask(capacity, reserved, wanted, slots);
    const at = (one: Slot): BoothSlot => free[slots.indexOf(one)] as BoothSlot;
    return { answer: wordOf(given), slots: given.answer === 'fits' ? [] : given.slots.map(at) };
  }

  /** How many more booths could begin now, each with picture. */
  async more(): Promise<LineNow> {
    const capacity = await this.capacity.now();
    if (capacity === undefined) return {};
    const slot = { from: this.now(), to: new Date(this.now().getTime() + SOON_MS) };
    const reserved = await readConversations(this.db, slot);
    const one = (at: number): Reservation => ({ slot, session: boothSession(`more ${at}`, 1) });
    for (let more = 0; more < COUNTED; more++) {
      const beside = [...reserved, ...Array.from({ length: more }, (_, at) => one(at))];
      if (this.#ask(capacity, beside, one(more), []).answer !== 'fits') return { more };
    }
    return { more: COUNTED, atLeast: true };
  }

  #ask(
    capacity: BothWays<CapacitySource>,
    reserved: readonly Reservation[],
    wanted: Reservation,
    otherSlots: readonly Slot[],
  ): ReserveAnswer {
    const kbps = bothWays((way) => capacityOf(capacity[way]));
    return reserveLine({ capacity: kbps, policy: USUAL_POLICY, reserved, wanted, otherSlots });
  }
}

const boothSession = (id: string, outside: number, soundOnly = false): Reservation['session'] => ({
  id,
  kind: 'booth',
  state: 'reserved',
  soundOnly,
  streams: streamsOf({ inside: 1, outside }),
});

const around = (slots: readonly Slot[]): Slot => ({
  from: new Date(Math.min(...slots.map(({ from }) => from.getTime()))),
  to: new Date(Math.max(...slots.map(({ to }) => to.getTime()))),
});

const STEPS: ReadonlySet<string> = new Set(GIVING_WAY);

const wordOf = ({ answer, reasons }: ReserveAnswer): LineAnswer =>
  answer === 'fits' && reasons.some(({ code }) => STEPS.has(code)) ? 'smaller' : answer;
