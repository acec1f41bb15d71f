import type { PartyBooking, RefusalCode, SeenRound } from '#protocol';
import type { ConsultationPorts } from './consultation-ports.js';
import type { ConsultationState } from './consultation-state.js';
import type { SealCounters } from './seal-messages.js';

/** What a consultation needs; everything after `onState` has a default that suits a page. */
export interface ConsultationOptions {
  /** The stored booking: own `party` and the roster kept when it was confirmed (attorney) or at check-in (kiosk). */
  booking: PartyBooking;
  onState: (state: ConsultationState) => void;
  /** Called whenever the set of remote streams or what the server says of the session changes. */
  onChange?: () => void;
  /** A frame was refused; the session goes on. */
  onRefusal?: (code: RefusalCode) => void;
  /** The newest state of a handshake, for the receipt; tell rounds apart by `ctx`. */
  onSeen?: (seen: SeenRound) => void;
  onCounters?: (counters: SealCounters) => void;
  /** Same-origin base, e.g. `https://kiosk.example`; default `location.origin`. */
  server?: string;
  /** Default `/seal-worker.js`. */
  workerUrl?: string;
  /** Key pair of an enrolled device (kiosk): named and proved inside the seal. */
  device?: CryptoKeyPair | undefined;
  ports?: Partial<ConsultationPorts>;
}
