/* oxlint-disable import/namespace -- keys carry the parts as they are, hyphens included */
import type { BoothPart } from '#protocol';
import { m } from '../generated/texts/messages.js';

const PARTS: Readonly<Record<BoothPart, () => string>> = {
  camera: m.test_camera,
  microphone: m.test_microphone,
  speaker: m.test_speaker,
  'line-out': m['check_line-out'],
  'line-in': m['check_line-in'],
  browser: m.test_browser,
};

export const partWords = (part: BoothPart): string => PARTS[part]();

/** Several in one sentence. */
export const partsWords = (parts: readonly BoothPart[]): string =>
  parts.map((part) => partWords(part).toLowerCase()).join(', ');
