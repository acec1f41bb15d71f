/** What the facility keeps of people. docs/retention.md is this table in words; HABEAS_RETENTION changes days. */
export const RETENTION_KINDS = [
  'slip',
  'booking',
  'request',
  'hearing',
  'register',
  'detainee',
  'notice',
  'bell',
  'booth-check',
  'line-step',
  'line-test',
  'sign-in',
  'sign-in-try',
  'enrolment',
] as const;
export type RetentionKind = (typeof RETENTION_KINDS)[number];

export interface RetentionRule {
  readonly days: number;
  /** From when the days count. */
  readonly from: string;
  readonly what: string;
  readonly why: string;
}

export const RETENTION: Readonly<Record<RetentionKind, RetentionRule>> = {
  slip: {
    days: 1,
    from: 'end of the slot',
    what: 'the slip’s code (hashed)',
    why: 'a code has no use after its slot',
  },
  booking: {
    days: 365,
    from: 'end of the slot',
    what: 'the booking with its parties, reviews and notices; the key of its details',
    why: 'long enough for a complaint and its appeal (ECtHR: four months after the last decision); after that nobody needs to know who met whom',
  },
  request: {
    days: 365,
    from: 'when it was settled',
    what: 'who asked for whom; the key of its details. When it was asked and settled stays: delay is itself a breach',
    why: 'as a booking',
  },
  hearing: {
    days: 365,
    from: 'end of the slot',
    what: 'the hearing with its people, links and minute; the key of its details',
    why: 'as a booking; the court keeps its own record, for which the minute is exported',
  },
  register: {
    days: 365,
    from: 'the last entry about it',
    what: 'details of changes to the register, blocks and opening hours, and of complaints; that somebody complained stays',
    why: 'as a booking',
  },
  detainee: {
    days: 365,
    from: 'release or transfer',
    what: 'number, wing, language, needs, ties and keep-apart pairs',
    why: 'as long as bookings of the person are kept, and no longer',
  },
  notice: {
    days: 90,
    from: 'when it was written',
    what: 'notices to those who take part, and their letters',
    why: 'a notice that is three months old tells nothing that the booking does not',
  },
  bell: { days: 90, from: 'when it was answered', what: 'calls from a booth', why: 'to look into how long help took' },
  'booth-check': {
    days: 90,
    from: 'when it was made',
    what: 'what booths found of themselves: booth, time, parts that did not work',
    why: 'to see a fault that comes again; nobody is in it',
  },
  'line-step': {
    days: 90,
    from: 'when it was over',
    what: 'what gave way on the line: which pictures or sound, which direction, from when to when',
    why: 'to see whether a line is too small; nobody is in it',
  },
  'line-test': {
    days: 90,
    from: 'when it was made',
    what: 'what the line carried when it was tested: kbit/s of each direction and the time',
    why: 'to see whether a line got worse; nobody is in it',
  },
  'sign-in': {
    days: 30,
    from: 'last use',
    what: 'sign-ins with address and browser',
    why: 'to look into a theft of an account',
  },
  'sign-in-try': { days: 1, from: 'first of the window', what: 'counts of tries', why: 'a lock is over after minutes' },
  enrolment: {
    days: 30,
    from: 'use, end or revocation',
    what: 'used or expired codes of kiosks, revoked kiosks',
    why: 'to see which device had a booth last',
  },
};

export type RetentionDays = Readonly<Record<RetentionKind, number>>;

/** Days by kind: the table's, and those of `changed`. */
export const retentionDays = (changed: Partial<Record<RetentionKind, number>> = {}): RetentionDays =>
  Object.fromEntries(RETENTION_KINDS.map((kind) => [kind, changed[kind] ?? RETENTION[kind].days])) as RetentionDays;
