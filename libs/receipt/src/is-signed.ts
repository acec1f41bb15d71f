import { type Bytes, concat, openVerdict, SealError } from '#seal';

interface SignedVerdict {
  readonly same: boolean;
  readonly signature: Bytes;
  readonly T: Bytes;
  readonly from: number;
  readonly vk: Bytes;
}

/** Whether a verdict is its visit key's (E2EE.md §4). False also when `read` meets bytes that are none. */
export async function isSigned(read: () => SignedVerdict): Promise<boolean> {
  try {
    const { same, signature, T, from, vk } = read();
    await openVerdict(concat(Uint8Array.of(same ? 1 : 0), signature), T, from, vk);
    return true;
  } catch (error) {
    if (error instanceof SealError || error instanceof RangeError) return false;
    throw error;
  }
}
