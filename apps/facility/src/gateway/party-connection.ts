import type { WebSocket } from 'ws';
import { JanusError, type JanusFrame, type WireClient } from '#janus';
import { countMessage, countRefusal } from './gateway-metrics.js';
import { GATEWAY_REFUSALS, GatewayRefusal, type GatewayRefusalCode } from './gateway-refusal.js';
import type { GrantHolder, Grants, Seat } from './grants.js';
import { parseFrame, transactionOf, type ParsedFrame } from './parse-frame.js';
import { PlaneLine } from './plane-line.js';
import type { PlaneRules } from './plane-rules.js';
import type { RefusalSink } from './refusal-sink.js';
import { RefusalTally } from './refusal-tally.js';
import type { UpstreamJanus } from './upstream-janus.js';

export interface ConnectionParts {
  readonly grants: Grants;
  readonly sink: RefusalSink;
  readonly upstream: UpstreamJanus;
  readonly rules: PlaneRules;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
  /** A positive integer below 2^53 that nobody can guess. */
  readonly newId: () => number;
}

export const MAX_REFUSALS = 50;
/** Milliseconds a socket may be open without a grant: whoever has one shows it in the first frame. */
export const GRANT_WITHIN_MS = 30_000;
/** Frames that may wait while Janus answers; beyond them the socket is not read. */
const MAX_WAITING = 64;

/** One browser at `/janus`: its frames one after the other, each judged, refused or carried out. */
export class PartyConnection implements GrantHolder {
  readonly #tally: RefusalTally;
  readonly #since: number;
  readonly #waiting: { data: Buffer; binary: boolean }[] = [];
  #busy = false;
  #over = false;
  #token: string | undefined;
  #seat: Seat | undefined;
  #line: PlaneLine | undefined;

  constructor(
    private readonly socket: WebSocket,
    private readonly parts: ConnectionParts,
  ) {
    this.#since = parts.now();
    this.#tally = new RefusalTally((code, count) => parts.sink.refused(this.#seat?.grant, code, count), this.#since);
  }

  /** Adds its listeners before it returns, so that no frame is missed. */
  start(): void {
    this.socket.on('message', (data: Buffer, binary) => {
      this.#waiting.push({ data, binary });
      if (this.#waiting.length > MAX_WAITING) this.socket.pause();
      void this.#work();
    });
    this.socket.on('error', (error: Error & { code?: string }) => {
      if (error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH')
        this.#refuse(new GatewayRefusal('frame-too-large'), undefined);
    });
    this.socket.once('close', () => this.#end());
  }

  /** Called every few seconds. */
  tick(): void {
    const now = this.parts.now();
    this.#tally.tick(now);
    if (this.#seat === undefined && now - this.#since >= GRANT_WITHIN_MS) this.close('idle');
  }

  close(reason: 'revoked' | 'replaced' | 'too-many-refusals' | 'plane-down' | 'idle'): void {
    this.#end();
    this.socket.close(reason === 'too-many-refusals' || reason === 'idle' ? 1008 : 1000, reason);
    setTimeout(() => this.socket.terminate(), 1000).unref();
  }

  async #work(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    for (let next = this.#waiting.shift(); next !== undefined && !this.#over; next = this.#waiting.shift()) {
      await this.#handle(next.data, next.binary);
      if (this.socket.isPaused && this.#waiting.length < MAX_WAITING / 2) this.socket.resume();
    }
    this.#busy = false;
  }

  async #handle(data: Buffer, binary: boolean): Promise<void> {
    let json: unknown;
    try {
      if (binary) throw new GatewayRefusal('frame-not-text');
      if (data.length > this.parts.rules.maxFrame) throw new GatewayRefusal('frame-too-large');
      json = readJson(data);
      const parsed = parseFrame(json, this.parts.rules);
      const line = await this.#granted(parsed);
      const answer = await line.carry(parsed);
      countMessage();
      if (answer !== undefined) this.#send({ ...answer, transaction: parsed.message.transaction });
    } catch (error) {
      this.#failed(error, transactionOf(json));
    }
  }

  #failed(error: unknown, transaction: string | undefined): void {
    if (this.#over) return;
    if (error instanceof GatewayRefusal) return this.#refuse(error, transaction);
    if (error instanceof JanusError && error.code === 'refused') {
      return this.#send({
        janus: 'error',
        transaction,
        error: { code: error.janusCode, reason: 'The booth plane refused this.' },
      });
    }
    const [code, sentence] = GATEWAY_REFUSALS['plane-down'];
    this.#send({
      janus: 'error',
      transaction,
      error: { code, reason: `plane-down: ${sentence}`, refusal: 'plane-down' },
    });
    this.close('plane-down');
  }

  /** The token of the first message takes the seat; another one later is no grant. */
  async #granted({ message }: ParsedFrame): Promise<PlaneLine> {
    if (message.token !== undefined && this.#token !== undefined && message.token !== this.#token)
      throw new GatewayRefusal('no-grant');
    if (this.#line !== undefined) return this.#line;
    if (message.token === undefined) throw new GatewayRefusal('no-grant');
    const seat = this.parts.grants.take(message.token, this);
    if (seat === undefined) throw new GatewayRefusal('no-grant');
    this.#token = message.token;
    this.#seat = seat;
    const wire = await this.parts.upstream.connect();
    if (this.#over) {
      wire.close();
      throw new GatewayRefusal('no-grant');
    }
    return (this.#line = this.#openLine(wire, seat));
  }

  #openLine(wire: WireClient, seat: Seat): PlaneLine {
    const line = new PlaneLine(wire, seat, this.parts.newId, this.parts.rules);
    wire.onEvent = (frame: JanusFrame) => {
      if (this.#over) return;
      try {
        const shown = line.event(frame);
        if (shown === undefined) return;
        const held = line.heldBack(frame);
        if (held === undefined) return this.#send(shown);
        held.then(
          () => this.#over || this.#send(shown),
          (error: unknown) => this.#failed(error, undefined),
        );
      } catch (error) {
        this.#failed(error, undefined);
      }
    };
    wire.onClosed = (reason) => {
      if (reason === 'lost' && !this.#over)
        this.#failed(new JanusError('plane-down', 'the booth plane went away'), undefined);
    };
    return line;
  }

  #refuse(refusal: GatewayRefusal, transaction: string | undefined): void {
    countRefusal(refusal.code);
    this.#tally.add(refusal.code);
    this.#error(refusal.code, refusal.message, transaction, refusal.what);
    if (this.#tally.total < MAX_REFUSALS || this.#over) return;
    countRefusal('too-many-refusals');
    this.parts.sink.refused(this.#seat?.grant, 'too-many-refusals', 1);
    this.#error('too-many-refusals', GATEWAY_REFUSALS['too-many-refusals'][1], undefined);
    this.close('too-many-refusals');
  }

  #error(code: GatewayRefusalCode, sentence: string, transaction: string | undefined, what = ''): void {
    const session = this.#seat?.session?.shown;
    this.#send({
      janus: 'error',
      ...(session === undefined ? {} : { session_id: session }),
      ...(transaction === undefined ? {} : { transaction }),
      error: {
        code: GATEWAY_REFUSALS[code][0],
        reason: `${code}: ${sentence}`,
        refusal: code,
        ...(what === '' ? {} : { what: what.slice(0, 64) }),
      },
    });
  }

  #send(frame: Record<string, unknown>): void {
    if (this.socket.readyState === this.socket.OPEN) this.socket.send(JSON.stringify(frame));
  }

  #end(): void {
    if (this.#over) return;
    this.#over = true;
    this.#waiting.length = 0;
    this.#tally.flush();
    this.#line?.close();
    if (this.#seat !== undefined) this.parts.grants.leave(this.#seat, this);
  }
}

function readJson(data: Buffer): unknown {
  try {
    return JSON.parse(data.toString('utf8'));
  } catch {
    throw new GatewayRefusal('malformed');
  }
}
