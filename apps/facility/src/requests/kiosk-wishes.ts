import type { Db } from '#postgres';
import { ringBell } from '../booth/ring-bell.js';
import type { MakeRequest } from './make-request.js';
import { selectRequests } from './request-rows.js';

/** What a wish at the kiosk stands for: an hour within two weeks. */
const MINUTES = 60;
const WINDOW_MS = 14 * 86_400_000;
/** Requests that one booth may begin within the time; whoever asks then is still heard, by the desk. */
const MAX_BEGUN = 5;
const WITHIN_MS = 10 * 60_000;

/** "I want to speak to my lawyer", at the kiosk, where anybody can type anybody's number. */
export class KioskWishes {
  /** When requests were begun at each booth, the oldest first. */
  readonly #begun = new Map<string, readonly number[]>();

  constructor(
    private readonly db: Db,
    private readonly requests: Pick<MakeRequest, 'run'>,
    private readonly now: () => Date,
  ) {}

  /**
   * A request to the attorney of the longest tie; asked twice, it waits once. Without a tie the desk is called; so it is
   * when the booth begins more than a person would, and an unknown number is answered the same.
   */
  async wish(booth: string, detainee: string): Promise<'request' | 'told-desk'> {
    const now = this.now();
    const tie = await this.db
      .selectFrom('tie')
      .select('attorney')
      .where('detainee', '=', detainee)
      .orderBy('since')
      .executeTakeFirst();
    if (tie === undefined) return this.#callDesk(booth, now);
    const waits = await selectRequests(this.db)
      .where('detainee', '=', detainee)
      .where('attorney', '=', tie.attorney)
      .where('asked_by', '=', 'detainee')
      .where('settled_at', 'is', null)
      .executeTakeFirst();
    if (waits !== undefined) return 'request';
    if (!this.#begins(booth, now.getTime())) return this.#callDesk(booth, now);
    const wish = {
      detainee,
      attorney: tie.attorney,
      from: now.toISOString(),
      to: new Date(now.getTime() + WINDOW_MS).toISOString(),
      minutes: MINUTES,
      firstFit: false,
    };
    await this.requests.run({ wish, askedBy: 'detainee', by: `kiosk ${booth}` });
    return 'request';
  }

  async #callDesk(booth: string, now: Date): Promise<'told-desk'> {
    await ringBell(this.db, booth, 'wants-lawyer', now);
    return 'told-desk';
  }

  #begins(booth: string, now: number): boolean {
    const begun = (this.#begun.get(booth) ?? []).filter((at) => at > now - WITHIN_MS);
    const may = begun.length < MAX_BEGUN;
    this.#begun.set(booth, may ? [...begun, now] : begun);
    return may;
  }
}
