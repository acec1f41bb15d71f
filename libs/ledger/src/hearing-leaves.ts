import { HearingHappening, HearingRole } from '#protocol';
import { z } from 'zod';
import { booking, type LeafRule, nothing } from './leaf-rule.js';

/** Of what was decided about a hearing, before it was opened or while it ran. */
const DECIDED = {
  writer: 'facility',
  by: 'facility',
  rounding: 'minute',
  session: 'either',
  public: nothing.optional(),
  commitment: 'always',
} as const;

/** Entries of court hearings. In public a person is a court word, never a name. */
export const HEARING_LEAVES = {
  'hearing.scheduled': {
    ...booking('a hearing was scheduled by then; which, for whom and when can be opened later'),
    committed: 'hearing, case, courtroom, times, people, by whom',
  },
  'hearing.moved': {
    ...booking('a hearing that had not begun was given another time by then, with all its parts'),
    committed: 'hearing, times before and after, by whom',
  },
  'hearing.link-made': {
    ...booking('somebody in a hearing was given a personal link by then, and the former one was void'),
    committed: 'hearing, seat, by whom',
  },
  'hearing.person-added': {
    ...DECIDED,
    committed: 'hearing, seat, role, name, sign language if so, who is kept from whom, by whom',
    proves:
      'the facility says that one more person was put on a hearing that was scheduled or ran; who can be opened later',
  },
  'hearing.handed-over': {
    ...DECIDED,
    committed: 'hearing, seats of the clerk before and after, name and account of who has it now, by whom',
    proves:
      'the facility says that a hearing, scheduled or running, was handed to another clerk; who can be opened later',
  },
  'hearing.opened': {
    writer: 'facility',
    by: 'facility',
    rounding: 'minute',
    session: 'always',
    public: nothing.optional(),
    commitment: 'always',
    committed: 'hearing, case, courtroom, line of the minute, who opened it',
    proves: 'the facility says that a hearing was opened; its minute is counted line by line from before then',
  },
  'hearing.noted': {
    writer: 'facility',
    by: 'facility',
    rounding: 'minute',
    session: 'either',
    public: z.strictObject({
      what: z.enum([...HearingHappening.options, 'note', 'correction']),
      role: z.optional(HearingRole),
    }),
    commitment: 'always',
    committed: 'hearing, line of the minute: number, time, seats, text',
    proves:
      'the facility says that this happened to somebody of this role in court, or that a line was written; a line that is changed afterwards no longer opens the commitment',
  },
  'hearing.counsel-changed': {
    ...DECIDED,
    committed: 'hearing, seats and names of accused, former and new counsel, account, who proposed it, bookings',
    proves:
      'the facility says that an accused said yes to another counsel at the own screen, and that the bookings of the hearing that had not run are of that counsel from then on',
  },
  'hearing.closed': {
    writer: 'facility',
    by: 'facility',
    rounding: 'minute',
    session: 'always',
    public: z.strictObject({ how: z.enum(['closed', 'adjourned']) }),
    commitment: 'either',
    committed: 'hearing, line of the minute, who ended it',
    proves: 'the facility says how the hearing ended; no entry of it can follow',
  },
} satisfies Record<`hearing.${string}`, LeafRule>;
