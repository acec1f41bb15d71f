import * as z from 'zod/mini';
import { CompletionCode, RosterPlace } from './booking.js';
import { Id128, Instant, SealBytes } from './ids.js';
import { LineFrame } from './line-frame.js';
import { RefusalCode } from './refusal.js';
import { RelayPass } from './relay-pass.js';
import { SealProfile } from './seal-profile.js';

/**
 * The session channel: one WebSocket a device at `/session` (subprotocol `habeas-session`),
 * JSON text frames of at most 16 KiB, in order. docs/signalling-protocol.md is its document.
 * The server is the adversary of the seal: it relays `seal` bodies, and may read none of them as truth.
 */
export const MAX_SESSION_FRAME = 16 * 1024;

/** Steps of E2EE.md §3, §4, §5, §7, and `words` of docs/adr/0010. `commit reveal verdict` go to all, the others to one. */
export const SealStep = z.enum([
  'commit',
  'reveal',
  'confirm',
  'key',
  'verdict',
  'words',
  'resume-hello',
  'resume-proof',
]);
export type SealStep = z.infer<typeof SealStep>;

const place = z.int().check(z.gte(0), z.lte(3));

export const ClientFrame = z.discriminatedUnion('type', [
  /**
   * First frame: the person is here and has asked to join. `holds`: the round whose keys this device has, or can RESUME
   * (E2EE.md §7). A word like any other: who says so wrongly waits for an offer.
   */
  z.strictObject({ type: z.literal('enter'), booking: Id128, holds: z.optional(Id128) }),
  z.strictObject({ type: z.literal('seal'), round: Id128, step: SealStep, to: z.optional(place), body: SealBytes }),
  /** An attempt ended here; `code` is one of E2EE.md §9. */
  z.strictObject({ type: z.literal('abort'), round: Id128, code: z.string().check(z.maxLength(40)) }),
  /** A person asks for one more attempt. */
  z.strictObject({ type: z.literal('again') }),
  /** Attorney only: goes on without comparing the numbers; entered, and a banner stays on every screen. */
  z.strictObject({ type: z.literal('without-matching'), round: Id128 }),
  z.strictObject({ type: z.literal('end') }),
]);
export type ClientFrame = z.infer<typeof ClientFrame>;

export const ServerFrame = z.discriminatedUnion('type', [
  /** Sent after `enter` and whenever something of it changes. `present[i]` belongs to `roster[i]`. */
  z.object({
    type: z.literal('state'),
    state: z.enum(['waiting', 'open']),
    present: z.array(z.boolean()),
    seal: SealProfile,
    from: Instant,
    to: Instant,
    now: Instant,
  }),
  /**
   * The room exists: `grant` is the `token` of this device's Janus messages at `/janus`; one connection. `relay` is there
   * where one runs, for a device whose network lets no UDP through; what goes over it is sealed as elsewhere.
   */
  z.object({ type: z.literal('media'), grant: z.string(), relay: z.optional(RelayPass) }),
  /** E2EE.md §2 OFFER. */
  z.object({
    type: z.literal('offer'),
    suite: z.number(),
    booking: Id128,
    round: Id128,
    roster: z.array(RosterPlace),
    attempt: z.number(),
  }),
  z.object({ type: z.literal('seal'), round: Id128, step: SealStep, from: place, body: SealBytes }),
  /** Another party aborted this round. */
  z.object({ type: z.literal('aborted'), round: Id128, from: place, code: z.string() }),
  z.object({ type: z.literal('without-matching'), round: Id128 }),
  /** The session is over for everybody. */
  z.object({ type: z.literal('ended'), code: CompletionCode }),
  LineFrame,
  z.object({ type: z.literal('refused'), code: RefusalCode, sentence: z.string() }),
]);
export type ServerFrame = z.infer<typeof ServerFrame>;
