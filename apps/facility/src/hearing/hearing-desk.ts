import type { HearingRow, LinkMade, ScheduleHearing as Wish } from '#protocol';
import type { CommandBench } from '../audit/command.js';
import { refusing } from '../booking/refusing.js';
import { Refused } from '../hosts/refused.js';
import type { Person } from '../people/visitor.js';
import type { HearingBoard } from './hearing-board.js';
import type { HearingLife } from './hearing-life.js';
import { MakeLink } from './make-link.js';
import { ScheduleHearing } from './schedule-hearing.js';

/** What a clerk does with hearings before they begin; each leaves its entry. */
export class HearingDesk {
  readonly #schedule: ScheduleHearing;
  readonly #link: MakeLink;

  constructor(
    bench: CommandBench,
    readonly board: HearingBoard,
    private readonly life: Pick<HearingLife, 'linkMade'>,
  ) {
    this.#schedule = new ScheduleHearing(bench);
    this.#link = new MakeLink(bench);
  }

  /** @throws Refused `courtroom-taken`, `times-wrong`, `bad-input`. */
  async schedule(wish: Wish, clerk: Person): Promise<HearingRow> {
    const made = refusing(() => this.#schedule.run({ wish, clerk }));
    const { answer } = await made.catch((error: unknown) => {
      const taken = (error as { constraint?: string } | undefined)?.constraint === 'hearing_courtroom_free';
      throw taken ? new Refused('courtroom-taken', 'courtroom') : error;
    });
    return this.board.one(clerk.id, answer);
  }

  /** @throws Refused `not-found`, `person-unknown`, `hearing-over`. */
  async link(hearing: string, seat: number, by: string): Promise<LinkMade> {
    const { answer } = await refusing(() => this.#link.run({ hearing, seat, by }));
    this.life.linkMade(hearing, seat);
    return answer;
  }
}
