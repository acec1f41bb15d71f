import {
  acceptOffer,
  type Bytes,
  type Context,
  type Expected,
  GeneratedEntropy,
  type Handshake,
  type Incoming,
  type Offer,
  type Outgoing,
  type Party,
  type Phase,
  startHandshake,
  transition,
} from '#seal';

export const entropy = new GeneratedEntropy((bytes) => crypto.getRandomValues(bytes));
export const id = (start: number): Bytes => Uint8Array.from({ length: 16 }, (_, k) => (start + k) & 0xff);

const ROLES = [1, 2, 3, 4];
export const rosterOf = (n: number): Party[] =>
  ROLES.slice(0, n).map((role) => ({ role, party: id(role * 20), label: `Party ${role}` }));
export const offerOf = (n: number, round = 200): Offer => ({
  suite: 1,
  booking: id(100),
  round: id(round),
  roster: rosterOf(n),
});
export const expectedOf = (n: number, me: number): Expected => {
  const parties = rosterOf(n);
  return { booking: id(100), own: parties[me]!.party, parties };
};
export const contextOf = (n: number, me: number, round?: number): Promise<Context> =>
  acceptOffer(offerOf(n, round), expectedOf(n, me), () => false);

/** A message under way; `to` is always one party. */
export interface Letter extends Incoming {
  readonly to: number;
}

/** Honest parties, and the letters that no one has delivered yet. */
export class PartyLab {
  readonly states: Handshake[] = [];
  readonly letters: Letter[] = [];

  static async of(n: number, round?: number): Promise<PartyLab> {
    const lab = new PartyLab();
    for (let me = 0; me < n; me++) {
      const { state, send } = await startHandshake(await contextOf(n, me, round), entropy, 0);
      lab.states.push(state);
      lab.#post(n, me, send);
    }
    return lab;
  }

  async deliver({ to, ...message }: Letter): Promise<void> {
    const { state, send } = await transition(this.states[to]!, { type: 'message', message, now: 0 });
    this.states[to] = state;
    this.#post(this.states.length, to, send);
  }

  /** Delivers everything; `pick` chooses the next of so many letters, `change` may replace one on the way. */
  async run(pick: (count: number) => number = () => 0, change: (letter: Letter, nth: number) => Letter = (l) => l) {
    for (let nth = 0; this.letters.length > 0; nth++) {
      const [letter] = this.letters.splice(pick(this.letters.length), 1);
      await this.deliver(change(letter!, nth));
    }
    return this.states;
  }

  keyed(party: number): Phase<'keyed'> {
    const state = this.states[party]!;
    if (state.phase !== 'keyed') throw new Error(`party ${party} is ${state.phase}`);
    return state;
  }

  #post(n: number, from: number, send: readonly Outgoing[]): void {
    for (const { step, to, body } of send) {
      const all = Array.from({ length: n }, (_, party) => party).filter((party) => party !== from);
      for (const party of to === undefined ? all : [to]) this.letters.push({ step, from, to: party, body });
    }
  }
}

export const flipBit = (body: Bytes, bit: number): Bytes =>
  body.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
