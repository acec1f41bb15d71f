import type { SeenRound } from '#protocol';
import { type Bytes, concat, contextHash, decodeContext, fromBase64Url, toBase64Url } from '#seal';
import type { SeenTranscript } from './check-round.js';

/** Before the code of a receipt, in letters that a QR code holds as letters. */
const MARK = 'HABEAS-RECEIPT:1:';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const SIGNATURE = 64;

/**
 * What a device saw of one handshake as a text for a QR code (alphanumeric mode): `ctxh ‖ u8 me ‖ u8 n ‖ n × (u8 role ‖
 * v(reveal)) ‖ u8 k ‖ k × (u8 from ‖ u8 same ‖ signature)` in base32 (RFC 4648) without padding; v() as in E2EE.md §1. The hash stands
 * for the context, so that no label, which may be a name, is in it. Whose session it was is found in the log by the keys.
 */
export async function receiptCode({ ctx, me, reveals, verdicts }: SeenRound): Promise<string> {
  const bytes = fromBase64Url(ctx);
  const parties = decodeContext(bytes).roster.map(({ role }) => ({ role }));
  return encode({ ctxh: toBase64Url(await contextHash(bytes)), parties, me, reveals, verdicts });
}

function encode({ ctxh, parties, me, reveals, verdicts }: SeenTranscript): string {
  const said = verdicts.map(({ from, same, signature }) =>
    concat(Uint8Array.of(from, same ? 1 : 0), fromBase64Url(signature)),
  );
  const parts = [
    fromBase64Url(ctxh),
    Uint8Array.of(me, reveals.length),
    ...reveals.flatMap((reveal, place) => [
      Uint8Array.of(parties[place]?.role ?? 0),
      withLength(fromBase64Url(reveal)),
    ]),
    Uint8Array.of(said.length),
    ...said,
  ];
  return MARK + toBase32(concat(...parts));
}

/** Undefined for anything that `receiptCode` does not write. */
export function readReceiptCode(text: string): SeenTranscript | undefined {
  const code = text.trim();
  const bytes = code.startsWith(MARK) ? fromBase32(code.slice(MARK.length)) : undefined;
  if (bytes === undefined) return undefined;
  let at = 0;
  const take = (length: number): Bytes => Uint8Array.from(bytes.subarray(at, (at += length)));
  const number = (): number => take(1)[0] ?? 0;
  const ctxh = toBase64Url(take(32));
  const [me, n] = [number(), number()];
  const roles: { role: number }[] = [];
  const reveals: string[] = [];
  for (let place = 0; place < n; place++) {
    roles.push({ role: number() });
    reveals.push(toBase64Url(take(number() * 256 + number())));
  }
  const verdicts = Array.from({ length: number() }, () => {
    const [from, same] = [number(), number() === 1];
    return { from, same, signature: toBase64Url(take(SIGNATURE)) };
  });
  const seen = { ctxh, parties: roles, me, reveals, verdicts };
  return at === bytes.length && encode(seen) === code ? seen : undefined;
}

const withLength = (bytes: Uint8Array): Bytes => concat(Uint8Array.of(bytes.length >> 8, bytes.length & 0xff), bytes);

function toBase32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) text += LETTERS[(value >> (bits - 5)) & 31];
  }
  return bits > 0 ? text + LETTERS[(value << (5 - bits)) & 31] : text;
}

function fromBase32(text: string): Uint8Array | undefined {
  const bytes: number[] = [];
  let bits = 0;
  let value = 0;
  for (const letter of text) {
    const five = LETTERS.indexOf(letter);
    if (five < 0) return undefined;
    value = ((value << 5) | five) & 0xfff;
    bits += 5;
    if (bits >= 8) bytes.push((value >> (bits -= 8)) & 0xff);
  }
  return Uint8Array.from(bytes);
}
