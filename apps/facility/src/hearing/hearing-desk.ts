import type { HearingRow, LinkMade, MoveHearing as Times, ScheduleHearing as Wish } from '#protocol';
import { HearingError } from '#hearing';
import type { CommandBench } from '../audit/command.js';
import { refusing } from '../booking/refusing.js';
import { Refused } from '../hosts/refused.js';
import type { Person } from '../people/visitor.js';
import type { HearingBoard } from './hearing-board.js';
import type { HearingLife } from './hearing-life.js';
import { MakeLink } from './make-link.js';
import { MoveHearing } from './move-hearing.js';
import { ScheduleHearing } from './schedule-hearing.js';

/** What a clerk does with hearings before they begin; each leaves its entry. */
export class HearingDesk {
  readonly #schedule: ScheduleHearing;
  readonly #link: MakeLink;
  readonly #move: MoveHearing;

  constructor(
    bench: CommandBench,
    readonly board: HearingBoard,
    private readonly life: Pick<HearingLife, 'linkMade' | 'moved'>,
  ) {
    this.#schedule = new ScheduleHearing(bench);
    this.#link = new MakeLink(bench);
    this.#move = new MoveHearing(bench);
  }

  /** @throws Refused `courtroom-taken`, `times-wrong`, `bad-input`. */
  async schedule(wish: Wish, clerk: Person): Promise<HearingRow> {
    const { answer } = await this.#refusing(() => this.#schedule.run({ wish, clerk }));
    return this.board.one(clerk.id, answer);
  }

  /** @throws Refused `courtroom-taken`, `times-wrong`, `not-found`, `wrong-state`, `session-runs`; what a booking is refused for. */
  async move(hearing: string, wish: Times, by: string): Promise<HearingRow> {
    await this.#refusing(() => this.#move.run({ hearing, wish, by }));
    this.life.moved(hearing);
    return this.board.one(by, hearing);
  }

  /** @throws Refused `not-found`, `person-unknown`, `hearing-over`. */
  async link(hearing: string, seat: number, by: string): Promise<LinkMade> {
    const { answer } = await refusing(() => this.#link.run({ hearing, seat, by }));
    this.life.linkMade(hearing, seat);
    return answer;
  }

  async #refusing<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await refusing(act);
    } catch (error: unknown) {
      if (error instanceof HearingError) throw new Refused(error.code, error.field);
      const taken = (error as { constraint?: string } | undefined)?.constraint === 'hearing_courtroom_free';
      throw taken ? new Refused('courtroom-taken', 'courtroom') : error;
    }
  }
}
