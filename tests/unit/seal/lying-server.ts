import {
  type Bytes,
  decodeCommit,
  encodeReveal,
  type Handshake,
  type Incoming,
  type Outgoing,
  type Progress,
  sameBytes,
  SealEntropy,
  type SealKeyPair,
  sasNumber,
  startHandshake,
  transition,
} from '#seal';
import { commitTo, hashCommits, hashTranscript } from '../../../libs/seal/src/reveal.js';
import { contextOf, entropy } from './party-lab.js';

/** Keys and nonce that the server chose before it played a party with them. */
class ChosenEntropy extends SealEntropy {
  constructor(
    private readonly visit: SealKeyPair,
    private readonly x: SealKeyPair,
    private readonly r: Bytes,
  ) {
    super();
  }
  override random = (): Bytes => this.r;
  override visitKey = async (): Promise<SealKeyPair> => this.visit;
  override ephemeral = async (): Promise<SealKeyPair> => this.x;

  get reveal(): Bytes {
    return encodeReveal({ vk: this.visit.open, X: this.x.open, r: this.r, cred: new Uint8Array(0) });
  }

  withNonce(r: Bytes): ChosenEntropy {
    return new ChosenEntropy(this.visit, this.x, r);
  }
}

const chosen = async () => new ChosenEntropy(await entropy.visitKey(), await entropy.ephemeral(), entropy.random(32));
const shortCode = async (T: Uint8Array): Promise<number> => Number((await sasNumber(T)) % 256n);

export interface GameRules {
  readonly n: number;
  /** Places of the honest parties of each group; the server plays every other place. */
  readonly groups: readonly [readonly number[], readonly number[]];
  /** The flaw: the second group's reveals are known before the server commits to it. */
  readonly revealsBeforeFreeze: boolean;
  /** Nonces the server tries. */
  readonly tries: number;
}

/**
 * One attack of a server with full control: it tells two groups of honest parties apart, plays everybody else towards
 * each, finishes with the first, and chooses its last nonce towards the second so that the codes agree, as far as it
 * knows or guesses what the second will reveal.
 */
export async function attack({ n, groups, revealsBeforeFreeze, tries }: GameRules) {
  const first = await Table.lay(n, groups[0]);
  const one = await first.play();
  const target = await shortCode(one);
  const second = await Table.lay(n, groups[1]);
  await second.grind(tries, revealsBeforeFreeze, async (T) => (await shortCode(T)) === target);
  const two = await second.play();
  return {
    different: !sameBytes(one, two),
    sameShortCode: target === (await shortCode(two)),
    sameFullCode: (await sasNumber(one)) === (await sasNumber(two)),
  };
}

/** One group as it sees itself: honest parties at some places, the server at the others. */
class Table {
  readonly #fakes = new Map<number, ChosenEntropy>();
  readonly #honest = new Map<number, Progress>();

  private constructor(readonly n: number) {}

  /** The honest parties have committed. */
  static async lay(n: number, honest: readonly number[]): Promise<Table> {
    const table = new Table(n);
    for (let place = 0; place < n; place++) {
      if (honest.includes(place)) {
        table.#honest.set(place, await startHandshake(await contextOf(n, place), entropy, 0));
      } else table.#fakes.set(place, await chosen());
    }
    return table;
  }

  /** Changes the nonce of one fake until the transcript is wanted, given what the honest parties will reveal. */
  async grind(tries: number, known: boolean, wanted: (T: Bytes) => Promise<boolean>): Promise<void> {
    const [[place, fake]] = this.#fakes as unknown as [[number, ChosenEntropy]];
    const { ctxh } = await contextOf(this.n, place);
    const reveals: Bytes[] = [];
    const commits: Bytes[] = [];
    for (const [other, { reveal }] of this.#fakes) {
      reveals[other] = reveal;
      commits[other] = await commitTo(ctxh, other, reveal);
    }
    for (const [other, { state, send }] of this.#honest) {
      if (state.phase !== 'committing') throw new Error('cannot be');
      reveals[other] = known ? state.own.reveal : (await chosen()).reveal;
      commits[other] = decodeCommit(send[0]!.body).c;
    }
    for (let nth = 0; nth < tries; nth++) {
      const tried = fake.withNonce(entropy.random(32));
      this.#fakes.set(place, tried);
      reveals[place] = tried.reveal;
      commits[place] = await commitTo(ctxh, place, tried.reveal);
      if (await wanted(await hashTranscript(await hashCommits(ctxh, commits), reveals))) return;
    }
  }

  /** Delivers everything until the honest parties are keyed; answers their T. */
  async play(): Promise<Bytes> {
    const states: Handshake[] = [];
    const letters: (Incoming & { to: number })[] = [];
    const post = (from: number, send: readonly Outgoing[]) => {
      for (const { step, to, body } of send) {
        for (let peer = 0; peer < this.n; peer++) {
          if (peer !== from && (to === undefined || to === peer)) letters.push({ from, to: peer, step, body });
        }
      }
    };
    for (let place = 0; place < this.n; place++) {
      const fake = this.#fakes.get(place);
      const begun = fake
        ? await startHandshake(await contextOf(this.n, place), fake, 0)
        : (this.#honest.get(place) as Progress);
      states.push(begun.state);
      post(place, begun.send);
    }
    for (let letter = letters.shift(); letter; letter = letters.shift()) {
      const { to, ...message } = letter;
      const { state, send } = await transition(states[to]!, { type: 'message', message, now: 0 });
      states[to] = state;
      post(to, send);
    }
    const seen = [...this.#honest.keys()].map((place) => {
      const end = states[place]!;
      if (end.phase !== 'keyed') throw new Error('the server did not get its victims keyed');
      return end.transcript.T;
    });
    if (!seen.every((T) => sameBytes(T, seen[0]!))) throw new Error('one group, two transcripts');
    return seen[0]!;
  }
}
