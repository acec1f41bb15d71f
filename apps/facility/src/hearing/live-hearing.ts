import {
  type Hearing,
  HearingError,
  type HearingEvent,
  type HearingHead,
  isOver,
  mayReceive,
  type Note,
  runsItNow,
  type Step as Transition,
  transition,
  viewOf,
} from '#hearing';
import type { HearingClientFrame, MinuteLine } from '#protocol';
import type { GatewayRefusalCode } from '../gateway/gateway-refusal.js';
import { Refused } from '../hosts/refused.js';
import type { HearingConnection } from './hearing-connection.js';
import { entryOf } from './hearing-entry.js';
import type { HearingMedia } from './hearing-media.js';
import type { Step } from './keep-step.js';
import { SeatMedia } from './seat-media.js';

/** What a hearing needs from around it. Nothing here is awaited in the frame path. */
export interface HearingPorts {
  readonly now: () => Date;
  /** 128 fresh random bits, hex. */
  readonly fresh: () => string;
  readonly media: HearingMedia;
  /** Written when it can be, in this order. */
  readonly keep: (step: Step) => void;
  /** It is over: called once, after everybody was told. */
  readonly over: () => void;
}

/** As the database has it. */
export interface Remembered {
  readonly head: HearingHead;
  readonly hearing: Hearing;
  readonly lines: readonly MinuteLine[];
  readonly session: string | undefined;
}

type Said = Extract<HearingClientFrame, { type: 'command' | 'note' }>;
type NewLine = Omit<MinuteLine, 'number' | 'at'>;

/** Lines of the minute in one frame. */
const LINES_AT_ONCE = 100;

const lineOf = ({ what, seat, by, text }: Note): NewLine => ({
  kind: 'event',
  what,
  ...(seat !== undefined && { seat }),
  ...(by !== undefined && { by }),
  ...(text !== undefined && { text }),
});

/** One hearing: its sockets by seat, and the machine that decides. */
export class LiveHearing {
  #head: HearingHead;
  #hearing: Hearing;
  readonly #lines: MinuteLine[];
  #session: string | undefined;
  readonly #sockets: (HearingConnection | undefined)[];
  /** What each seat was told last, as JSON. */
  readonly #told: (string | undefined)[] = [];
  /** How many lines of the minute each seat was told. */
  readonly #read: number[] = [];
  /** The booking with whose sealed consultation each seat's device came, if with one. */
  readonly #bookings: (string | undefined)[] = [];
  /** How many links of each seat were made void here. */
  readonly #voided: number[] = [];
  readonly #media: SeatMedia;

  constructor(
    { head, hearing, lines, session }: Remembered,
    private readonly ports: HearingPorts,
  ) {
    this.#head = head;
    this.#hearing = hearing;
    this.#lines = [...lines];
    this.#session = session;
    this.#sockets = hearing.people.map(() => undefined);
    const sitting = {
      hearing: head.hearing,
      seats: hearing.people.length,
      mayReceive: (from: number, to: number) => mayReceive(this.#hearing, from, to),
    };
    this.#media = new SeatMedia(sitting, ports.media, () => this.#apply({ type: 'quiet' }));
  }

  get state(): Hearing {
    return this.#hearing;
  }

  isConnected(seat: number): boolean {
    return this.#sockets[seat] !== undefined;
  }

  /**
   * A device takes its seat; the newest of a seat wins. `address`: of its network. `booking`: of whose sealed consultation it
   * is a party. @throws Refused `hearing-over`.
   */
  arrive(seat: number, socket: HearingConnection, address: string, booking?: string): void {
    if (isOver(this.#hearing)) throw new Refused('hearing-over');
    const former = this.#sockets[seat];
    this.#sockets[seat] = socket;
    this.#bookings[seat] = booking;
    this.#told[seat] = undefined;
    if (former !== undefined && former !== socket) former.close(4001, 'replaced');
    this.#read[seat] = 0;
    this.#tellMinute();
    this.#apply({ type: 'came', seat, address });
  }

  /** The socket is gone. The seat stays. */
  leave(seat: number, socket: HearingConnection): void {
    if (this.#sockets[seat] !== socket) return;
    this.#sockets[seat] = undefined;
    this.#apply({ type: 'went', seat });
  }

  /** @throws Refused what this seat may not say, or not now. Who was replaced says nothing any more. */
  take(seat: number, socket: HearingConnection, frame: Said): void {
    if (this.#sockets[seat] !== socket) return;
    if (frame.type === 'note') return this.#write(seat, frame);
    try {
      const { command } = frame;
      const step = transition(this.#hearing, { type: 'said', seat, command });
      // Without a sealed consultation to go to, no word is private.
      if (command.type === 'confer' && !this.#confidants(seat).includes(command.seat)) throw new Refused('part-down');
      this.#took(step);
    } catch (error) {
      if (error instanceof HearingError) throw new Refused(error.code, error.field);
      throw error;
    }
  }

  /** It has another time. */
  moved(head: HearingHead): void {
    this.#head = head;
    this.#tellViews();
  }

  /** Somebody came with the link of this seat and another device. */
  linkElsewhere(seat: number): void {
    if (!isOver(this.#hearing)) this.#apply({ type: 'link-elsewhere', seat });
  }

  /** The links of this seat so far are void, and so is who came with one. */
  voidLinks(seat: number): void {
    this.#voided[seat] = this.voided(seat) + 1;
    const socket = this.#sockets[seat];
    if (socket !== undefined) {
      socket.dismiss('link-wrong');
      this.leave(seat, socket);
    }
    if (!isOver(this.#hearing)) this.#apply({ type: 'link-made', seat });
  }

  /** Counts up with every link that is made void here: what was checked before is worth nothing when it differs. */
  voided(seat: number): number {
    return this.#voided[seat] ?? 0;
  }

  /** The gateway of the hearing plane refused something of somebody here. */
  refused(code: GatewayRefusalCode, count: number): void {
    const [state, session] = [this.#hearing, this.#session];
    const entry = {
      type: 'gateway.refused' as const,
      ...(session !== undefined && { session }),
      public: { code, count },
    };
    if (!isOver(state)) this.ports.keep({ before: state, after: state, session, lines: [], entries: [entry] });
  }

  restarted(): void {
    this.#apply({ type: 'restarted' });
  }

  /** With whom this seat can have a word that is sealed: the other party of its booking, on a device that can open it. */
  #confidants(seat: number): number[] {
    const booking = this.#bookings[seat];
    if (booking === undefined) return [];
    return [...this.#sockets.keys()].filter(
      (other) => other !== seat && this.#sockets[other] !== undefined && this.#bookings[other] === booking,
    );
  }

  #runsIt(seat: number): boolean {
    const person = this.#hearing.people[seat];
    return person !== undefined && runsItNow(person);
  }

  #write(by: number, { text, corrects }: Extract<Said, { type: 'note' }>): void {
    if (isOver(this.#hearing)) throw new Refused('hearing-over');
    if (!this.#runsIt(by)) throw new Refused('not-allowed');
    if (corrects !== undefined && !this.#lines.some(({ number }) => number === corrects))
      throw new Refused('bad-input', 'corrects');
    const line: NewLine =
      corrects === undefined ? { kind: 'note', by, text } : { kind: 'correction', by, text, corrects };
    this.#happened(this.#hearing, [line]);
  }

  #apply(event: HearingEvent): void {
    this.#took(transition(this.#hearing, event));
  }

  #took({ hearing, effects }: Transition): void {
    this.#happened(hearing, effects.map(lineOf));
  }

  #happened(after: Hearing, added: readonly NewLine[]): void {
    const before = this.#hearing;
    this.#hearing = after;
    const wasOver = isOver(before);
    if (added.some(({ what }) => what === 'opened')) this.#session ??= this.ports.fresh();
    const at = this.ports.now().toISOString();
    const first = (this.#lines.at(-1)?.number ?? 0) + 1;
    const lines = added.map((line, i): MinuteLine => ({ number: first + i, at, ...line }));
    this.#lines.push(...lines);
    const entries = lines.map((line) => entryOf(this.#head, after, line, this.#session));
    this.ports.keep({ before, after, session: this.#session, lines, entries });
    this.#media.follow(after, this.#sockets);
    this.#tellViews();
    this.#tellMinute();
    if (!wasOver && isOver(after)) this.#end();
  }

  #tellViews(): void {
    const now = this.ports.now().toISOString();
    for (const [seat, socket] of this.#sockets.entries()) {
      if (socket === undefined) continue;
      const view = viewOf(this.#head, this.#hearing, seat, this.#confidants(seat));
      const text = JSON.stringify(view);
      if (this.#told[seat] === text) continue;
      this.#told[seat] = text;
      socket.send({ type: 'view', view, now });
    }
  }

  /** Who was sent out and is let in again is told what they missed. */
  #tellMinute(): void {
    for (const [seat, socket] of this.#sockets.entries()) {
      if (socket === undefined || !this.#runsIt(seat)) continue;
      const lines = this.#lines.slice(this.#read[seat]);
      this.#read[seat] = this.#lines.length;
      for (let from = 0; from < lines.length; from += LINES_AT_ONCE)
        socket.send({ type: 'minute', lines: lines.slice(from, from + LINES_AT_ONCE) });
    }
  }

  #end(): void {
    for (const [seat, socket] of this.#sockets.entries()) {
      this.#sockets[seat] = undefined;
      socket?.close(1000, 'over');
    }
    this.ports.over();
  }
}
