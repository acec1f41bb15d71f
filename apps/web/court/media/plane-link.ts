import { HearingMedia } from './hearing-media.js';

/** A connection to the hearing plane, through the gateway of this page's own host. */
export const planeLink = (
  changed: (remotes: ReadonlyMap<number, MediaStream>) => void,
  lost: () => void,
): HearingMedia => new HearingMedia({ url: `${location.origin.replace(/^http/, 'ws')}/hearing-janus`, changed, lost });
