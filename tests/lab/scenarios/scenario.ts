import type { Loss } from '../lossy-street.js';

/** What a line goes through. Data: nothing here knows how it is measured. */
export interface Scenario {
  readonly name: string;
  /** One line for people. */
  readonly what: string;
  /** kbit/s of the line, each way. */
  readonly line: number;
  /** Milliseconds there and back, beside what waits in queues; absent: none. */
  readonly roundTrip?: number;
  /** Booths that talk meanwhile, sound and pictures out of the facility as the plan has them. */
  readonly booths?: number;
  /** TCP connections that download without end, into the facility or out of it. */
  readonly downloads?: { readonly to: 'facility' | 'court'; readonly connections: number };
  /** kbit/s of UDP out of the facility; `as`: what it looks like. */
  readonly flood?: { readonly kbps: number; readonly as: 'bulk' | 'rogue-ef' };
  readonly loss?: Loss;
  /** Marks are gone where the line begins, and come into the facility as nothing. */
  readonly bleached?: boolean;
  /** The line is away for so many milliseconds, each so many seconds. */
  readonly flaps?: { readonly away: number; readonly each: number };
  /** So many changes of the plan while sound is measured. */
  readonly changes?: number;
  /** What arm `ours` has to hold; absent: printed and not judged. */
  readonly bars?: Bars;
}

export interface Bars {
  /** Of 60 seconds of a hearing's sound (RFC 7294 §3.1: more than 50 ms concealed), in either direction. */
  readonly severe?: number;
  /** Milliseconds. */
  readonly buffer?: number;
  /** Part of what the hearing leaves of the line that TCP has. */
  readonly bulk?: number;
  /** As `severe`, of the worst booth. */
  readonly boothSevere?: number;
  /** Milliseconds for a change of the plan, in which no packet of sound is lost. */
  readonly change?: number;
  /** Part of the samples that were concealed and not silent. */
  readonly audible?: number;
}
