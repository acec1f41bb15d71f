import * as z from 'zod/mini';
import { CounselChangeSeen } from './counsel-change.js';
import {
  Company,
  HearingRole,
  HearingLanguage,
  HearingSeat,
  HearingState,
  LinkToken,
  MinuteLine,
  Presence,
  RoomCheck,
  SignLanguage,
  Standing,
} from './hearing.js';
import { Id128, Instant } from './ids.js';
import { LineFrame } from './line-frame.js';
import { LossReport } from './loss-report.js';
import { RefusalCode } from './refusal.js';
import { RelayPass } from './relay-pass.js';

/**
 * The hearing channel: one WebSocket a device at `/hearing` of the court's host (subprotocol `habeas-hearing`), JSON text
 * frames of at most 16 KiB, in order. The server sends `challenge` first; the first frame of the device is `enter`,
 * `enter-clerk` or `enter-party`. What a participant is told is computed for that seat alone (`viewOf` in libs/hearing).
 */
export const MAX_HEARING_FRAME = 16 * 1024;

/** Ed25519 public key, 32 bytes; a signature, 64 bytes; both unpadded base64url. The private half never leaves the browser. */
const DeviceKey = z.string().check(z.regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/));
const Signature = z.string().check(z.regex(/^[\w-]{86}$/));

const seat = HearingSeat;
const present = z.array(Presence).check(z.maxLength(Presence.options.length));
/**
 * The grant that this device has from before its line was cut. Where it still stands it is told again, and the device goes on with
 * its media (Janus `claim`, ICE restart); where it does not, `no-media` comes first.
 */
const held = z.optional(z.string().check(z.regex(/^[\w-]{1,64}$/)));
const reason = z.string().check(z.trim(), z.minLength(1), z.maxLength(500));

/**
 * What a page measured of one voice over its last `seconds`: loudness in dBov (RFC 6464: 0 is the loudest, -127 silence), audible
 * concealment in per cent of the sound (RFC 7294), and the jitter buffer in milliseconds.
 */
export const VoiceMeasure = z.strictObject({
  seconds: z.int().check(z.gte(1), z.lte(60)),
  level: z.int().check(z.gte(-127), z.lte(0)),
  concealed: z.int().check(z.gte(0), z.lte(100)),
  buffer: z.int().check(z.gte(0), z.lte(10_000)),
});
export type VoiceMeasure = z.infer<typeof VoiceMeasure>;

/** What anybody in a hearing may ask, and what only judge and clerk may (`COMMANDS` in libs/hearing says who). */
export const HearingCommand = z.discriminatedUnion('type', [
  /** In the lobby: camera and microphone were tried, and who is in the room; `present`: of others there. */
  z.strictObject({ type: z.literal('ready'), company: Company, present: z.optional(present) }),
  /** Who was asked to has shown the room, and says who else is there; nobody: empty. */
  z.strictObject({ type: z.literal('room-shown'), present }),
  z.strictObject({ type: z.literal('hand'), up: z.boolean() }),
  z.strictObject({ type: z.literal('cannot-hear') }),
  /** Another voice than the person's is heard in the room of that seat, or in the own one. */
  z.strictObject({ type: z.literal('other-voice'), seat }),
  /** Roll call: this seat says whether it hears that one; beside it what its page measured. */
  z.strictObject({ type: z.literal('hears'), seat, yes: z.boolean(), measured: z.optional(VoiceMeasure) }),
  /** A witness: rights were read and understood, or the oath was taken. */
  z.strictObject({ type: z.literal('affirm'), what: z.enum(['rights', 'oath']) }),
  /** Counsel or accused: a private word begins (with that seat), this device has detached, the word is over. */
  z.strictObject({ type: z.literal('confer'), seat }),
  z.strictObject({ type: z.literal('detached') }),
  z.strictObject({ type: z.literal('rejoin') }),
  z.strictObject({ type: z.literal('open') }),
  z.strictObject({ type: z.literal('pause') }),
  z.strictObject({ type: z.literal('resume') }),
  z.strictObject({ type: z.literal('adjourn') }),
  z.strictObject({ type: z.literal('close') }),
  z.strictObject({ type: z.literal('admit'), seat }),
  z.strictObject({ type: z.literal('send-back'), seat }),
  z.strictObject({ type: z.literal('release'), seat }),
  z.strictObject({ type: z.literal('remove'), seat }),
  z.strictObject({ type: z.literal('mute'), seat, on: z.boolean() }),
  /** Judge and clerk: asks to be shown the room of that seat; and what was seen of it. */
  z.strictObject({ type: z.literal('ask-room'), seat }),
  z.strictObject({ type: z.literal('room-seen'), seat, asSaid: z.boolean(), text: z.optional(reason) }),
  /** Judge and clerk: what was said of another voice is taken note of. */
  z.strictObject({ type: z.literal('voice-noted'), seat }),
  z.strictObject({ type: z.literal('floor'), seat: z.nullable(seat) }),
  z.strictObject({ type: z.literal('roll-call'), on: z.boolean() }),
  /** Somebody addressed cannot hear, and the hearing goes on: a decision with a reason. */
  z.strictObject({ type: z.literal('go-on'), seat, reason }),
  /** Clerk: another counsel for the accused at `seat`, by the account of an attorney. `former`: who goes, where that is not known. */
  z.strictObject({
    type: z.literal('propose-counsel'),
    seat,
    attorney: z.string().check(z.minLength(1), z.maxLength(64)),
    former: z.optional(seat),
  }),
  /** The accused, of the proposal of this number. */
  z.strictObject({ type: z.literal('answer-counsel'), number: z.int().check(z.gte(1)), yes: z.boolean() }),
  /** Clerk: takes the proposal back, or has read what came of it. */
  z.strictObject({ type: z.literal('drop-counsel') }),
]);
export type HearingCommand = z.infer<typeof HearingCommand>;

export const HearingClientFrame = z.discriminatedUnion('type', [
  /** By a personal link. `signature`: over `hearingProofBytes`, by `device`; the first device of a link keeps it. */
  z.strictObject({ type: z.literal('enter'), link: LinkToken, device: DeviceKey, signature: Signature, held }),
  /** By the clerk's account, whose cookie came with the upgrade. */
  z.strictObject({ type: z.literal('enter-clerk'), hearing: Id128, held }),
  /** Counsel by the attorney's account, the accused by the kiosk of the facility's room, after the slip. `booking`: its part `hearing`. */
  z.strictObject({ type: z.literal('enter-party'), booking: Id128, held }),
  z.strictObject({ type: z.literal('command'), command: HearingCommand }),
  /** Judge and clerk: a line of the minute, or a correction of line `corrects`. */
  z.strictObject({
    type: z.literal('note'),
    text: z.string().check(z.trim(), z.minLength(1), z.maxLength(2000)),
    corrects: z.optional(z.int().check(z.gte(1))),
  }),
  LossReport,
]);
export type HearingClientFrame = z.infer<typeof HearingClientFrame>;

/** Somebody in court, as another one there sees them. */
export const SeenPerson = z.object({
  seat,
  role: HearingRole,
  name: z.string(),
  signLanguage: z.optional(SignLanguage),
  connected: z.boolean(),
  muted: z.boolean(),
  /** Place in the order of hands, from 1; absent: not up. */
  hand: z.optional(z.int()),
  conferring: z.boolean(),
  cannotHear: z.boolean(),
  /** Somebody says that another voice is heard in the room; nobody is told so of the own room. */
  otherVoice: z.optional(z.literal(true)),
  /** For judge and clerk: who else is in the room, as declared, and how the look at it stands. */
  company: z.optional(Company),
  present: z.optional(z.array(Presence)),
  roomCheck: z.optional(RoomCheck),
  /** For judge and clerk, of an accused: the seat of counsel, where that is known. */
  counsel: z.optional(seat),
});
export type SeenPerson = z.infer<typeof SeenPerson>;

/** Somebody outside of court, for judge and clerk. */
export const LobbyPerson = z.object({
  seat,
  role: HearingRole,
  name: z.string(),
  signLanguage: z.optional(SignLanguage),
  standing: Standing,
  connected: z.boolean(),
  company: z.optional(Company),
  present: z.optional(z.array(Presence)),
  /** Same network address as these seats; never decided by software. */
  sameAddress: z.array(seat),
  /** Their link was used with another device. */
  linkElsewhere: z.boolean(),
  protectedFrom: z.array(seat),
  /** As in SeenPerson. */
  counsel: z.optional(seat),
});
export type LobbyPerson = z.infer<typeof LobbyPerson>;

/** What one seat is told. Who is not in court sees no `people`, no `floor`, and of `state` only whether it is over. */
export const HearingView = z.object({
  hearing: Id128,
  caseNumber: z.string(),
  courtroom: z.string(),
  from: Instant,
  to: Instant,
  state: HearingState,
  /** Of a pause. */
  pausedBy: z.optional(z.enum(['court', 'judge-lost'])),
  you: z.object({
    seat,
    role: HearingRole,
    name: z.string(),
    language: HearingLanguage,
    signLanguage: z.optional(SignLanguage),
    standing: Standing,
    muted: z.boolean(),
    handUp: z.boolean(),
    ready: z.boolean(),
    affirmed: z.array(z.enum(['rights', 'oath'])),
    /** The court has asked to be shown the own room. */
    roomCheck: z.optional(RoomCheck),
    conferring: z.enum(['no', 'detach', 'detached', 'private']),
    /** Seats with which a private word can be had now. */
    confidants: z.array(seat),
    /** Of an accused: the seat of the own counsel, where that is known. */
    counsel: z.optional(seat),
    /** Of counsel: an accused has another one instead. */
    relieved: z.optional(z.literal(true)),
  }),
  /** For judge, clerk and the accused whom it concerns, until the clerk has read what came of it. */
  counselChange: z.optional(CounselChangeSeen),
  people: z.array(SeenPerson),
  floor: z.nullable(seat),
  /** Judge and clerk only. */
  lobby: z.optional(z.array(LobbyPerson)),
  /** While a roll call runs: for judge and clerk every pair said so far, for others their own. */
  roll: z.optional(
    z.array(z.object({ listener: seat, speaker: seat, yes: z.boolean(), measured: z.optional(VoiceMeasure) })),
  ),
});
export type HearingView = z.infer<typeof HearingView>;

export const HearingServerFrame = z.discriminatedUnion('type', [
  /** First frame: what `enter` signs. */
  z.object({ type: z.literal('challenge'), challenge: z.string().check(z.regex(/^[\w-]{20,128}$/)) }),
  /** After entering, and whenever something of it changes. */
  z.object({ type: z.literal('view'), view: HearingView, now: Instant }),
  /** In court: `grant` is the `token` of this device's Janus messages at `/hearing-janus`; one connection. The one `held`: it stands. */
  z.object({ type: z.literal('media'), grant: z.string(), relay: z.optional(RelayPass) }),
  /** The grant is void: no longer in court, or a pause. Camera and microphone of the hearing go off. */
  z.object({ type: z.literal('no-media') }),
  /** Judge and clerk: new lines of the minute (all of them after entering). */
  z.object({ type: z.literal('minute'), lines: z.array(MinuteLine) }),
  LineFrame,
  z.object({ type: z.literal('refused'), code: RefusalCode, sentence: z.string() }),
]);
export type HearingServerFrame = z.infer<typeof HearingServerFrame>;

/** What the device of a link signs. `host`: host and port as in the page's address. */
export const hearingProofBytes = (host: string, challenge: string, link: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(new TextEncoder().encode(`habeas hearing entry\n${host}\n${challenge}\n${link}`));
