import { fromBase64, toBase64 } from './bytes.js';
import type { VerifyEd25519 } from './ed25519.js';
import { LedgerError } from './errors.js';
import { openNote } from './signed-note.js';
import type { VerifierKey } from './verifier-key.js';

/** What a checkpoint states (c2sp.org/tlog-checkpoint). */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  readonly extensions: readonly string[];
}

export const formatCheckpoint = (checkpoint: Omit<Checkpoint, 'extensions'>): string =>
  `${checkpoint.origin}\n${checkpoint.size}\n${toBase64(checkpoint.root)}\n`;

/** Reads the text of a checkpoint note. Throws `checkpoint-malformed`. */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin, size, root, ...rest] = text.split('\n');
  const hash = fromBase64(root ?? '');
  const extensions = rest.slice(0, -1);
  if (
    !origin ||
    !/^(0|[1-9]\d{0,15})$/.test(size ?? '') ||
    hash?.length !== 32 ||
    rest.at(-1) !== '' ||
    extensions.includes('')
  ) {
    throw new LedgerError('checkpoint-malformed', 'not origin, size and root, a line each');
  }
  if (!Number.isSafeInteger(Number(size))) throw new LedgerError('checkpoint-malformed', 'the size is too large');
  return { origin, size: Number(size), root: hash, extensions };
}

/** Opens a signed checkpoint: signed by `key`, whose name is the origin. Throws as openNote, and `origin-differs`. */
export async function openCheckpoint(note: string, key: VerifierKey, verify?: VerifyEd25519): Promise<Checkpoint> {
  const opened = await openNote(note, [key], verify);
  const checkpoint = parseCheckpoint(opened.text);
  if (checkpoint.origin !== key.name) throw new LedgerError('origin-differs', `signed for ${checkpoint.origin}`);
  return checkpoint;
}
