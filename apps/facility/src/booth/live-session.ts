import { ATTORNEY_ROLE, BOOTH_ROLE, endedBy, endsForAll } from '#booking';
import type { ClientFrame, CompletionCode, RosterPlace, SealProfile, ServerFrame } from '#protocol';
import { SUITE, type ObservedVerdict } from '#seal';
import type { LeafDraft } from '../audit/leaf-draft.js';
import { Refused } from '../hosts/refused.js';
import { revealsKiosk } from '../kiosks/device-of.js';
import { RoundObserver } from './round-observer.js';
import type { SessionConnection } from './session-connection.js';
import { SessionLine } from './session-line.js';
import { newSession, transition, type Session, type SessionEffect, type SessionEvent } from './session-machine.js';
import { isCompared, type Round } from './session-rounds.js';

/** What a session is held for; of it only who takes a place may change while it runs. */
export interface SessionPlan {
  readonly booking: string;
  readonly roster: readonly RosterPlace[];
  readonly from: Date;
  readonly to: Date;
}

/** What one device needs to reach the plane. */
export type MediaGrant = Omit<Extract<ServerFrame, { type: 'media' }>, 'type'>;

/** What a session needs from around it. Nothing here is awaited in the frame path. */
export interface SessionPorts {
  readonly now: () => Date;
  /** 128 fresh random bits, hex. */
  readonly fresh: () => string;
  readonly enter: (draft: LeafDraft) => void;
  /** A new round was offered, or everybody signed "same" in it: remembered for a restart. */
  readonly remember: (attempts: number, round: string, compared: boolean) => void;
  /** `signIn`: of the device that gets it. */
  readonly grant: (place: number, role: number, signIn: string) => Promise<MediaGrant>;
  /** The party at this place left for its own part: its grant ends. */
  readonly revoke: (place: number) => void;
  /** Ends everything: room, grants, booking. Called once. */
  readonly close: (code: CompletionCode) => void;
}

/** A device at the door; `signIn`: as in Visitor. */
export interface Arriving {
  readonly seal: SealProfile;
  readonly signIn: string;
  readonly holds?: string | undefined;
}

/** One running booth session: its sockets by place, and the machine that decides. */
export class LiveSession {
  #state: Session;
  #id: string | undefined;
  /** Of the rounds whose frames are relayed, by id. */
  readonly #observers = new Map<string, RoundObserver>();
  #seal: SealProfile = { profile: 'none', missing: [] };
  readonly #sockets: (SessionConnection | undefined)[];
  /** Of the device at each place, as in Visitor. */
  readonly #signIns: string[] = [];

  #plan: SessionPlan;
  readonly line: SessionLine;

  constructor(
    plan: SessionPlan,
    private readonly ports: SessionPorts,
  ) {
    this.#plan = plan;
    this.#state = newSession(plan.roster.length);
    this.#sockets = plan.roster.map(() => undefined);
    this.line = new SessionLine(() => this.#plan.roster, this.#sockets);
  }

  get plan(): SessionPlan {
    return this.#plan;
  }

  get state(): Session {
    return this.#state;
  }

  /** 128 bits of the ledger's session; undefined until the room exists. */
  get id(): string | undefined {
    return this.#id;
  }

  /** The room exists. `ran`: what the database remembers of before a restart. */
  open(id: string, ran: { readonly attempts: number; readonly resume: string | undefined }): void {
    if (this.#state.phase !== 'waiting') return;
    this.#id = id;
    this.#apply({ type: 'opened', ...ran });
  }

  /** A device takes its place; the newest of a place wins. `holds`: the round that it says it can be let into. */
  arrive(place: number, socket: SessionConnection, { seal, signIn, holds }: Arriving): void {
    const former = this.#sockets[place];
    if (former !== undefined && former !== socket) {
      this.leave(place, former);
      former.close(4001, 'replaced');
    }
    this.#seal = seal;
    this.#sockets[place] = socket;
    this.#signIns[place] = signIn;
    this.#apply({ type: 'entered', place, holds });
    this.line.tell();
  }

  /** The socket is gone. The session stays until a person ends it. */
  leave(place: number, socket: SessionConnection): void {
    if (this.#sockets[place] !== socket) return;
    this.#sockets[place] = undefined;
    this.#apply({ type: 'left', place });
  }

  /** Closes every socket; the devices enter anew. */
  sendAway(): void {
    for (const socket of this.#sockets) socket?.close(4000, 'enter anew');
  }

  /** Another party in the same number of places: whoever is here is sent away, and no round of before counts any more. */
  rebook(roster: readonly RosterPlace[]): void {
    for (const [place, socket] of this.#sockets.entries()) {
      if (socket === undefined) continue;
      this.leave(place, socket);
      socket.close(4000, 'enter anew');
    }
    this.#plan = { ...this.#plan, roster };
    this.#apply({ type: 'rebooked' });
    this.#observers.clear();
  }

  end(code: CompletionCode): void {
    this.#apply({ type: 'end', code });
  }

  /** @throws Refused what this party may not do now. */
  take(place: number, frame: Exclude<ClientFrame, { type: 'enter' }>): void {
    const role = this.plan.roster[place]!.role;
    if (this.#state.phase === 'ended') throw new Refused('session-ended');
    if (frame.type === 'end') return endsForAll(role) ? this.end(endedBy(role)) : this.#goAway(place);
    if (this.#state.phase !== 'open') throw new Refused('wrong-state');
    switch (frame.type) {
      case 'again':
        return this.#apply({ type: 'again', place });
      case 'seal':
        return this.#relay(place, frame);
      case 'abort': {
        const round = this.#round(frame.round);
        const from = round?.places.indexOf(place) ?? -1;
        if (round === undefined || from < 0) return;
        this.#others(place, { type: 'aborted', round: frame.round, from, code: frame.code }, round.places);
        return this.#apply({ type: 'aborted', place, round: frame.round, code: frame.code });
      }
      case 'without-matching': {
        if (role !== ATTORNEY_ROLE) throw new Refused('not-allowed');
        if (frame.round !== this.#state.round?.id) return;
        this.#others(place, { type: 'without-matching', round: frame.round }, this.#state.round.places);
        return this.#apply({ type: 'skipped', place, round: frame.round });
      }
    }
  }

  /**
   * `from` is the place this server knows, whatever the message says; places are those of the round's roster. Frames of
   * another round than the two newest are of no use any more.
   */
  #relay(place: number, { round: id, step, to, body }: Extract<ClientFrame, { type: 'seal' }>): void {
    const round = this.#round(id);
    const from = round?.places.indexOf(place) ?? -1;
    if (round === undefined || from < 0) return;
    if (to !== undefined && (to === from || to >= round.places.length)) throw new Refused('message-malformed');
    // A copied cookie and an admitted person's code do not make another device the kiosk of the booth.
    if (step === 'reveal' && this.#role(place) === BOOTH_ROLE && !revealsKiosk(body, this.#signIns[place] ?? ''))
      throw new Refused('kiosk-not-enrolled');
    const frame: ServerFrame = { type: 'seal', round: id, step, from, body };
    if (to === undefined) this.#others(place, frame, round.places);
    else this.#sockets[round.places[to]!]?.send(frame);
    this.#observers.get(id)?.take(step, from, body, (verdict) => this.#verdict(id, verdict));
    if (step === 'confirm') this.#apply({ type: 'confirmed', place, round: id });
  }

  /** One of the two rounds whose frames are relayed. */
  #round(id: string): Round | undefined {
    if (this.#state.phase !== 'open') return undefined;
    return [this.#state.round, this.#state.served].find((round) => round?.id === id);
  }

  #verdict(id: string, { party, same, visitKey, T, signature }: ObservedVerdict): void {
    const round = this.#round(id);
    const place = round?.places[party];
    if (round === undefined || place === undefined || round.matched[party]) return;
    const vk = Buffer.from(visitKey, 'hex').toString('base64url');
    this.#enter({
      type: 'code.verdict',
      by: `visit:${vk}`,
      public: { role: this.#role(place), same, vk },
      booking: this.plan.booking,
      details: { T, i: party, s: same ? 1 : 0, sig: signature, vk },
    });
    this.#apply({ type: 'verdict', place, round: id, same });
  }

  /** A co-counsel or interpreter ends it for the own part. */
  #goAway(place: number): void {
    const socket = this.#sockets[place];
    this.ports.revoke(place);
    socket?.close(1000, 'left');
    if (socket !== undefined) this.leave(place, socket);
  }

  #apply(event: SessionEvent): void {
    const before = this.#state;
    const { session, effects } = transition(before, event, this.ports.fresh());
    this.#state = session;
    if (event.type === 'verdict' && session.phase === 'open' && session.round?.id === event.round) {
      if (isCompared(session.round)) this.ports.remember(session.attempts, event.round, true);
    }
    for (const effect of effects) this.#do(effect);
  }

  #do(effect: SessionEffect): void {
    switch (effect.type) {
      case 'tell-state':
        return this.#all(this.#stateFrame());
      case 'give-media':
        return this.#giveMedia(effect.place);
      case 'offer':
        return this.#offer(effect.round);
      case 'enter-joined':
        return this.#enter({ type: 'party.joined', public: { role: this.#role(effect.place) } });
      case 'enter-left':
        return this.#enter({ type: 'party.left', public: { role: this.#role(effect.place) } });
      case 'enter-skipped':
        return this.#enter({ type: 'code.skipped', public: { role: this.#role(effect.place) } });
      case 'tell-skipped':
        return this.#sockets[effect.place]?.send({ type: 'without-matching', round: effect.round });
      case 'close': {
        this.ports.close(effect.code);
        this.#all({ type: 'ended', code: effect.code });
        for (const socket of this.#sockets) socket?.close(1000, 'ended');
      }
    }
  }

  #giveMedia(place: number): void {
    const socket = this.#sockets[place];
    const signIn = this.#signIns[place] ?? '';
    const hand = async (): Promise<void> => {
      const media = await this.ports.grant(place, this.#role(place), signIn);
      if (this.#state.phase === 'open' && this.#sockets[place] === socket) socket?.send({ type: 'media', ...media });
    };
    hand().catch(() => socket?.refuse('part-down'));
  }

  #offer(round: Round): void {
    this.ports.remember(round.attempt, round.id, false);
    const { id, attempt } = round;
    const roster = this.#observe(round);
    const { booking } = this.plan;
    for (const place of round.places)
      this.#sockets[place]?.send({ type: 'offer', suite: SUITE, booking, round: id, roster, attempt });
  }

  /** Follows this round, and forgets those whose frames are relayed no more. @returns its roster. */
  #observe(round: Round): RosterPlace[] {
    const roster = round.places.map((place) => this.plan.roster[place]!);
    for (const known of this.#observers.keys()) if (this.#round(known) === undefined) this.#observers.delete(known);
    this.#observers.set(round.id, new RoundObserver(this.plan.booking, round.id, SUITE, roster));
    return roster;
  }

  #stateFrame(): ServerFrame {
    const { from, to } = this.plan;
    return {
      type: 'state',
      state: this.#state.phase === 'open' ? 'open' : 'waiting',
      present: [...this.#state.present],
      seal: this.#seal,
      from: from.toISOString(),
      to: to.toISOString(),
      now: this.ports.now().toISOString(),
    };
  }

  #enter(draft: LeafDraft): void {
    if (this.#id !== undefined) this.ports.enter({ ...draft, session: this.#id });
  }

  #role(place: number): number {
    return this.plan.roster[place]!.role;
  }

  #all(frame: ServerFrame): void {
    for (const socket of this.#sockets) socket?.send(frame);
  }

  /** Everybody else among those of the booked roster, or of these places. */
  #others(place: number, frame: ServerFrame, places: Iterable<number> = this.#sockets.keys()): void {
    for (const i of places) if (i !== place) this.#sockets[i]?.send(frame);
  }
}
