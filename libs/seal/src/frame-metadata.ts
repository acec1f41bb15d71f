import { type Bytes, concat } from './bytes.js';
import type { MediaKind } from './kid.js';
import { label, u8 } from './notation.js';

/** `metadata` of every SFrame (E2EE.md §5): binds transcript and kind. */
export const frameMetadata = (T: Uint8Array, kind: MediaKind): Bytes => concat(label('frame'), T, u8(kind));
