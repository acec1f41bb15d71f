import {
  finishResume,
  type Incoming,
  meetResume,
  type Outgoing,
  type PairKeys,
  type Phase,
  type ResumeGround,
  type ResumeMet,
  type ResumeStart,
  sameBytes,
  SealError,
  type SealEntropy,
  startResume,
} from '#seal';

type Body = Incoming['body'];

/** One pair's RESUME that is under way: the own hello, and what the peer's newest one made of it. */
interface UnderWay {
  readonly start: ResumeStart;
  readonly met?: ResumeMet & { readonly hello: Body };
}

/**
 * RESUME of E2EE.md §7 with each other party of one keyed attempt. Whoever lacks keys says hello; a hello that is new is
 * answered by the own one and a proof. An own hello serves until a proof was verified under it, with the newest of the
 * peer, so that two who begin at once, or one who begins again, meet. What proves nothing is dropped (docs/adr/0017).
 */
export class Resuming {
  readonly #underWay = new Map<number, UnderWay>();
  /** Hellos under which the keys of now were made: said again, they mean nothing. */
  readonly #done = new Map<number, Body>();

  constructor(
    private readonly handshake: Pick<Phase<'keyed'>, 'visit' | 'transcript' | 'context'>,
    private readonly entropy: SealEntropy,
    private readonly send: (message: Outgoing) => void,
  ) {}

  isWith(peer: number): boolean {
    return this.#underWay.has(peer);
  }

  /** Says a fresh hello. */
  async greet(peer: number): Promise<ResumeStart> {
    const start = await startResume(this.entropy);
    this.#underWay.set(peer, { start });
    this.#say(peer, start);
    return start;
  }

  /** Messages may have been lost: begins again with those who did not prove anything yet. */
  async repeat(): Promise<void> {
    for (const peer of [...this.#underWay.keys()]) await this.greet(peer);
  }

  /** The peer left: what it still sends of this is nobody's. */
  drop(peer: number): void {
    this.#underWay.delete(peer);
  }

  /** The pair's new keys, once the peer proved that it holds its visit key of T. */
  async take({ step, from, body }: Incoming): Promise<PairKeys | undefined> {
    const ground = this.#ground(from);
    if (!ground) return undefined;
    if (step === 'resume-proof') return this.#finish(ground, body);
    const known = this.#underWay.get(from);
    const last = known?.met?.hello ?? this.#done.get(from);
    if (last && sameBytes(last, body)) return undefined;
    if (known) this.#say(from, known.start);
    const start = known?.start ?? (await this.greet(from));
    const met = await unproven(meetResume(ground, start, body));
    if (!met) return undefined;
    this.#underWay.set(from, { start, met: { ...met, hello: body } });
    this.send({ step: 'resume-proof', to: from, body: met.proof });
    return undefined;
  }

  async #finish(ground: ResumeGround, proof: Body): Promise<PairKeys | undefined> {
    const met = this.#underWay.get(ground.peer)?.met;
    const pair = met && (await unproven(finishResume(ground, met, proof)));
    if (!met || !pair) return undefined;
    this.#underWay.delete(ground.peer);
    this.#done.set(ground.peer, met.hello);
    return pair;
  }

  #say(peer: number, { body }: ResumeStart): void {
    this.send({ step: 'resume-hello', to: peer, body });
  }

  #ground(peer: number): ResumeGround | undefined {
    const { context, transcript, visit } = this.handshake;
    const reveal = transcript.reveals[peer];
    if (!reveal || peer === context.me) return undefined;
    return { T: transcript.T, me: context.me, peer, secret: visit, vk: reveal.vk };
  }
}

/** Nothing for what is malformed, reflected, stale or forged: the server may repeat anything at any time. */
async function unproven<Value>(work: Promise<Value>): Promise<Value | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof SealError) return undefined;
    throw error;
  }
}
