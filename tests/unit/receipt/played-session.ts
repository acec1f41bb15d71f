import { commitTo, encodeLeaf, type Leaf } from '#ledger';
import type { Receipt, SeenRound } from '#protocol';
import { contextHash, decodeContext, fromBase64Url, recomputeTranscript, toBase64Url, toHex } from '#seal';
import { buildLog, ORIGIN, proofFrom, testKey } from '../ledger/log-builder.js';
import { id } from '../seal/party-lab.js';
import { SessionLab } from '../seal/session-lab.js';

export const BOOKING = toHex(id(100));
const SESSION = '0123456789abcdef'.repeat(2);
export const { vkey } = testKey();

/** Devices that make a handshake each `round` with those who are `here`, and then all answer "same". */
export async function played(rounds: readonly (readonly number[])[], booking = BOOKING): Promise<SessionLab> {
  const lab = await SessionLab.of(Math.max(...rounds.flat()) + 1, booking);
  for (const [round, here] of rounds.entries()) {
    await lab.offerTo(here, round);
    for (const device of here) await lab.tell(device, { type: 'verdict', same: true });
  }
  return lab;
}

/** The newest of each handshake that a device saw. */
export function seenBy(lab: SessionLab, device: number): SeenRound[] {
  const rounds = new Map<string, SeenRound>();
  for (const message of lab.posted[device]!) if (message.type === 'seen') rounds.set(message.seen.ctx, message.seen);
  return [...rounds.values()];
}

/** One thing that the facility enters. */
export type Said =
  | { readonly what: 'joined' | 'left'; readonly role: number }
  | { readonly what: 'verdict'; readonly role: number; readonly same: boolean; readonly details: VerdictDetails };

export interface VerdictDetails {
  readonly T: string;
  readonly i: number;
  readonly s: number;
  readonly sig: string;
  readonly vk: string;
}

/** The verdicts of a handshake as an honest facility enters them, out of what one device saw. */
export async function verdictsOf({ ctx, reveals, verdicts }: SeenRound): Promise<Said[]> {
  const context = fromBase64Url(ctx);
  const { roster } = decodeContext(context);
  const transcript = await recomputeTranscript(await contextHash(context), reveals.map(fromBase64Url));
  return verdicts.map(({ from, same, signature }): Said => {
    const vk = toBase64Url(transcript.reveals[from]!.vk);
    const sig = toHex(fromBase64Url(signature));
    const details = { T: toHex(transcript.T), i: from, s: same ? 1 : 0, sig, vk };
    return { what: 'verdict', role: roster[from]!.role, same, details };
  });
}

export const joined = (role: number): Said => ({ what: 'joined', role });
export const left = (role: number): Said => ({ what: 'left', role });

/** A receipt over a log in which a facility entered this, between the opening and the close. */
export async function receiptOf(
  said: readonly Said[],
  seen: readonly SeenRound[],
  { opened = true, booking = BOOKING, session = SESSION, signer = testKey() } = {},
): Promise<Receipt> {
  const common = { v: 1, facility: ORIGIN, time: '2026-11-23T21:42:00Z', session } as const;
  const salt = 'ab'.repeat(32);
  const leaves: Leaf[] = [
    {
      ...common,
      type: 'booth.opened',
      by: 'facility',
      seq: 0,
      public: { profile: 'full', missing: [], janus: '1.1.2', config: 'ab'.repeat(32) },
      commitment: 'cd'.repeat(32),
    },
    ...said.map((one, at): Leaf => {
      const seq = at + 1;
      if (one.what !== 'verdict')
        return { ...common, type: `party.${one.what}`, by: 'facility', seq, public: { role: one.role } };
      const { vk } = one.details;
      const commitment = commitTo(Buffer.from(salt, 'hex'), one.details);
      const shown = { role: one.role, same: one.same, vk };
      return { ...common, type: 'code.verdict', by: `visit:${vk}`, seq, public: shown, commitment };
    }),
    { ...common, type: 'session.closed', by: 'facility', seq: said.length + 1, public: { code: 'normal' } },
  ];
  const entries = leaves.map(encodeLeaf);
  const log = await buildLog(entries, signer);
  const proven = await Promise.all(
    entries.map(async (leaf, index) => {
      const one = said[index - 1];
      return {
        index,
        leaf: new TextDecoder().decode(leaf),
        proof: await proofFrom(log, index, entries.length),
        ...(opened && one?.what === 'verdict' && { opened: { salt, details: one.details } }),
      };
    }),
  );
  return { booking, session, vkey: signer.vkey, late: false, entries: proven, seen: [...seen] };
}
