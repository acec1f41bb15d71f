import { HearingMedia, type HearingMediaOptions } from './hearing-media.js';

/** A connection to the hearing plane, through the gateway of this page's own host. */
export const planeLink = (told: Omit<HearingMediaOptions, 'url'>): HearingMedia =>
  new HearingMedia({ url: `${location.origin.replace(/^http/, 'ws')}/hearing-janus`, ...told });
