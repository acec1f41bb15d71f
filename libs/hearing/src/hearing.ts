import type {
  Company,
  CounselChangeState,
  HearingLanguage,
  HearingRole,
  HearingState,
  Presence,
  RefusalCode,
  RoomCheck,
  Standing,
  VoiceMeasure,
} from '#protocol';

/** Somebody booked for a hearing. `seat`: index in `Hearing.people`. */
export interface Attendee {
  readonly seat: number;
  readonly role: HearingRole;
  readonly name: string;
  readonly language: HearingLanguage;
  /** Of an interpreter: in sign language. */
  readonly signLanguage: boolean;
  readonly standing: Standing;
  readonly connected: boolean;
  /** In the lobby: devices were tried, and who is in the room was declared. */
  readonly ready: boolean;
  readonly company: Company | undefined;
  /** Others in the room, as declared. */
  readonly present: readonly Presence[];
  readonly roomCheck: RoomCheck | undefined;
  /** Network address of the device, only to be compared; never shown, never entered. */
  readonly address: string | undefined;
  readonly linkElsewhere: boolean;
  readonly muted: boolean;
  /** Above that of every hand that is up already; 0: not up. */
  readonly hand: number;
  readonly cannotHear: boolean;
  /** Somebody says that another voice than this person's is heard in the room. */
  readonly otherVoice: boolean;
  readonly affirmed: readonly ('rights' | 'oath')[];
  /** Seats that must not see, hear, or be told of this one. */
  readonly protectedFrom: readonly number[];
  /** Of an accused: the seat of counsel, where that is known. Says nothing of who can open a sealed consultation. */
  readonly counsel: number | undefined;
  /** Of counsel: seats of the accused who have another one instead. */
  readonly relievedBy: readonly number[];
}

/** A word in private between counsel and client: asked for, both detaching, private (on the booth plane). */
export interface PrivateWord {
  readonly seats: readonly [number, number];
  readonly detached: readonly number[];
  /** The hearing plane has had no audio of either for QUIET_MS since both said that they detached. */
  readonly quiet: boolean;
}

/** Another counsel for an accused: proposed by the clerk, answered by the accused, and only then carried out. */
export interface CounselChange {
  /** Which one of this hearing, from 1: an answer to an earlier one is none to this. */
  readonly number: number;
  /** Seat of the accused. */
  readonly accused: number;
  /** Seat of who goes. */
  readonly former: number;
  /** Account of who comes, and the name that the accused is asked about. */
  readonly attorney: string;
  readonly name: string;
  readonly state: CounselChangeState;
  readonly why?: RefusalCode;
  /** The clerk has read what came of it. */
  readonly read: boolean;
}

/** A statement of a roll call: `listener` says whether it hears `speaker`. */
export interface Heard {
  readonly listener: number;
  readonly speaker: number;
  readonly yes: boolean;
  /** By the listener's page. */
  readonly measured?: VoiceMeasure | undefined;
}

export interface Hearing {
  readonly state: HearingState;
  readonly pausedBy: 'court' | 'judge-lost' | undefined;
  readonly people: readonly Attendee[];
  readonly floor: number | undefined;
  readonly roll: readonly Heard[] | undefined;
  readonly privateWord: PrivateWord | undefined;
  /** The last one that was proposed. */
  readonly counselChange: CounselChange | undefined;
}

/** The hearing plane must have been without audio of both for so long before a private word opens (milliseconds). */
export const QUIET_MS = 500;

export const isOver = ({ state }: Pick<Hearing, 'state'>): boolean => state === 'adjourned' || state === 'closed';

export const runsTheHearing = (role: HearingRole): boolean => role === 'judge' || role === 'clerk';

/** Whether this is a judge or clerk who may know of lobby and minute: one who was sent out of the hearing may not. */
export const runsItNow = ({ role, standing }: Pick<Attendee, 'role' | 'standing'>): boolean =>
  runsTheHearing(role) && standing !== 'released' && standing !== 'removed';

type Booked = Pick<Attendee, 'role' | 'name' | 'language' | 'protectedFrom'> & {
  readonly signLanguage?: boolean | undefined;
};

/** Somebody who has not come yet. */
export const newAttendee = (
  { role, name, language, signLanguage = false, protectedFrom }: Booked,
  seat: number,
): Attendee => ({
  seat,
  role,
  name,
  language,
  signLanguage,
  protectedFrom,
  counsel: undefined,
  relievedBy: [],
  standing: 'expected',
  connected: false,
  ready: false,
  company: undefined,
  present: [],
  roomCheck: undefined,
  address: undefined,
  linkElsewhere: false,
  muted: false,
  hand: 0,
  cannotHear: false,
  otherVoice: false,
  affirmed: [],
});

/** As it is scheduled: nobody here. The order of `booked` is that of the seats. */
export const newHearing = (booked: readonly Booked[]): Hearing => ({
  state: 'scheduled',
  pausedBy: undefined,
  people: booked.map(newAttendee),
  floor: undefined,
  roll: undefined,
  privateWord: undefined,
  counselChange: undefined,
});
