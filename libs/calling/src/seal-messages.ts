import type { RosterPlace, SealStep, SeenRound } from '#protocol';
import type { SealAbortCode } from '#seal';

/** OFFER of E2EE.md §2 as the session channel carries it. Ids are 32 hex digits. */
export interface SealOffer {
  readonly suite: number;
  readonly booking: string;
  readonly round: string;
  readonly roster: readonly RosterPlace[];
}

/** The party list that this device stored when the booking was confirmed (kiosk: at check-in). */
export interface StoredBooking {
  readonly booking: string;
  readonly own: string;
  readonly roster: readonly RosterPlace[];
  /** End of the booking, ISO 8601: a quarter of an hour later nothing is kept of it. */
  readonly ends: string;
  /** Rounds this device has seen before for this booking, e.g. before a reload. */
  readonly seenRounds?: readonly string[];
  /** Ed25519 pair of an enrolled device: its credential then stands in every reveal (E2EE.md §3). */
  readonly device?: CryptoKeyPair | undefined;
}

/** `audioBytes`: length in bytes of the largest Opus packet of the plan; every audio plaintext has one more. */
export interface SealPlan {
  readonly audioBytes: number;
}

/** A handshake message: `body` is unpadded base64url. `to` is absent for messages to all. */
export interface OutgoingSeal {
  readonly round: string;
  readonly step: SealStep;
  readonly to?: number;
  readonly body: string;
}
export interface IncomingSeal {
  readonly round: string;
  readonly step: SealStep;
  readonly from: number;
  readonly body: string;
}

/** Options of an RTCRtpScriptTransform that this worker serves. */
export interface TransformOptions {
  readonly direction: 'send' | 'receive';
  readonly kind: 'audio' | 'video';
  /** The page's number for the stream that a receiver's frames are of; audio and video of one party share it. */
  readonly stream?: number | undefined;
}

/** A stream by the page's number, and the place in the booked roster of the party whose keys open its frames. */
export type StreamOwner = readonly [stream: number, place: number];

/** Why an attempt ended: the code of E2EE.md §9, and who says so. `peer` is what the server claims, unproven. */
export interface BrokenReason {
  readonly code: SealAbortCode | 'erased';
  readonly by: 'here' | 'peer';
}

/**
 * E2EE.md §4. `unmatched`: a person of the attorney's side went on without comparing; it never becomes `sealed`.
 * `holders` is empty while keying and when broken.
 */
export type SealState =
  | { readonly name: 'keying'; readonly attempt: number; readonly holders: readonly string[] }
  | ({ readonly name: 'unverified' | 'matched-here' | 'sealed' | 'unmatched'; readonly round: string } & KeyHolders)
  | { readonly name: 'broken'; readonly reason: BrokenReason; readonly holders: readonly string[] };

/** Labels of a keyed attempt, in roster order (E2EE.md §7). */
export interface KeyHolders {
  /** Those who hold the key now. */
  readonly holders: readonly string[];
  /** Those of them who had none in the conversation before this attempt; empty when there was none. */
  readonly joined: readonly string[];
  /** Those who held it and left: what is said now is sealed with keys that they do not have. */
  readonly left: readonly string[];
}

/** The matching code. `hidden` is the index of the group that this screen must hide (E2EE.md §4). */
export interface MatchingCode {
  readonly round: string;
  readonly groups: readonly [string, string, string];
  readonly hidden: 0 | 2;
  /** Who reads which groups, in the order of reading; labels of the roster. */
  readonly reading: readonly {
    readonly label: string;
    readonly own: boolean;
    readonly groups: readonly number[];
  }[];
}

/** Why a frame was dropped. Every dropped frame is counted under exactly one. */
export type DropReason =
  | 'not-keyed'
  | 'not-sealed'
  /** Nothing arrives of anybody any more: sound goes out as frames that hold nothing, pictures do not. */
  | 'nobody-heard'
  /** One of those frames. */
  | 'empty'
  | 'too-long'
  | 'counter-spent'
  | 'malformed'
  | 'unknown-kid'
  | 'wrong-kind'
  /** Opened by another party's key than the frames of this stream before it. */
  | 'other-party'
  | 'bad-tag'
  | 'replayed'
  | 'bad-padding';

export interface DirectionCounters {
  readonly passed: number;
  readonly dropped: Readonly<Partial<Record<DropReason, number>>>;
}
export interface SealCounters {
  readonly send: Readonly<Record<'audio' | 'video', DirectionCounters>>;
  readonly receive: Readonly<Record<'audio' | 'video', DirectionCounters>>;
}

/** Words that a person typed, or what the sent picture is: sealed for each other party (docs/adr/0010). */
export type SayMessage =
  /** `id` comes back with `arrived`. Does nothing unless the conversation is open. */
  | { readonly type: 'say'; readonly id: number; readonly text: string }
  | { readonly type: 'say-window'; readonly shown: boolean };

/** What another party's words key proved to be said by the party in place `from` of the booked roster. */
export type HeardMessage =
  | { readonly type: 'heard'; readonly from: number; readonly text: string }
  | { readonly type: 'heard-window'; readonly from: number; readonly shown: boolean }
  /** Every other party has the words of this id. */
  | { readonly type: 'arrived'; readonly id: number };

/** Page → worker. */
export type PageMessage =
  | { readonly type: 'begin'; readonly stored: StoredBooking; readonly plan: SealPlan }
  | { readonly type: 'offer'; readonly offer: SealOffer }
  /** A person asks for one more attempt after eight: the next offer is accepted once. */
  | { readonly type: 'again' }
  | ({ readonly type: 'seal' } & IncomingSeal)
  | { readonly type: 'aborted'; readonly round: string; readonly code: string }
  | { readonly type: 'verdict'; readonly same: boolean }
  | { readonly type: 'without-matching'; readonly round: string }
  /** Small video before the code is compared, for sign language (E2EE.md §4). */
  | { readonly type: 'video-while-matching'; readonly on: boolean }
  /** The page saw SDP or parameters that §6 forbids. */
  | { readonly type: 'negotiation-violated' }
  /** The session channel came back: current seeds are sent again (§5). */
  | { readonly type: 'signalling-restored' }
  /** A party left: its place in the booked roster. With more than two, the others get new seeds (§7). */
  | { readonly type: 'left'; readonly party: number }
  /** Which other places of the booked roster are here: RESUME with those whose keys are not (§7). */
  | { readonly type: 'here'; readonly parties: readonly number[] }
  /** Every key is erased; nothing works afterwards. `keep`: the session is not over, and the page may come back to it. */
  | { readonly type: 'erase'; readonly keep: boolean }
  | SayMessage
  | { readonly type: 'count' };

/** Worker → page. */
export type WorkerMessage =
  | { readonly type: 'ready' }
  /** After `begin` and at every change: the round that this device can be let into without an offer. */
  | { readonly type: 'holds'; readonly round: string | undefined }
  | ({ readonly type: 'seal' } & OutgoingSeal)
  | { readonly type: 'abort'; readonly round: string; readonly code: SealAbortCode }
  | { readonly type: 'state'; readonly state: SealState }
  | { readonly type: 'code'; readonly code: MatchingCode }
  /** For the receipt: the newest state of a handshake, from the moment that every reveal is known. */
  | { readonly type: 'seen'; readonly seen: SeenRound }
  | HeardMessage
  /** All streams whose party is known, the newest last. */
  | { readonly type: 'streams'; readonly owners: readonly StreamOwner[] }
  /** At every change: booked places of those who were heard, and of whom nothing arrives any more. */
  | { readonly type: 'silent'; readonly places: readonly number[] }
  | { readonly type: 'counters'; readonly counters: SealCounters };
