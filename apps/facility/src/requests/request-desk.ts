import { BookingError } from '#booking';
import type { AttorneyClients, ConsultationRequest } from '#protocol';
import type { Db } from '#postgres';
import type { Alternatives } from '../booking/alternatives.js';
import { refusing } from '../booking/refusing.js';
import { ringBell } from '../booth/ring-bell.js';
import type { Confirming } from './confirm-slot.js';
import type { Asking } from './make-request.js';
import type { RequestBoard } from './request-board.js';
import type { RequestCommands } from './request-commands.js';
import { selectRequests, type RequestRow } from './request-rows.js';

const DAY_MS = 86_400_000;
/** What a wish at the kiosk stands for: an hour within two weeks. */
const KIOSK_MINUTES = 60;
const KIOSK_WINDOW_MS = 14 * DAY_MS;

/** What people at the desk, at a kiosk and outside ask of requests, in the words they ask it. */
export class RequestDesk {
  constructor(
    readonly db: Db,
    readonly commands: RequestCommands,
    readonly board: RequestBoard,
    private readonly alternatives: Alternatives,
    private readonly now: () => Date,
  ) {}

  async make(asking: Asking): Promise<ConsultationRequest> {
    return this.board.one((await this.commands.make.run(asking)).answer);
  }

  /** A slot that somebody was quicker to take is refused with the nearest instead. */
  async accept(confirming: Confirming): Promise<void> {
    const { slot, request } = confirming;
    const act = () => refusing(() => this.commands.confirm.run(confirming));
    if (slot === undefined) return void (await act());
    const { detainee, attorney } = await refusing(() => this.#row(request, confirming.attorney));
    await this.alternatives.offered({ ...slot, detainee, attorney }, undefined, act);
  }

  /**
   * "I want to speak to my lawyer": a request to the attorney of the longest tie; asked twice, it waits once. Without a tie
   * the desk is called, and an unknown number is answered the same.
   */
  async fromKiosk(booth: string, detainee: string): Promise<'request' | 'told-desk'> {
    const now = this.now();
    const tie = await this.db
      .selectFrom('tie')
      .select('attorney')
      .where('detainee', '=', detainee)
      .orderBy('since')
      .executeTakeFirst();
    if (tie === undefined) {
      await ringBell(this.db, booth, 'wants-lawyer', now);
      return 'told-desk';
    }
    const waits = await selectRequests(this.db)
      .where('detainee', '=', detainee)
      .where('attorney', '=', tie.attorney)
      .where('asked_by', '=', 'detainee')
      .where('settled_at', 'is', null)
      .executeTakeFirst();
    if (waits !== undefined) return 'request';
    const wish = {
      detainee,
      attorney: tie.attorney,
      from: now.toISOString(),
      to: new Date(now.getTime() + KIOSK_WINDOW_MS).toISOString(),
      minutes: KIOSK_MINUTES,
      firstFit: false,
    };
    await this.commands.make.run({ wish, askedBy: 'detainee', by: `kiosk ${booth}` });
    return 'request';
  }

  async clients(attorney: string): Promise<AttorneyClients> {
    const clients = await this.db
      .selectFrom('tie')
      .innerJoin('detainee', 'detainee.number', 'tie.detainee')
      .select(['number', 'whereabouts'])
      .where('attorney', '=', attorney)
      .orderBy('number')
      .execute();
    const colleagues = await this.db
      .selectFrom('attorney')
      .select(['id', 'name'])
      .where('id', '<>', attorney)
      .orderBy('name')
      .execute();
    return { clients: clients.map(({ number, whereabouts }) => ({ number, whereabouts })), colleagues };
  }

  async #row(id: string, attorney: string | undefined): Promise<RequestRow> {
    const row = await selectRequests(this.db).where('id', '=', id).executeTakeFirst();
    // Another's request is not there for an attorney.
    if (row === undefined || (attorney !== undefined && row.attorney !== attorney)) throw new BookingError('not-found');
    return row;
  }
}
