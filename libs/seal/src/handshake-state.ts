import type { Bytes } from './bytes.js';
import type { Context } from './context.js';
import type { PairKeys } from './pair-keys.js';
import type { Reveal } from './reveal.js';
import type { SealAbortCode } from './seal-error.js';
import type { SealKeyPair } from './seal-entropy.js';
import type { Incoming, Outgoing } from './wire.js';

/** One value a party, roster order; absent until it came. */
export type Slots<Value> = readonly (Value | undefined)[];

/** What this party made for the attempt. */
export interface OwnSecrets {
  readonly visit: SealKeyPair;
  readonly ephemeral: SealKeyPair;
  readonly reveal: Bytes;
}

/** The public outcome of a handshake: what the receipt shows. */
export interface Transcript {
  readonly T: Bytes;
  readonly cc: Bytes;
  readonly commits: readonly Bytes[];
  readonly reveals: readonly Reveal[];
}

/** `since`: when the phase began; `waiting`: messages of the next step, one per sender and type. */
interface Running {
  readonly context: Context;
  readonly since: number;
  readonly waiting: readonly Incoming[];
}

/** The handshake of E2EE.md §3. `aborted` holds no key. */
export type Handshake =
  | (Running & { readonly phase: 'committing'; readonly own: OwnSecrets; readonly commits: Slots<Bytes> })
  | (Running & {
      readonly phase: 'revealing';
      readonly own: OwnSecrets;
      readonly commits: readonly Bytes[];
      readonly cc: Bytes;
      readonly reveals: Slots<Bytes>;
    })
  | (Running & {
      readonly phase: 'confirming';
      readonly visit: CryptoKey;
      readonly transcript: Transcript;
      readonly pairs: Slots<PairKeys>;
      readonly confirmed: readonly boolean[];
    })
  | (Running & {
      readonly phase: 'keyed';
      readonly visit: CryptoKey;
      readonly transcript: Transcript;
      readonly pairs: Slots<PairKeys>;
    })
  | { readonly phase: 'aborted'; readonly code: SealAbortCode };

export type Phase<Name extends Handshake['phase']> = Extract<Handshake, { readonly phase: Name }>;

/** A state, and the messages to send on reaching it. */
export interface Progress {
  readonly state: Handshake;
  readonly send: readonly Outgoing[];
}
