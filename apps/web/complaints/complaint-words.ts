/* oxlint-disable import/namespace -- keys carry the codes as they are, hyphens included */
import type { ComplaintKind } from '#protocol';
import { m } from '../generated/texts/messages.js';

export const COMPLAINT_WORDS: Readonly<Record<ComplaintKind, () => string>> = {
  'not-private': m['complaint_not-private'],
  'not-heard': m['complaint_not-heard'],
};
