import type {
  AddPerson as Newcomer,
  HearingImport,
  HearingHandedOver,
  HearingImportReport,
  HearingRow,
  LinkMade,
  MoveHearing as Times,
  PersonAdded,
  ScheduleHearing as Wish,
} from '#protocol';
import type { CommandBench } from '../audit/command.js';
import { refusing } from '../booking/refusing.js';
import type { Person } from '../people/visitor.js';
import { AddPerson } from './add-person.js';
import { HandOver } from './hand-over.js';
import type { HearingBoard } from './hearing-board.js';
import type { HearingLife } from './hearing-life.js';
import { ImportHearings } from './import-hearings.js';
import { MakeLink } from './make-link.js';
import { MoveHearing } from './move-hearing.js';
import { refusingHearing } from './refusing-hearing.js';
import { ScheduleHearing } from './schedule-hearing.js';

/** What a clerk does with hearings beside running them; each leaves its entry. */
export class HearingDesk {
  readonly #schedule: ScheduleHearing;
  readonly #add: AddPerson;
  readonly #handOver: HandOver;
  readonly #link: MakeLink;
  readonly #move: MoveHearing;
  readonly #imports: ImportHearings;

  constructor(
    bench: CommandBench,
    readonly board: HearingBoard,
    private readonly life: Pick<HearingLife, 'inTurn' | 'linkMade' | 'moved'>,
  ) {
    this.#schedule = new ScheduleHearing(bench);
    this.#add = new AddPerson(bench);
    this.#handOver = new HandOver(bench);
    this.#link = new MakeLink(bench);
    this.#move = new MoveHearing(bench);
    this.#imports = new ImportHearings(bench.db, this.#schedule);
  }

  /** @throws Refused `courtroom-taken`, `times-wrong`, `bad-input`. */
  async schedule(wish: Wish, clerk: Person): Promise<HearingRow> {
    const { answer } = await refusingHearing(() => this.#schedule.run({ wish, clerk }));
    return this.board.one(clerk.id, answer);
  }

  /** A list, tried or saved; what is wrong with it is in the report. */
  import(list: HearingImport, clerk: Person): Promise<HearingImportReport> {
    return this.#imports.run(list, clerk);
  }

  /** @throws Refused `courtroom-taken`, `times-wrong`, `not-found`, `wrong-state`, `session-runs`; what a booking is refused for. */
  async move(hearing: string, wish: Times, by: string): Promise<HearingRow> {
    await refusingHearing(() => this.#move.run({ hearing, wish, by }));
    this.life.moved(hearing);
    return this.board.one(by, hearing);
  }

  /** @throws Refused `not-found`, `hearing-over`, `bad-input`. */
  async add(hearing: string, wish: Newcomer, by: string): Promise<PersonAdded> {
    await this.board.one(by, hearing);
    return this.life.inTurn(hearing, async (live) => {
      const { answer } = await refusing(() => this.#add.run({ hearing, wish, by }));
      live.added(answer.by, wish);
      return { seat: answer.seat };
    });
  }

  /** It goes on meanwhile. @throws Refused `not-found`, `hearing-over`, `person-unknown`, `wrong-state`. */
  async handOver(hearing: string, to: string, by: string): Promise<HearingHandedOver> {
    await this.board.one(by, hearing);
    return this.life.inTurn(hearing, async (live) => {
      const { answer } = await refusing(() => this.#handOver.run({ hearing, to, by }));
      return { seat: live.handedOver(answer.from, answer.next) };
    });
  }

  /** @throws Refused `not-found`, `person-unknown`, `hearing-over`. */
  async link(hearing: string, seat: number, by: string): Promise<LinkMade> {
    const { answer } = await refusing(() => this.#link.run({ hearing, seat, by }));
    this.life.linkMade(hearing, seat);
    return answer;
  }
}
