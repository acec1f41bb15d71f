import { ANSWER_WITHIN_MS, type CounselChange, type HearingEvent, type KnownCounsel } from '#hearing';
import type { RefusalCode } from '#protocol';
import { Refused } from '../hosts/refused.js';

/** A change of counsel that is in the database. */
export interface CarriedOut {
  /** Of who came. */
  readonly seat: number;
  /** Ids of the bookings that are of who came now. */
  readonly bookings: readonly string[];
}

/** What the facility knows of counsel. */
export interface CounselPort {
  /** An attorney with an account in use. */
  known(attorney: string): Promise<KnownCounsel | undefined>;
  /** Once and for good. @throws Refused, and then nothing was changed. */
  carryOut(change: CounselChange): Promise<CarriedOut>;
}

/** Lets a change of counsel take its course: what nobody answers ends, and what the accused says yes to is carried out, once. */
export class FollowCounselChange {
  #followed: CounselChange | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly counsel: Pick<CounselPort, 'carryOut'>,
    /** `bookings`: as in CarriedOut. */
    private readonly happened: (event: HearingEvent, bookings: readonly string[]) => void,
  ) {}

  follow(change: CounselChange | undefined): void {
    if (change?.number === this.#followed?.number && change?.state === this.#followed?.state) return;
    this.#followed = change;
    clearTimeout(this.#timer);
    if (change?.state === 'asked') {
      const unanswered = { type: 'counsel-unanswered', number: change.number } as const;
      this.#timer = setTimeout(() => this.happened(unanswered, []), ANSWER_WITHIN_MS).unref();
    }
    if (change?.state === 'taking-effect') void this.#carryOut(change);
  }

  async #carryOut(change: CounselChange): Promise<void> {
    const { number } = change;
    try {
      const { seat, bookings } = await this.counsel.carryOut(change);
      this.happened({ type: 'counsel-changed', number, seat }, bookings);
    } catch (error) {
      const why: RefusalCode = error instanceof Refused ? error.code : 'failed';
      this.happened({ type: 'counsel-failed', number, why }, []);
    }
  }
}
