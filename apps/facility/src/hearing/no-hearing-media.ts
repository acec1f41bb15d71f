import { Refused } from '../hosts/refused.js';
import { type HearingGrant, HearingMedia } from './hearing-media.js';

/** A facility without a hearing plane: hearings are held as far as words on screens go, and nobody hears anybody. */
export class NoHearingMedia extends HearingMedia {
  override async grant(): Promise<HearingGrant> {
    throw new Refused('part-down');
  }
  override async revoke(): Promise<void> {}
  override async obeyMute(): Promise<void> {}
  override async close(): Promise<void> {}
  override async whenQuiet(): Promise<void> {}
}
