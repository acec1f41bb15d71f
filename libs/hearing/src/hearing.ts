import type { Company, HearingLanguage, HearingRole, HearingState, Standing } from '#protocol';

/** Somebody booked for a hearing. `seat`: index in `Hearing.people`. */
export interface Attendee {
  readonly seat: number;
  readonly role: HearingRole;
  readonly name: string;
  readonly language: HearingLanguage;
  readonly standing: Standing;
  readonly connected: boolean;
  /** In the lobby: devices were tried, and who is in the room was declared. */
  readonly ready: boolean;
  readonly company: Company | undefined;
  /** Network address of the device, only to be compared; never shown, never entered. */
  readonly address: string | undefined;
  readonly linkElsewhere: boolean;
  readonly muted: boolean;
  /** Above that of every hand that is up already; 0: not up. */
  readonly hand: number;
  readonly cannotHear: boolean;
  readonly affirmed: readonly ('rights' | 'oath')[];
  /** Seats that must not see, hear, or be told of this one. */
  readonly protectedFrom: readonly number[];
}

/** A word in private between counsel and client: asked for, both detaching, private (on the booth plane). */
export interface PrivateWord {
  readonly seats: readonly [number, number];
  readonly detached: readonly number[];
  /** The hearing plane has had no audio of either for QUIET_MS since both said that they detached. */
  readonly quiet: boolean;
}

/** A statement of a roll call: `listener` says whether it hears `speaker`. */
export interface Heard {
  readonly listener: number;
  readonly speaker: number;
  readonly yes: boolean;
}

export interface Hearing {
  readonly state: HearingState;
  readonly pausedBy: 'court' | 'judge-lost' | undefined;
  readonly people: readonly Attendee[];
  readonly floor: number | undefined;
  readonly roll: readonly Heard[] | undefined;
  readonly privateWord: PrivateWord | undefined;
}

/** The hearing plane must have been without audio of both for so long before a private word opens (milliseconds). */
export const QUIET_MS = 500;

export const isOver = ({ state }: Pick<Hearing, 'state'>): boolean => state === 'adjourned' || state === 'closed';

export const runsTheHearing = (role: HearingRole): boolean => role === 'judge' || role === 'clerk';

/** Whether this is a judge or clerk who may know of lobby and minute: one who was sent out of the hearing may not. */
export const runsItNow = ({ role, standing }: Pick<Attendee, 'role' | 'standing'>): boolean =>
  runsTheHearing(role) && standing !== 'released' && standing !== 'removed';

type Booked = Pick<Attendee, 'role' | 'name' | 'language' | 'protectedFrom'>;

/** As it is scheduled: nobody here. The order of `booked` is that of the seats. */
export const newHearing = (booked: readonly Booked[]): Hearing => ({
  state: 'scheduled',
  pausedBy: undefined,
  people: booked.map(({ role, name, language, protectedFrom }, seat) => ({
    seat,
    role,
    name,
    language,
    protectedFrom,
    standing: 'expected',
    connected: false,
    ready: false,
    company: undefined,
    address: undefined,
    linkElsewhere: false,
    muted: false,
    hand: 0,
    cannotHear: false,
    affirmed: [],
  })),
  floor: undefined,
  roll: undefined,
  privateWord: undefined,
});
