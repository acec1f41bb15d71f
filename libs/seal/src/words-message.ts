import { type Bytes, concat } from './bytes.js';
import { padFrame, stripPadding } from './frame-padding.js';
import type { KeyRoute } from './key-message.js';
import { label, text, u32, u64, u8 } from './notation.js';

/** What one party tells another beside sound and picture. */
export type Said =
  | { readonly kind: 'words'; readonly text: string }
  /** The picture that this party sends is a window (true) or its camera again (false). */
  | { readonly kind: 'window'; readonly shown: boolean }
  /** The other's message of this number has come. */
  | { readonly kind: 'arrived' };

/**
 * A message as its sender numbered it: from 0, one number a message, the same when it is sent again.
 * `arrived` has the number of what it answers.
 */
export interface Numbered {
  readonly number: number;
  readonly said: Said;
}

/** Plaintext bytes of every WORDS message, whatever it says: no length shows. */
const SIZE = 1024;
/** Bytes of UTF-8 that words may have: kind, number and the padding's mark go off. */
export const MAX_WORDS = SIZE - 6;

const KINDS = { words: 0, window: 1, arrived: 2 } as const;

/** Words cut at a whole character so that they fit; lone surrogates become U+FFFD. */
export function fittingWords(words: string): string {
  let fitting = '';
  let bytes = 0;
  for (const character of words) {
    bytes += text(character).length;
    if (bytes > MAX_WORDS) break;
    fitting += character;
  }
  return fitting;
}

function payloadOf(said: Said): Bytes {
  switch (said.kind) {
    case 'words':
      return text(said.text);
    case 'window':
      return u8(said.shown ? 1 : 0);
    case 'arrived':
      return concat();
  }
}

/** `u8 kind ‖ u32 number ‖ payload`, padded to 1024 bytes. Throws RangeError for words that do not fit. */
export function encodeSaid({ number, said }: Numbered): Bytes {
  const padded = padFrame(concat(u8(KINDS[said.kind]), u32(number), payloadOf(said)), SIZE);
  if (!padded) throw new RangeError('words are too long');
  return padded;
}

/** Nothing for a form that this version does not know. */
export function decodeSaid(plaintext: Bytes): Numbered | undefined {
  const bytes = plaintext.length === SIZE ? stripPadding(plaintext) : undefined;
  if (!bytes || bytes.length < 5) return undefined;
  const view = new DataView(bytes.buffer);
  const said = saidOf(bytes[0]!, bytes.slice(5));
  return said && { number: view.getUint32(1), said };
}

function saidOf(kind: number, payload: Bytes): Said | undefined {
  if (kind === KINDS.words) {
    try {
      return { kind: 'words', text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(payload) };
    } catch {
      return undefined;
    }
  }
  if (kind === KINDS.window && payload.length === 1 && payload[0]! < 2)
    return { kind: 'window', shown: payload[0] === 1 };
  return kind === KINDS.arrived && payload.length === 0 ? { kind: 'arrived' } : undefined;
}

const params = ({ T, from, to }: KeyRoute, seq: bigint): AesGcmParams => ({
  name: 'AES-GCM',
  iv: concat(u32(0), u64(seq)),
  additionalData: concat(label('words'), T, u8(from), u8(to)),
});

/** The sending side of one words key. It owns `seq`: make exactly one per key. */
export class WordsSender {
  #seq = 0n;

  constructor(
    private readonly wordsOut: CryptoKey,
    private readonly route: KeyRoute,
  ) {}

  /** WORDS body: `u64 seq ‖ ciphertext`, 1048 bytes. */
  async seal(message: Numbered): Promise<Bytes> {
    const plaintext = encodeSaid(message);
    const seq = this.#seq++;
    const sealed = await crypto.subtle.encrypt(params(this.route, seq), this.wordsOut, plaintext);
    plaintext.fill(0);
    return concat(u64(seq), new Uint8Array(sealed));
  }
}

/** The receiving side of one words key: `seq` strictly rises, and only an authentic message moves it. */
export class WordsReceiver {
  #last = -1n;

  constructor(
    private readonly wordsIn: CryptoKey,
    private readonly route: KeyRoute,
  ) {}

  /** The message; nothing for one that is malformed, repeated, overtaken, or not authentic. */
  async open(body: Bytes): Promise<Numbered | undefined> {
    if (body.length !== 8 + SIZE + 16) return undefined;
    const seq = new DataView(body.buffer, body.byteOffset, body.length).getBigUint64(0);
    if (seq <= this.#last) return undefined;
    let plaintext: Bytes;
    try {
      plaintext = new Uint8Array(await crypto.subtle.decrypt(params(this.route, seq), this.wordsIn, body.slice(8)));
    } catch {
      return undefined;
    }
    this.#last = seq;
    const message = decodeSaid(plaintext);
    plaintext.fill(0);
    return message;
  }
}
