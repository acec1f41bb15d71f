import {
  checkCommand,
  type Hearing,
  type HearingEvent,
  type HearingHead,
  isOver,
  mayReceive,
  type NextClerk,
  type Note,
  runsItNow,
  type Step as Transition,
  transition,
  viewOf,
} from '#hearing';
import type { AddPerson, HearingClientFrame, HearingCommand, MinuteLine } from '#protocol';
import type { GatewayRefusalCode } from '../gateway/gateway-refusal.js';
import { Refused } from '../hosts/refused.js';
import { type CounselPort, FollowCounselChange } from './follow-counsel-change.js';
import type { Arrival, HearingConnection } from './hearing-connection.js';
import { entryOf } from './hearing-entry.js';
import { HearingLine } from './hearing-line.js';
import type { HearingMedia } from './hearing-media.js';
import type { Step } from './keep-step.js';
import { refusingRules } from './refusing-rules.js';
import { SeatMedia } from './seat-media.js';
import { ToldMinute } from './told-minute.js';

/** What a hearing needs from around it. Nothing here is awaited in the frame path. */
export interface HearingPorts {
  readonly now: () => Date;
  /** 128 fresh random bits, hex. */
  readonly fresh: () => string;
  readonly media: HearingMedia;
  /** Written when it can be, in this order. */
  readonly keep: (step: Step) => void;
  readonly counsel: CounselPort;
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
  readonly #minute: ToldMinute;
  /** The booking with whose sealed consultation each seat's device came, if with one. */
  readonly #bookings: (string | undefined)[] = [];
  /** How many links of each seat were made void here. */
  readonly #voided: number[] = [];
  readonly #media: SeatMedia;
  readonly #counsel: FollowCounselChange;
  readonly line: HearingLine;

  constructor(
    { head, hearing, lines, session }: Remembered,
    private readonly ports: HearingPorts,
  ) {
    this.#head = head;
    this.#hearing = hearing;
    this.#lines = [...lines];
    this.#minute = new ToldMinute(this.#lines);
    this.#session = session;
    this.#sockets = hearing.people.map(() => undefined);
    this.line = new HearingLine(() => this.#hearing, this.#sockets, ports.now);
    const sitting = {
      hearing: head.hearing,
      mayReceive: (from: number, to: number) => mayReceive(this.#hearing, from, to),
      isMuted: (seat: number) => this.#hearing.people[seat]?.muted === true,
    };
    this.#media = new SeatMedia(sitting, ports.media, () => this.#apply({ type: 'quiet' }));
    this.#counsel = new FollowCounselChange(ports.counsel, (event, own) => this.#counselStep(event, own));
  }

  get state(): Hearing {
    return this.#hearing;
  }

  isConnected(seat: number): boolean {
    return this.#sockets[seat] !== undefined;
  }

  /**
   * A device takes its seat; the newest of a seat wins. @throws Refused `hearing-over`; `part-down` to somebody whose seat is not known here yet.
   */
  arrive(seat: number, socket: HearingConnection, { address, booking, held, inside }: Arrival): void {
    if (isOver(this.#hearing)) throw new Refused('hearing-over');
    if (this.#hearing.people[seat] === undefined) throw new Refused('part-down');
    const former = this.#sockets[seat];
    this.#sockets[seat] = socket;
    this.#bookings[seat] = booking;
    this.#told[seat] = undefined;
    if (former !== undefined && former !== socket) former.close(4001, 'replaced');
    this.#minute.anew(seat);
    this.line.came(socket, inside === true);
    this.#media.back(seat, socket, held);
    this.#tellMinute();
    this.#apply({ type: 'came', seat, address });
  }

  /** The socket is gone. The seat stays; where the line was `cut`, the media of the seat do so too for a while. */
  leave(seat: number, socket: HearingConnection, cut = false): void {
    if (this.#sockets[seat] !== socket) return;
    this.#sockets[seat] = undefined;
    if (cut) this.#media.cut(seat, socket);
    this.#apply({ type: 'went', seat });
  }

  /** @throws Refused what this seat may not say, or not now. Who was replaced says nothing any more. */
  take(seat: number, socket: HearingConnection, frame: Said): void | Promise<void> {
    if (this.#sockets[seat] !== socket) return;
    if (frame.type === 'note') return this.#write(seat, frame);
    const { command } = frame;
    if (command.type === 'propose-counsel') return this.#propose(seat, socket, command);
    refusingRules(() => {
      const step = transition(this.#hearing, { type: 'said', seat, command });
      // Without a sealed consultation to go to, no word is private.
      if (command.type === 'confer' && !this.#confidants(seat).includes(command.seat)) throw new Refused('part-down');
      this.#took(step);
    });
  }

  /** The clerk at seat `by` has put one more person on it, who is in the database. */
  added(by: number, person: AddPerson): void {
    this.#apply({ type: 'person-added', by, person });
  }

  /** Another clerk has it, and the database says so. @returns that clerk's seat. */
  handedOver(from: number, next: NextClerk): number {
    this.#apply({ type: 'handed-over', from, next });
    return next.seat ?? this.#hearing.people.length - 1;
  }

  /** It has another time. */
  moved(head: HearingHead): void {
    this.#head = head;
    this.#tellViews();
  }

  /** Who was cut off at this seat may not come back to the media of before. */
  forget(seat: number, socket: HearingConnection): void {
    this.#media.forget(seat, socket);
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
    this.#media.forget(seat);
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

  /** By what name somebody comes is the facility's to say, not the clerk's device. */
  async #propose(
    seat: number,
    socket: HearingConnection,
    command: Extract<HearingCommand, { type: 'propose-counsel' }>,
  ): Promise<void> {
    refusingRules(() => checkCommand(this.#hearing, seat, command.type));
    const known = await this.ports.counsel.known(command.attorney);
    if (this.#sockets[seat] !== socket) return;
    refusingRules(() =>
      this.#took(transition(this.#hearing, { type: 'said', seat, command, ...(known !== undefined && { known }) })),
    );
  }

  /** `bookings`: those that are of another counsel now; who goes is no party of them any more. */
  #counselStep(event: HearingEvent, bookings: readonly string[]): void {
    if (isOver(this.#hearing)) return;
    const former = this.#hearing.counselChange?.former ?? -1;
    if (bookings.includes(this.#bookings[former] ?? '')) this.#bookings[former] = undefined;
    this.#apply(event);
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
    this.#counsel.follow(after.counselChange);
    this.#tellViews();
    this.line.tell();
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

  #tellMinute(): void {
    for (const [seat, socket] of this.#sockets.entries())
      if (socket !== undefined && this.#runsIt(seat)) this.#minute.tell(seat, socket);
  }

  #end(): void {
    for (const socket of this.#sockets.splice(0)) socket?.close(1000, 'over');
    this.ports.over();
  }
}
