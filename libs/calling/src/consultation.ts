import { ATTORNEY_ROLE } from '#booking';
import type { LineFrame, ServerFrame } from '#protocol';
import { Absence, type Away } from './absence.js';
import { Attendance } from './attendance.js';
import { CallMedia } from './call-media.js';
import { CallTalk } from './call-talk.js';
import { CaptureGuard } from './capture-guard.js';
import type { ConsultationOptions } from './consultation-options.js';
import { type ConsultationPorts, pagePorts } from './consultation-ports.js';
import type { ConsultationState, Outcome, RemoteParty, SessionFacts } from './consultation-state.js';
import { comesBack, FINAL_REFUSALS, RETRIABLE } from './consultation-state.js';
import { type ConsultationFacts, describeConsultation, factsOf } from './describe-consultation.js';
import { HeldRounds } from './held-rounds.js';
import { OfferPatience } from './offer-patience.js';
import type { SealClient } from './seal-client.js';
import type { SealState } from './seal-messages.js';
import { SessionLink } from './session-link.js';

/**
 * One device's side of a booth call (kiosk, attorney, co-counsel or interpreter). Has no `record()` and no `observe()`.
 * Call `enter()` only from a person's click or touch: capture starts there and nowhere else; every capture track is
 * `ended` within a second after the end, whatever ended it.
 */
export class Consultation {
  readonly #ports: ConsultationPorts;
  readonly #capture: CaptureGuard;
  readonly #absence: Absence;
  readonly #attendance: Attendance;
  readonly #media: CallMedia;
  /** Typed words and the shared window: sealed like the rest, and forgotten at the end. */
  readonly talk: CallTalk;
  readonly #rounds = new HeldRounds();
  readonly #onPageHide = () => this.#finish({ broken: 'page-hidden' });
  #facts: ConsultationFacts;
  #shown: ConsultationState = { name: 'idle' };
  #link: SessionLink | undefined;
  #patience: OfferPatience | undefined;
  #seal: SealClient | undefined;

  constructor(readonly options: ConsultationOptions) {
    this.#ports = { ...pagePorts(), ...options.ports };
    const socketBase = (options.server ?? location.origin).replace(/^http/, 'ws');
    const { roster, party } = options.booking;
    this.#absence = new Absence(this.#ports.now);
    this.#attendance = new Attendance(roster, party);
    this.#facts = factsOf('idle', this.#attendance.roles);
    this.#capture = new CaptureGuard(this.#ports.devices, () => this.#finish({ broken: 'device-lost' }));
    this.#media = new CallMedia(`${socketBase}/janus`, roster, this.#ports.openSocket, {
      changed: () => options.onChange?.(),
      violated: () => {
        this.#seal?.negotiationViolated();
        this.#finish({ broken: 'negotiation-violated' });
      },
      broke: (broken) => this.#away('media', broken),
      renew: () => this.#link?.renew(),
      lost: () => this.#finish({ broken: 'media-lost' }),
    });
    this.talk = new CallTalk({
      labels: roster.map(({ label }) => label),
      capture: this.#capture,
      seal: () => this.#seal,
      mayShare: () => this.#attendance.role === ATTORNEY_ROLE && ['sealed', 'unmatched'].includes(this.#shown.name),
      replace: (track) => this.#media.replaceVideo(track),
      now: this.#ports.now,
      changed: () => options.onChange?.(),
    });
  }

  get state(): ConsultationState {
    return this.#shown;
  }

  /** The last `state` frame of the server; undefined before the first. */
  get facts(): SessionFacts | undefined {
    return this.#attendance.said;
  }

  /** Own camera and microphone while capture runs. Show it muted. */
  get preview(): MediaStream | undefined {
    return this.#capture.stream;
  }

  /** Others' streams, by place in the booked roster, once the worker proved whose they are. Attach them with `attachRemote`. */
  get remotes(): readonly RemoteParty[] {
    return this.#attendance.marked(this.#media.remotes);
  }

  /** What the line gives this device, where the server said so. */
  line = (): LineFrame | undefined => this.#media.cap;

  /** From a person's click or touch only: asks for devices, then enters the session. Never rejects. */
  async enter(): Promise<void> {
    if (this.#facts.phase !== 'idle' || this.#facts.outcome !== undefined) return;
    await this.#begin(false);
  }

  /** The person's answer to "are the numbers the same". `false` ends the call for everybody. */
  answer(same: boolean): void {
    this.#seal?.verdict(same);
  }

  /** Attorney only, and own choice only (the server's word counts for nothing there): go on without comparing. */
  goOnWithoutMatching(): void {
    const round = this.#rounds.held;
    if (this.#attendance.role !== ATTORNEY_ROLE || round === undefined || this.#facts.outcome !== undefined) return;
    this.#link?.send({ type: 'without-matching', round });
    this.#seal?.withoutMatching(round);
  }

  /** Small picture while the numbers are compared, for sign language. */
  showVideoWhileMatching = (on: boolean): void => this.#seal?.videoWhileMatching(on);

  /** One more attempt, after `broken` with a code in `RETRIABLE`; a person's click, like `enter`. */
  async again(): Promise<void> {
    if ('broken' in (this.#facts.outcome ?? {})) await this.#begin(true);
  }

  /** The person mutes or unmutes the own microphone or camera. */
  setMuted(kind: 'audio' | 'video', muted: boolean): void {
    this.#capture.setMuted(kind, muted);
  }

  /** Asks for one `onCounters` call: frames passed and dropped, by reason. */
  count = (): void => this.#seal?.count();

  /** The person ends the call, for everybody; a co-counsel or interpreter leaves it. */
  end(): void {
    if (this.#facts.outcome !== undefined) return;
    this.#link?.send({ type: 'end' });
    this.#finish({ ended: this.#attendance.ownEnd });
  }

  /** The screen goes away: ends capture and connections, says nothing to the others. */
  dispose(): void {
    this.#finish({ ended: 'normal' });
    this.#link?.close();
  }

  async #begin(again: boolean): Promise<void> {
    if (!this.#ports.devices.personActed()) return;
    this.#facts = factsOf('asking', this.#attendance.roles);
    this.#away('sound', this.#attendance.misses([]));
    this.#startSeal();
    const link = this.#openLink();
    this.#media.warm();
    this.#patience = new OfferPatience(() => this.#link?.send({ type: 'again' }));
    const capturing = this.#capture.begin();
    if (again) this.#seal?.again();
    addEventListener('pagehide', this.#onPageHide);
    // Who need not ask the person about the devices goes in while they start: the others are heard that much sooner.
    void this.#ports.devices.allowed().then((allowed) => allowed && this.#goIn(link));
    try {
      await capturing;
    } catch {
      link.close();
      return this.#finish({ broken: 'devices-refused' });
    }
    this.#goIn(link);
    this.options.onChange?.();
  }

  #goIn(link: SessionLink): void {
    void this.#rounds.known.then(() => {
      if (this.#facts.outcome !== undefined || this.#link !== link) return;
      link.enter();
      this.#show({ phase: 'running' });
    });
  }

  /** The line is opened while the devices are asked for, and says nothing before `enter`. */
  #openLink(): SessionLink {
    this.#link?.close();
    return (this.#link = new SessionLink(
      this.#media.url.replace(/janus$/, 'session'),
      this.options.booking.id,
      {
        frame: (frame) => this.#read(frame),
        held: (held) => this.#away('channel', held),
        over: (code) => this.#finish({ ended: code }),
      },
      this.#ports.openSocket,
      () => this.#rounds.held,
    ));
  }

  #startSeal(): void {
    if (this.#seal !== undefined) return;
    const { id, party: own, roster, to: ends } = this.options.booking;
    this.#rounds.ask();
    this.#seal = this.#ports.makeSeal(this.options.workerUrl ?? '/seal-worker.js', {
      seal: (message) => this.#link?.send({ type: 'seal', ...message }),
      abort: (round, code) => this.#link?.send({ type: 'abort', round, code }),
      state: (state) => this.#sealed(state),
      code: (code) => this.#show({ code }),
      seen: (seen) => this.options.onSeen?.(seen),
      streams: (owners) => this.#media.named(owners),
      silent: (places) => this.#away('sound', this.#attendance.misses(places)),
      holds: (round) => this.#rounds.said(round),
      heard: (heard) => this.#facts.outcome ?? this.talk.heard(heard),
      counters: (counters) => this.options.onCounters?.(counters),
      failed: () => this.#finish({ broken: 'worker-lost' }),
    });
    const { offered } = this.#rounds;
    this.#seal.begin({ booking: id, own, roster, ends, seenRounds: [...offered], device: this.options.device });
  }

  #read(frame: ServerFrame): void {
    if (this.#facts.outcome !== undefined || this.#facts.phase !== 'running') return;
    if (frame.type === 'line') return this.#media.limit(frame);
    switch (frame.type) {
      case 'state':
        return this.#present(frame);
      case 'media':
        return this.#connect(frame);
      case 'offer':
        this.#rounds.offered.push(frame.round);
        this.#patience?.offered();
        this.#media.unheard(false, false);
        return this.#seal?.offer(frame);
      case 'seal':
        return this.#seal?.receive(frame);
      case 'aborted':
        return this.#seal?.aborted(frame.round, frame.code);
      case 'without-matching':
        return this.#attendance.role === ATTORNEY_ROLE ? undefined : this.#seal?.withoutMatching(frame.round);
      case 'ended':
        return this.#finish({ ended: frame.code });
      case 'refused':
        if (frame.code === 'part-down') this.#media.refused();
        if (this.facts === undefined || FINAL_REFUSALS.has(frame.code)) return this.#finish({ ended: frame.code });
        return this.options.onRefusal?.(frame.code);
    }
  }

  #present(frame: Extract<ServerFrame, { type: 'state' }>): void {
    const { left, back, here } = this.#attendance.take(frame);
    for (const place of left) this.#seal?.left(place);
    if (back.length > 0) this.#seal?.signallingRestored();
    this.#seal?.here(here);
    if (this.#attendance.canBegin) this.#patience?.everybodyHere(this.#rounds.held !== undefined);
    this.#away('sound', this.#attendance.hearsNobody, back.length > 0);
  }

  #connect(grant: Extract<ServerFrame, { type: 'media' }>): void {
    const [sent, seal] = [this.#capture.sent, this.#seal];
    if (!sent || !seal) return;
    this.#media.connect(grant, sent, (wanted) => seal.transform(wanted));
    this.#show({ media: true });
  }

  #sealed(state: SealState): void {
    if (this.#facts.outcome !== undefined) return;
    const { seal: before } = this.#facts;
    this.#facts.seal = state;
    this.talk.sealed(state);
    if ('round' in state) this.#patience?.offered();
    if (state.name === 'broken' && state.reason.code !== 'erased') {
      const broken = { broken: state.reason.code };
      const end = () => this.#finish(broken);
      if (before?.name !== 'keying' || !this.#patience?.mends(broken.broken, end)) return end();
    }
    this.#show();
  }

  /** Something is gone, or back: nothing that the person says is sent meanwhile. */
  #away(what: Away, gone: boolean, patient = false): void {
    this.#absence.note(what, gone);
    if (what === 'channel') this.#media.hold(gone);
    if (what === 'sound') this.#media.unheard(gone, patient);
    if (what === 'media' && gone) void this.talk.window.drop();
    if (what !== 'sound' && !gone) this.#seal?.signallingRestored();
    this.#show({ present: this.#attendance.present, lostAt: this.#absence.since });
    this.options.onChange?.();
  }

  /** The end, whatever it was: capture first. After `broken` the channel stays, for "call staff" and the verdict. */
  #finish(outcome: Outcome): void {
    this.#capture.end();
    this.talk.clear();
    if (this.#facts.outcome !== undefined) return;
    this.#facts.outcome = outcome;
    removeEventListener('pagehide', this.#onPageHide);
    this.#patience?.stop();
    this.#media.close();
    if (this.#facts.seal?.name !== 'broken') {
      this.#seal?.retire(comesBack(outcome));
      this.#seal = undefined;
    }
    if ('ended' in outcome || RETRIABLE.has(outcome.broken)) setTimeout((link) => link?.close(), 300, this.#link);
    this.#show();
    this.options.onChange?.();
  }

  #show(news: Partial<ConsultationFacts> = {}): void {
    const state = describeConsultation(Object.assign(this.#facts, news));
    if (JSON.stringify(state) === JSON.stringify(this.#shown)) return;
    this.#shown = state;
    this.options.onState(state);
  }
}
