import { z } from 'zod';
import type { JanusFrame, WireClient } from '#janus';
import type { IdPair, Seat, SeatHandle } from './grants.js';
import type { ParsedFrame } from './parse-frame.js';
import type { PlaneRules } from './plane-rules.js';
import { decide, type Decision } from './policy.js';
import { askMissed, missedOf } from './missed-publishers.js';
import { PublisherJoin } from './publisher-join.js';
import { audioMidIn } from './sdp-lines.js';
import { handleOf, privateIdOf, toBrowser } from './server-events.js';

const Id = z.object({ data: z.object({ id: z.number().int().positive() }) });

const Offer = z.object({ body: z.object({ request: z.string() }), jsep: z.object({ sdp: z.string() }) });

type Forwarded = Pick<Extract<Decision, { do: 'forward' }>, 'handle' | 'becomes'>;

/** The upstream side of one connection: carries allowed messages out and keeps the seat's ids true. */
export class PlaneLine {
  readonly #join = new PublisherJoin((frame) => this.wire.send(frame));

  constructor(
    private readonly wire: WireClient,
    private readonly seat: Seat,
    private readonly newId: () => number,
    private readonly rules: PlaneRules,
  ) {}

  /** @returns what to answer at once; undefined when Janus answers. Throws GatewayRefusal, JanusError. */
  async carry(parsed: ParsedFrame): Promise<Record<string, unknown> | undefined> {
    const decision = decide(parsed, this.seat, this.rules);
    switch (decision.do) {
      case 'create':
        return this.#create();
      case 'claim':
        return this.#claim();
      case 'destroy':
        return this.#destroy();
      case 'attach':
        return this.#attach();
      case 'detach':
        return this.#detach(decision.handle);
      case 'swallow':
        return this.#session({ janus: 'ack' });
      case 'forward':
        return this.#forward({ ...decision.frame, transaction: `c:${parsed.message.transaction}` }, decision);
    }
    return undefined;
  }

  /** A frame of Janus as the browser may see it. Throws GatewayRefusal when Janus negotiates what it may not. */
  event(frame: JanusFrame): Record<string, unknown> | undefined {
    const handle = handleOf(frame, this.seat);
    const privateId = privateIdOf(frame);
    if (privateId !== undefined) this.seat.privateId = privateId;
    if (handle !== undefined) this.#presence(frame.janus, handle);
    if (this.#join.takes(frame)) return undefined;
    const shown = toBrowser(missedOf(frame, this.seat) ?? frame, this.seat, this.rules);
    if (frame.janus === 'timeout') this.#forget();
    return shown;
  }

  /** The session stays with Janus for its claim time. */
  close(): void {
    this.wire.close();
    if (this.#publisherUp()) this.seat.grant.mediaDown?.();
  }

  /** Until when the answer to a publisher's offer is kept back. Undefined: it is none, or nothing keeps it. */
  heldBack(frame: JanusFrame): Promise<void> | undefined {
    const publisher = handleOf(frame, this.seat)?.kind === 'publisher';
    return publisher && frame['jsep'] !== undefined ? this.seat.grant.sound?.answered() : undefined;
  }

  async #forward(frame: Record<string, unknown>, { handle, becomes }: Forwarded): Promise<undefined> {
    const offer = handle?.kind === 'publisher' ? Offer.safeParse(frame).data : undefined;
    if (offer !== undefined) this.seat.grant.sound?.offered(offer.body.request, audioMidIn(offer.jsep.sdp));
    if (handle !== undefined) becomes?.(handle);
    if (becomes !== undefined && handle?.kind === 'publisher') await this.#join.run(frame);
    else this.wire.send(frame);
  }

  async #create(): Promise<Record<string, unknown>> {
    const former = this.seat.session;
    this.#forget();
    if (former !== undefined) await this.wire.request({ janus: 'destroy', session_id: former.janus }).catch(() => {});
    const { data } = Id.parse(await this.wire.request({ janus: 'create' }));
    this.seat.session = { shown: this.newId(), janus: data.id };
    return { janus: 'success', data: { id: this.seat.session.shown } };
  }

  async #claim(): Promise<Record<string, unknown>> {
    await this.wire.request({ janus: 'claim', session_id: this.#own().janus });
    if (this.#publisherUp()) this.seat.grant.mediaUp?.();
    const ask = askMissed(this.seat);
    if (ask !== undefined) this.wire.send({ ...ask, session_id: this.#own().janus });
    return this.#session({ janus: 'success' });
  }

  async #destroy(): Promise<Record<string, unknown>> {
    const { janus, shown } = this.#own();
    const up = this.#publisherUp();
    this.#forget();
    await this.wire.request({ janus: 'destroy', session_id: janus });
    if (up) this.seat.grant.mediaDown?.();
    return { janus: 'success', session_id: shown };
  }

  async #attach(): Promise<Record<string, unknown>> {
    const attach = { janus: 'attach', session_id: this.#own().janus, plugin: 'janus.plugin.videoroom' };
    const { data } = Id.parse(await this.wire.request(attach));
    const handle: SeatHandle = { shown: this.newId(), janus: data.id, kind: 'fresh' };
    this.seat.handles.set(handle.shown, handle);
    return this.#session({ janus: 'success', data: { id: handle.shown } });
  }

  async #detach(handle: SeatHandle): Promise<Record<string, unknown>> {
    await this.wire.request({ janus: 'detach', session_id: this.#own().janus, handle_id: handle.janus });
    this.#presence('hangup', handle);
    this.seat.handles.delete(handle.shown);
    return this.#session({ janus: 'success' });
  }

  #presence(event: string, handle: SeatHandle): void {
    if (event === 'webrtcup') {
      handle.up = true;
      if (handle.kind === 'publisher') this.seat.grant.mediaUp?.();
    } else if ((event === 'hangup' || event === 'detached') && handle.up === true) {
      handle.up = false;
      if (handle.kind === 'publisher') this.seat.grant.mediaDown?.();
    }
  }

  #publisherUp(): boolean {
    return [...this.seat.handles.values()].some(({ kind, up }) => kind === 'publisher' && up === true);
  }

  #own(): IdPair {
    if (this.seat.session === undefined) throw new Error('a decision was made without a session');
    return this.seat.session;
  }

  #session(frame: Record<string, unknown>): Record<string, unknown> {
    return { ...frame, session_id: this.#own().shown };
  }

  #forget(): void {
    this.seat.session = undefined;
    this.seat.handles.clear();
    this.seat.privateId = undefined;
  }
}
