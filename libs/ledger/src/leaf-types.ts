import { ComplaintKind, CompletionCode, Role, SealLayer, SealProfile } from '#protocol';
import { z } from 'zod';
import { HEARING_LEAVES } from './hearing-leaves.js';
import { booking, type LeafRule } from './leaf-rule.js';

/** SHA-256 as 64 lower-case hex digits. */
export const Hash256 = z.string().regex(/^[0-9a-f]{64}$/);
/** An Ed25519 public key, 32 bytes as unpadded base64url. */
const PublicKey = z.string().regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/);
/** Of a visit. */
export const VisitKey = PublicKey;
const index = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
/** A place's role as in E2EE.md §2: 1 booth, 2 attorney, 3 co-counsel, 4 interpreter. */
const role = z.number().int().min(1).max(4);
/** A booth by its number, which names nobody; one that is called otherwise is not entered. */
export const BoothNumber = z.string().regex(/^[0-9]{1,4}[A-Za-z]?$/);
const code = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(60);
const count = z.number().int().min(0).max(1000);

/** Names of entries: past facts, never wishes. */
export const LeafType = z.enum([
  'keeper.started',
  'facility.started',
  'facility.restored',
  'clock.off',
  'details.erased',
  'register.changed',
  'access.asked',
  'access.confirmed',
  'access.given',
  'access.withdrawn',
  'access.used',
  'account.deactivated',
  'account.reactivated',
  'kiosk.code-made',
  'kiosk.enrolled',
  'request.made',
  'request.amended',
  'request.settled',
  'offer.made',
  'offer.expired',
  'booking.made',
  'booking.amended',
  'booking.cancelled',
  'booking.admitted',
  'booth.blocked',
  'booth.unblocked',
  'booth.hours',
  'holidays.changed',
  'booth.opened',
  'party.joined',
  'party.left',
  'code.verdict',
  'code.skipped',
  'gateway.refused',
  'session.closed',
  'hearing.scheduled',
  'hearing.moved',
  'hearing.link-made',
  'hearing.person-added',
  'hearing.handed-over',
  'hearing.opened',
  'hearing.noted',
  'hearing.counsel-changed',
  'hearing.closed',
  'selftest.done',
  'complaint.made',
  'details.read',
]);
export type LeafType = z.infer<typeof LeafType>;

/** The table of docs/ledger-format.md. Keeper, facility and verifier all read this one. */
export const LEAF_TYPES: Readonly<Record<LeafType, LeafRule>> = {
  'keeper.started': {
    writer: 'keeper',
    by: 'keeper',
    rounding: 'minute',
    session: 'never',
    public: z.strictObject({ size: index, finished: z.boolean() }),
    commitment: 'never',
    committed: 'nothing',
    proves:
      'the keeper came up on a log of this size; `finished` says that it first published a batch left behind by a crash',
  },
  'facility.started': {
    writer: 'facility',
    by: 'facility',
    rounding: 'minute',
    session: 'never',
    public: z.strictObject({ config: Hash256, bundle: Hash256 }),
    commitment: 'never',
    committed: 'nothing',
    proves: 'the facility says which settings and which screens it served from then on',
  },
  'facility.restored': {
    writer: 'facility',
    by: 'facility',
    rounding: 'minute',
    session: 'never',
    public: z.strictObject({ size: index, backup: index, unknown: index }),
    commitment: 'never',
    committed: 'nothing',
    proves:
      'the facility says that its database was put back to a backup made when the log had `backup` entries; `unknown` later ones tell of what it no longer has',
  },
  'clock.off': {
    writer: 'facility',
    by: 'facility',
    rounding: 'minute',
    session: 'never',
    public: z.strictObject({
      cause: z.enum(['jump', 'offset', 'unsynchronised', 'good']),
      seconds: z.number().int().min(-1_000_000_000).max(1_000_000_000),
    }),
    commitment: 'never',
    committed: 'nothing',
    proves:
      'the facility says that its clock was set by this many seconds while it ran (or the machine slept), is this many seconds off, is kept by nothing, or is good again',
  },
  'details.erased': {
    writer: 'facility',
    by: 'facility',
    rounding: 'hour',
    session: 'never',
    public: z.strictObject({ subjects: z.array(Hash256).min(1).max(100), cause: z.enum(['due', 'asked']) }),
    commitment: 'never',
    committed: 'nothing',
    proves:
      'the facility says that it destroyed the keys of these details; who kept a copy of key and ciphertext can still read them',
  },
  'register.changed': booking('the desk changed the register of people, or decided about a booking because of it'),
  'access.asked': account('somebody asked for a code that sets the password of an account: an invitation or a reset'),
  'access.confirmed': account('a second officer confirmed that; for staff there is no code before'),
  'access.given': account('the code was made and shown once'),
  'access.withdrawn': account('the code, or the wish for one, was withdrawn'),
  'access.used': account('a password was set with the code; every sign-in of the account ended'),
  'account.deactivated': account('an account was taken out of use; every sign-in of it ended'),
  'account.reactivated': account('an account was taken into use again'),
  'kiosk.code-made': {
    ...booking('the operator made a code that enrols a device for a booth'),
    committed: 'booth, by whom',
  },
  'kiosk.enrolled': {
    writer: 'facility',
    by: 'facility',
    rounding: 'minute',
    session: 'never',
    public: z.strictObject({ device: PublicKey }),
    commitment: 'always',
    committed: 'booth, who made the code',
    proves:
      'the facility says that from then on the device with this key is the kiosk of a booth; a credential in a seal that names the key was made by whoever holds it',
  },
  'request.made': booking('somebody asked for a consultation by then: waiting is counted from here'),
  'request.amended': booking('what is known of a request was changed by then, for example that a hearing is confirmed'),
  'request.settled': booking('a request got its consultation, or was withdrawn, by then'),
  'offer.made': booking('a slot was kept for a request by then'),
  'offer.expired': booking('the facility says that nobody answered an offer in time'),
  'booking.made': booking('a booking existed by then; who, where and when can be opened later'),
  'booking.amended': booking('a booking was changed by then; what it became can be opened later'),
  'booking.cancelled': booking('a booking was cancelled by then; by whom and why can be opened later'),
  'booking.admitted': booking('the desk says that the person was let in'),
  'booth.blocked': booking('the desk took booths out of use by then; which, from when and why can be opened later'),
  'booth.unblocked': booking('the desk gave booths back before the time it had said'),
  'booth.hours': booking('the desk changed when a booth is open by then; from which day and how can be opened later'),
  'holidays.changed': booking(
    'the desk made a day a holiday, or a working day again, by then; which can be opened later',
  ),
  'booth.opened': {
    writer: 'facility',
    by: 'facility',
    rounding: 'minute',
    session: 'always',
    public: z.strictObject({
      profile: SealProfile.shape.profile,
      missing: z.array(SealLayer).max(SealLayer.options.length),
      janus: z.string().regex(/^[0-9A-Za-z.+~-]{1,40}$/),
      config: Hash256,
      booth: BoothNumber.optional(),
    }),
    commitment: 'always',
    committed: 'booking, booth, parties',
    proves: 'before any media, the facility said which confinement of the booth plane it had measured',
  },
  'party.joined': party('the facility says that a device of this role joined'),
  'party.left': party('the facility says that the device of this role left'),
  'code.verdict': {
    writer: 'facility',
    by: 'visit',
    rounding: 'minute',
    session: 'always',
    public: z.strictObject({ role, same: z.boolean(), vk: VisitKey }),
    commitment: 'always',
    committed: '`{T, i, s, sig, vk}`: transcript hash, place, verdict, its signature, visit key',
    proves:
      'once opened: the holder of the visit key signed this verdict on this transcript, which neither facility nor keeper can make up',
  },
  'code.skipped': party('the facility says that this role went on without comparing the code'),
  'gateway.refused': {
    writer: 'facility',
    by: 'facility',
    rounding: 'minute',
    session: 'either',
    public: z.strictObject({ role: role.optional(), code, count: z.number().int().min(1).max(1_000_000) }),
    commitment: 'never',
    committed: 'nothing',
    proves:
      'the facility says that it refused this many requests with this code; a request it let pass leaves nothing here',
  },
  'session.closed': {
    writer: 'facility',
    by: 'facility',
    rounding: 'minute',
    session: 'always',
    public: z.strictObject({ code: CompletionCode }),
    commitment: 'either',
    committed: 'times to the second, who ended it',
    proves: 'the facility says how the session ended; no entry of the session can follow',
  },
  ...HEARING_LEAVES,
  'selftest.done': {
    writer: 'facility',
    by: 'facility',
    rounding: 'minute',
    session: 'never',
    public: z.strictObject({ tried: count, refused: count }),
    commitment: 'never',
    committed: 'nothing',
    proves:
      'the facility says that it tried this many things at its own gateway that no party may do, and that this many were refused; a facility that lies can write it without trying',
  },
  'complaint.made': {
    writer: 'facility',
    by: 'facility',
    rounding: 'minute',
    // Nothing follows the end of a session, and people complain after it, or without one.
    session: 'never',
    public: z.strictObject({ kind: ComplaintKind, role }),
    commitment: 'always',
    committed: 'booking if any, booth, device or account, when it was said',
    proves:
      'the facility says that somebody in this role said so by then: at the booth or on the page of attorneys; nothing takes it back, and one that never reached the facility leaves nothing here',
  },
  'details.read': {
    writer: 'facility',
    by: 'facility',
    rounding: 'minute',
    session: 'never',
    public: z.strictObject({ index, role: Role }),
    commitment: 'always',
    committed: 'account and reason',
    proves:
      'the facility says that somebody of this role read the details of that entry; reading a stolen copy of the openings leaves nothing here',
  },
};

function account(proves: string): LeafRule {
  return { ...booking(proves), committed: 'account, purpose, by whom' };
}

function party(proves: string): LeafRule {
  return {
    writer: 'facility',
    by: 'facility',
    rounding: 'minute',
    session: 'always',
    public: z.strictObject({ role }),
    commitment: 'either',
    committed: 'party, device',
    proves,
  };
}
