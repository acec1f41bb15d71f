import { type Bytes, concat } from './bytes.js';
import { hash, u8 } from './notation.js';
import { verifyEd25519 } from './reveal.js';
import { SealError } from './seal-error.js';
import { signEd25519 } from './sign.js';

const signedBytes = (T: Uint8Array, party: number, same: boolean) => hash('verdict', T, u8(party), u8(same ? 1 : 0));

/** VERDICT body of E2EE.md §4: `u8 s ‖ sig`. */
export async function signVerdict(secret: CryptoKey, T: Uint8Array, me: number, same: boolean): Promise<Bytes> {
  return concat(u8(same ? 1 : 0), await signEd25519(secret, await signedBytes(T, me, same)));
}

/** The answer "same" of party `from`. Throws SealError `bad-signature`, also for a body of another form. */
export async function openVerdict(body: Bytes, T: Uint8Array, from: number, vk: Bytes): Promise<boolean> {
  if (body.length !== 65 || body[0]! > 1) throw new SealError('bad-signature');
  const same = body[0] === 1;
  if (!(await verifyEd25519(vk, body.slice(1), await signedBytes(T, from, same)))) throw new SealError('bad-signature');
  return same;
}
