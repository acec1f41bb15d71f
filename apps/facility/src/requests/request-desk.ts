import { BookingError } from '#booking';
import type { AttorneyClients, ConsultationRequest } from '#protocol';
import type { Db } from '#postgres';
import type { Alternatives } from '../booking/alternatives.js';
import { refusing } from '../booking/refusing.js';
import type { Confirming } from './confirm-slot.js';
import type { Asking } from './make-request.js';
import type { RequestBoard } from './request-board.js';
import type { RequestCommands } from './request-commands.js';
import { selectRequests, type RequestRow } from './request-rows.js';

/** What people at the desk and outside ask of requests, in the words they ask it. */
export class RequestDesk {
  constructor(
    readonly db: Db,
    readonly commands: RequestCommands,
    readonly board: RequestBoard,
    private readonly alternatives: Alternatives,
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
