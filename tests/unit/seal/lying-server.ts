import {
  type Bytes,
  decodeCommit,
  encodeReveal,
  type Handshake,
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
}

const chosen = async (r = entropy.random(32)) =>
  new ChosenEntropy(await entropy.visitKey(), await entropy.ephemeral(), r);
const shortCode = async (T: Uint8Array): Promise<number> => Number((await sasNumber(T)) % 256n);

export interface GameRules {
  readonly n: number;
  /** The flaw: the second victim's reveal is known before the server commits to it. */
  readonly revealsBeforeFreeze: boolean;
  /** Nonces the server tries. */
  readonly tries: number;
}

/**
 * One attack of a server with full control: it meets victim 0 in one group and victim 1 in another, plays everybody
 * else in both, finishes with the first, and chooses the last nonce towards the second so that the codes agree,
 * as far as it knows or guesses what the second will reveal.
 */
export async function attack({ n, revealsBeforeFreeze, tries }: GameRules) {
  const first = await playAgainst(0, n, await Promise.all(Array.from({ length: n }, () => chosen())));
  const target = await shortCode(first);
  const context = await contextOf(n, 1);
  const victim = await startHandshake(context, entropy, 0);
  const fakes = await Promise.all(Array.from({ length: n }, () => chosen()));
  if (victim.state.phase !== 'committing') throw new Error('cannot be');
  const learned = revealsBeforeFreeze ? victim.state.own.reveal : encodeReveal(await revealOf(await chosen()));
  const reveals = await Promise.all(
    fakes.map(async (fake, i) => (i === 1 ? learned : encodeReveal(await revealOf(fake)))),
  );
  const commits = await Promise.all(reveals.map((reveal, i) => commitTo(context.ctxh, i, reveal)));
  commits[1] = decodeCommit(victim.send[0]!.body).c;
  for (let nth = 0; nth < tries; nth++) {
    const r = entropy.random(32);
    reveals[0] = encodeReveal({ ...(await revealOf(fakes[0]!)), r });
    commits[0] = await commitTo(context.ctxh, 0, reveals[0]);
    fakes[0] = new ChosenEntropy(await fakes[0]!.visitKey(), await fakes[0]!.ephemeral(), r);
    const T = await hashTranscript(await hashCommits(context.ctxh, commits), reveals);
    if ((await shortCode(T)) === target) break;
  }
  const second = await playAgainst(1, n, fakes, victim);
  return {
    different: !sameBytes(first, second),
    sameShortCode: target === (await shortCode(second)),
    sameFullCode: (await sasNumber(first)) === (await sasNumber(second)),
  };
}

async function revealOf(fake: ChosenEntropy) {
  const [visit, x] = [await fake.visitKey(), await fake.ephemeral()];
  return { vk: visit.open, X: x.open, r: fake.random(), cred: new Uint8Array(0) };
}

/** Runs one honest party among fakes until it is keyed, and answers its T. */
async function playAgainst(
  honest: number,
  n: number,
  fakes: readonly SealEntropy[],
  started?: Awaited<ReturnType<typeof startHandshake>>,
) {
  const states: Handshake[] = [];
  const letters: { from: number; to: number; step: 'commit'; body: Bytes }[] = [];
  const post = (from: number, send: readonly { step: string; to?: number; body: Bytes }[]) => {
    for (const { step, to, body } of send) {
      for (let peer = 0; peer < n; peer++) {
        if (peer !== from && (to === undefined || to === peer))
          letters.push({ from, to: peer, step: step as 'commit', body });
      }
    }
  };
  for (let me = 0; me < n; me++) {
    const own =
      me === honest && started
        ? started
        : await startHandshake(await contextOf(n, me), me === honest ? entropy : fakes[me]!, 0);
    states.push(own.state);
    post(me, own.send);
  }
  for (let letter = letters.shift(); letter; letter = letters.shift()) {
    const { to, ...message } = letter;
    const { state, send } = await transition(states[to]!, { type: 'message', message, now: 0 });
    states[to] = state;
    post(to, send);
  }
  const end = states[honest]!;
  if (end.phase !== 'keyed') throw new Error('the server did not get its victim keyed');
  return end.transcript.T;
}
