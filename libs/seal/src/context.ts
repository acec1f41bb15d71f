import { type Bytes, concat, sameBytes, toHex } from './bytes.js';
import { hash, text, u8, v } from './notation.js';
import { SealError } from './seal-error.js';

export const SUITE = 1;
export const ROLE = { booth: 1, attorney: 2, coCounsel: 3, interpreter: 4 } as const;

/** One party of the roster: role 1 to 4, `party` 16 bytes, `label` the words on the screens. */
export interface Party {
  readonly role: number;
  readonly party: Bytes;
  readonly label: string;
}

/** OFFER of E2EE.md §2; `booking` and `round` have 16 bytes. */
export interface Offer {
  readonly suite: number;
  readonly booking: Bytes;
  readonly round: Bytes;
  readonly roster: readonly Party[];
}

/** What this device stored when the booking was confirmed; `own` is its party in it. */
export interface Expected {
  readonly booking: Bytes;
  readonly own: Bytes;
  readonly parties: readonly Party[];
}

/** An accepted offer. `me` is the own number in the roster. */
export interface Context {
  readonly round: Bytes;
  readonly roster: readonly Party[];
  readonly me: number;
  readonly ctx: Bytes;
  readonly ctxh: Bytes;
}

/** `ctx` of E2EE.md §2. Throws RangeError on lengths that do not fit. */
export function encodeContext(offer: Offer): Bytes {
  if (offer.booking.length !== 16 || offer.round.length !== 16) throw new RangeError('ids have 16 bytes');
  const entries = offer.roster.map(({ role, party, label }) => concat(u8(role), party, v(text(label))));
  return concat(text('habeas/1'), u8(offer.suite), offer.booking, offer.round, u8(offer.roster.length), ...entries);
}

/** The OFFER that `ctx` was made of. Throws SealError `unknown-suite`, or `bad-roster` unless it encodes to the same bytes. */
export function decodeContext(ctx: Uint8Array): Offer {
  const from = text('habeas/1').length;
  const suite = ctx[from];
  if (suite !== SUITE) throw new SealError('unknown-suite');
  let at = from + 1;
  const take = (length: number): Bytes => Uint8Array.from(ctx.subarray(at, (at += length)));
  const [booking, round, count] = [take(16), take(16), take(1)[0] ?? 0];
  const roster: Party[] = [];
  for (let i = 0; i < count; i++) {
    const [role = 0] = take(1);
    const party = take(16);
    const [high = 0, low = 0] = take(2);
    roster.push({ role, party, label: new TextDecoder().decode(take(high * 256 + low)) });
  }
  const offer = { suite, booking, round, roster };
  const whole = booking.length === 16 && round.length === 16 && roster.every(wellFormed);
  if (!whole || !sameBytes(encodeContext(offer), ctx)) throw new SealError('bad-roster');
  return offer;
}

export const contextHash = (ctx: Uint8Array): Promise<Bytes> => hash('context', ctx);

/**
 * Accepts an OFFER or throws SealError: `unknown-suite`, `bad-roster`, `round-reused`.
 * `seen` tells whether this device met a round (hex) before; the caller adds the accepted one.
 */
export async function acceptOffer(
  offer: Offer,
  expected: Expected,
  seen: (round: string) => boolean,
): Promise<Context> {
  if (offer.suite !== SUITE) throw new SealError('unknown-suite');
  if (!rosterFits(offer, expected)) throw new SealError('bad-roster');
  if (seen(toHex(offer.round))) throw new SealError('round-reused');
  const ctx = encodeContext(offer);
  const me = offer.roster.findIndex(({ party }) => sameBytes(party, expected.own));
  return { round: offer.round, roster: offer.roster, me, ctx, ctxh: await contextHash(ctx) };
}

function rosterFits(offer: Offer, expected: Expected): boolean {
  const { roster } = offer;
  if (offer.booking.length !== 16 || offer.round.length !== 16 || !sameBytes(offer.booking, expected.booking))
    return false;
  if (roster.length < 2 || roster.length > 4 || !roster.every(wellFormed)) return false;
  const order = roster.map(({ role, party }) => toHex(concat(u8(role), party)));
  if (order.some((entry, at) => at > 0 && order[at - 1]! >= entry)) return false;
  if (new Set(roster.map(({ party }) => toHex(party))).size !== roster.length) return false;
  if (roster.filter(({ role }) => role === ROLE.booth).length !== 1) return false;
  if (!roster.some(({ role }) => role === ROLE.attorney)) return false;
  if (!roster.some(({ party }) => sameBytes(party, expected.own))) return false;
  return roster.every((entry) => expected.parties.some((stored) => sameParty(stored, entry)));
}

const wellFormed = ({ role, party, label }: Party): boolean =>
  Number.isInteger(role) && role >= 1 && role <= 4 && party.length === 16 && isPlainText(label);

/** Lone surrogates would all encode to the same bytes, so two labels could share one `ctx`. */
const isPlainText = (value: string): boolean =>
  value.length > 0 && value.length <= 1000 && !/\p{Surrogate}/u.test(value);

const sameParty = (a: Party, b: Party): boolean =>
  a.role === b.role && a.label === b.label && sameBytes(a.party, b.party);
