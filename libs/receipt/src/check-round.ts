import type { SeenRound } from '#protocol';
import {
  type Bytes,
  contextHash,
  decodeContext,
  fromBase64Url,
  recomputeTranscript,
  SealError,
  toBase64Url,
  toHex,
} from '#seal';
import { isSigned } from './is-signed.js';
import { ReceiptError } from './receipt-error.js';

/** One who held the key of a round. `vk` and `device` are Ed25519 public keys, base64url. */
export interface SeenParty {
  readonly role: number;
  /** The words on the screens; a receipt code has none. */
  readonly label?: string;
  readonly vk: string;
  /** Key of the enrolled device that signed for the visit key; nothing for a device that is not enrolled. */
  readonly device?: string;
  /** The party whose receipt this is. */
  readonly own: boolean;
  /** The signed answer to "are the numbers the same" that this device sent or got. */
  readonly same?: boolean;
}

/** A handshake whose transcript was recomputed and whose verdicts are signed. `T` is hex. */
export interface CheckedRound {
  readonly T: string;
  readonly parties: readonly SeenParty[];
}

/** A handshake as a device saw it: the part of `SeenRound` that is under `T`. `ctxh` as in E2EE.md §2, base64url. */
export interface SeenTranscript extends Omit<SeenRound, 'ctx'> {
  readonly ctxh: string;
  readonly parties: readonly Pick<SeenParty, 'role' | 'label'>[];
}

/** Reads the context of what a device saw, which must be of this booking. Throws ReceiptError `transcript-malformed`. */
export async function readRound({ ctx, ...seen }: SeenRound, booking: string): Promise<SeenTranscript> {
  const bytes = read(() => fromBase64Url(ctx));
  const offer = read(() => decodeContext(bytes));
  if (toHex(offer.booking) !== booking) throw malformed('it is of another booking');
  const parties = offer.roster.map(({ role, label }) => ({ role, label }));
  return { ...seen, parties, ctxh: toBase64Url(await contextHash(bytes)) };
}

/** Recomputes what a device saw. Throws ReceiptError `transcript-malformed` or `verdict-not-signed`. */
export async function checkRound({ ctxh, parties, me, reveals, verdicts }: SeenTranscript): Promise<CheckedRound> {
  if (parties.length !== reveals.length || me >= parties.length) throw malformed('parties and reveals do not fit');
  const bodies = read(() => reveals.map((reveal) => fromBase64Url(reveal)));
  const { T, reveals: opened } = await recomputed(
    read(() => fromBase64Url(ctxh)),
    bodies,
  );
  const said = new Map<number, boolean>();
  for (const { from, same, signature } of verdicts) {
    const vk = opened[from]?.vk;
    if (!vk || !(await isSigned(() => ({ same, signature: fromBase64Url(signature), T, from, vk }))))
      throw new ReceiptError('verdict-not-signed', `the verdict of party ${from} is not signed by its key`);
    said.set(from, same);
  }
  const checked = opened.map(({ vk, cred }, place) => {
    const same = said.get(place);
    return {
      ...parties[place]!,
      vk: toBase64Url(vk),
      own: place === me,
      ...(cred.length > 0 && { device: toBase64Url(cred.slice(0, 32)) }),
      ...(same !== undefined && { same }),
    };
  });
  return { T: toHex(T), parties: checked };
}

const malformed = (why: string): ReceiptError =>
  new ReceiptError('transcript-malformed', `what the device saw is no transcript: ${why}`);

function read<Value>(work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    throw asMalformed(error);
  }
}

const recomputed = (ctxh: Bytes, reveals: readonly Bytes[]): ReturnType<typeof recomputeTranscript> =>
  recomputeTranscript(ctxh, reveals).catch((error: unknown) => {
    throw asMalformed(error);
  });

const asMalformed = (error: unknown): unknown =>
  error instanceof SealError || error instanceof RangeError ? malformed(error.message) : error;
