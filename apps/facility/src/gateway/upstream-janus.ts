import type { BoothContact, WireClient } from '#janus';

/** Reaches the booth plane as it is now. */
export abstract class UpstreamJanus {
  /** `contact.json` as it stands; rejects when there is none or it is not as agreed. Secret: never log it. */
  abstract contact(): Promise<BoothContact>;
  /** One new connection to Janus. Rejects with JanusError `plane-down`. */
  abstract connect(): Promise<WireClient>;
}
