import type {
  LineCheck,
  LineNow,
  Bell,
  BlockPreview,
  BoothSlot,
  BoothsPlan,
  ConsultationRequest,
  DeskBooking,
  DeskDay,
  Me,
  PartyBooking,
  SessionEntries,
  Register,
  Role,
} from '#protocol';
import { account, accounts, givenCode } from './account-answers.js';
import { NOW, at } from './moments.js';
import { type Answers, Refuses } from './stub.js';
import { trueReceipt } from './true-receipt.js';
import { ATTORNEYS, CHOICES } from './desk-choices.js';

const id = (digit: string): string => digit.repeat(32);
const SEAL: Me['seal'] = {
  profile: 'demo',
  missing: ['own-user', 'no-capabilities', 'read-only-root', 'no-tcp-listener', 'udp-media-range-only', 'no-way-out'],
};

export const me = (role?: Role): Me => ({
  facility: { name: 'Demo facility, Almaty', zone: 'Asia/Almaty' },
  seal: SEAL,
  ...(role ? { person: { id: 'p1', name: 'Dana Iskakova', username: 'dana', role } } : {}),
});

const booking = (
  digit: string,
  booth: string,
  detainee: string,
  [from, to]: readonly [string, string],
  more: Partial<DeskBooking>,
): DeskBooking => ({
  id: id(digit),
  booth,
  detainee,
  attorney: ATTORNEYS[0]!,
  from: at(from),
  to: at(to),
  state: 'confirmed',
  mark: 'checking',
  present: { kiosk: false, attorney: false },
  ...more,
});

export const day: DeskDay = {
  date: '2026-11-23',
  now: NOW,
  booths: [
    { number: '1', enrolled: true },
    { number: '2', enrolled: true, check: { at: at('09:31'), faults: ['microphone', 'line-out'] } },
    { number: '3', enrolled: true, calling: at('10:40') },
    { number: '4', enrolled: false },
  ],
  bookings: [
    booking('1', '1', '1043', ['09:00', '09:40'], { state: 'completed', completion: 'normal', mark: 'closed' }),
    booking('2', '1', '1071', ['10:30', '11:30'], {
      state: 'in-session',
      mark: 'sealed',
      present: { kiosk: true, attorney: true },
    }),
    booking('3', '2', '1102', ['09:30', '10:30'], {
      state: 'in-session',
      mark: 'reconnecting',
      coCounsel: ATTORNEYS[1]!,
      interpreter: CHOICES.interpreters[0]!,
      present: { kiosk: true, attorney: false, coCounsel: true, interpreter: false },
      runsOn: { until: at('10:50'), nextWaits: true },
    }),
    booking('4', '2', '1130', ['10:30', '11:00'], { state: 'admitted', mark: 'ready' }),
    booking('5', '3', '1009', ['10:00', '11:00'], { state: 'in-session', mark: 'not-verified' }),
    booking('6', '4', '1088', ['11:00', '12:00'], {}),
    booking('7', '1', '1043', ['14:00', '15:00'], { attorney: ATTORNEYS[1]! }),
    booking('8', '3', '1150', ['08:30', '09:00'], { state: 'no-show', completion: 'no-show', mark: 'closed' }),
  ],
};

export const partyBooking = (digit: string, more: Partial<PartyBooking> = {}): PartyBooking => ({
  id: id(digit),
  booth: '4',
  from: at('10:30'),
  to: at('11:30'),
  state: 'admitted',
  party: id('b'),
  roster: [
    { role: 1, party: id('a'), label: 'Booth 4' },
    { role: 2, party: id('b'), label: 'Attorney' },
  ],
  ...more,
});

const { seen, ...checked } = await trueReceipt(id('3'), id('c'));
/** The server's part of the receipt of booking 3; `SEEN` is what the attorney's device keeps of the same session. */
export const receipt = (late: boolean): SessionEntries => ({ ...checked, late, entries: late ? [] : checked.entries });
export const SEEN = seen;
/** Of another handshake of the same booking, as with somebody who stood between the two. */
export const { seen: SEEN_ELSEWHERE } = await trueReceipt(id('3'), id('c'));

const bells: Bell[] = [
  { id: id('e'), booth: '3', problem: 'cannot-hear', since: at('10:40'), escalated: true },
  { id: id('f'), booth: '4', problem: 'wants-lawyer', since: at('10:42'), escalated: false },
];

const slot = (booth: string, from: string, to: string): BoothSlot => ({ booth, from: at(from), to: at(to) });
export const FREE_INSTEAD = [slot('3', '11:00', '11:30'), slot('4', '12:00', '12:30'), slot('2', '13:00', '13:30')];

const request = (digit: string, detainee: string, more: Partial<ConsultationRequest>): ConsultationRequest => ({
  id: id(digit),
  detainee,
  attorney: ATTORNEYS[1]!,
  askedBy: 'attorney',
  askedAt: '2026-11-16T05:00:00.000Z',
  from: NOW,
  to: '2026-11-30T13:00:00.000Z',
  minutes: 60,
  firstFit: false,
  state: 'requested',
  waitedWorkingDays: 2,
  offersExpired: 0,
  ...more,
});
export const requests: ConsultationRequest[] = [
  request('1', '1201', {
    state: 'offered',
    offer: { ...slot('4', '15:00', '16:00'), booking: id('9'), expires: at('14:00'), alternatives: FREE_INSTEAD },
  }),
  request('2', '1043', { place: 1, reason: 'overdue', waitedWorkingDays: 6, offersExpired: 1 }),
  request('3', '1071', {
    place: 2,
    reason: 'hearing',
    hearing: { at: '2026-11-26T05:00:00.000Z', confirmed: true },
    expectedAt: at('16:00'),
    interpreter: 'uz',
  }),
  request('4', '1009', { place: 3, reason: 'waiting', askedBy: 'detainee' }),
];

const hours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '08:00', closes: '18:00', effective: '2026-01-01' }));
export const boothsPlan: BoothsPlan = {
  now: NOW,
  changeOverMinutes: 10,
  booths: day.booths.map(({ number, enrolled }) => ({ number, enrolled, hours: enrolled ? hours : [] })),
  blocks: [
    { action: id('7'), kind: 'block', reason: 'repair', booths: ['4'], from: at('13:00'), to: at('17:00') },
    {
      action: id('8'),
      kind: 'lockdown',
      reason: 'safety',
      booths: ['1', '2', '3', '4'],
      from: at('17:30'),
      to: '2026-11-24T03:00:00.000Z',
    },
  ],
  holidays: ['2026-12-16', '2027-01-01'],
};
const [, running, , , , coming, later] = day.bookings;
export const blockPreview: BlockPreview = {
  hits: [
    { booking: running!, proposed: { fate: 'end', booking: running!.id } },
    { booking: coming!, proposed: { fate: 'move', booking: coming!.id, slot: slot('2', '11:00', '12:00') } },
    { booking: later!, proposed: { fate: 'queue', booking: later!.id } },
  ],
};

export const answersFor = {
  desk: {
    'GET /api/me': me('desk'),
    'GET /api/account': account,
    'GET /api/desk/accounts': accounts,
    'POST /api/desk/accounts/p2/access': givenCode,
    'GET /api/desk/day': day,
    'GET /api/desk/register': {
      detainees: [
        {
          number: '1043',
          wing: 'B',
          language: 'ru',
          needs: 'wheelchair',
          apart: ['1071'],
          whereabouts: 'hospital',
          attorneys: [ATTORNEYS[1]!],
        },
        { number: '1071', wing: 'A', language: 'kk', needs: '', apart: ['1043'], whereabouts: 'here', attorneys: [] },
      ],
      attorneys: [{ ...ATTORNEYS[1]!, username: 'attorney2', language: 'ru', clients: ['1043'] }],
    } satisfies Register,
    'GET /api/desk/reviews': {
      now: NOW,
      reviews: [{ id: id('6'), cause: 'hospital', since: NOW, booking: coming }],
    },
    'POST /api/desk/register/import': {
      rows: 3,
      added: 1,
      changed: 2,
      saved: false,
      problems: [
        { line: 2, column: 'language', code: 'language-wrong', value: 'kazakh' },
        { line: 4, column: 'number', code: 'number-twice', value: '1043' },
      ],
    },
    'GET /api/desk/choices': CHOICES,
    'GET /api/desk/bells': { now: NOW, bells },
    'GET /api/desk/queue': { now: NOW, requests },
    'GET /api/desk/line': { more: 2 } satisfies LineNow,
    'POST /api/desk/line/check': { answer: 'smaller', slots: [] } satisfies LineCheck,
    'POST /api/desk/bookings': new Refuses(409, 'booth-taken', { alternatives: FREE_INSTEAD }),
    'GET /api/desk/booths': boothsPlan,
    'POST /api/desk/blocks/preview': blockPreview,
    'POST /api/desk/blocks': new Refuses(409, 'plan-changed'),
    'DELETE /api/desk/holidays/2026-12-16': 'unreachable',
    'POST /api/desk/check-in': { ...day.bookings.find(({ state }) => state === 'confirmed'), wing: 'B' },
    'POST /api/desk/slips': {
      slips: ['40712958', '11873302'].map((code) => ({
        detainee: '1088',
        wing: 'B',
        booth: '4',
        from: at('11:00'),
        to: at('12:00'),
        code,
      })),
    },
    [`POST /api/desk/bookings/${id('6')}/slip`]: {
      detainee: '1088',
      wing: 'B',
      booth: '4',
      from: at('11:00'),
      to: at('12:00'),
      code: '40712958',
    },
  },
  kiosk: {
    'GET /api/me': me(),
    'GET /api/kiosk': { booth: '4', now: NOW },
    'GET /api/kiosk/check': { due: false, test: false },
    'POST /api/kiosk/open': partyBooking('2', { party: id('a') }),
    'POST /api/kiosk/requests': { taken: 'request' },
    'POST /api/kiosk/bell': null,
  },
  attorney: {
    'GET /api/me': me('attorney'),
    'GET /api/account': account,
    'GET /api/attorney/bookings': {
      now: NOW,
      bookings: [partyBooking('2'), partyBooking('3', { state: 'completed', completion: 'normal' })],
    },
    [`GET /api/receipts/${id('3')}`]: receipt(false),
    'GET /api/attorney/requests': { now: NOW, requests: [requests[0], requests[2]] },
    'GET /api/attorney/clients': {
      clients: [{ number: '1043', whereabouts: 'here' }],
      colleagues: [ATTORNEYS[1]],
    },
    'POST /api/attorney/requests': requests[2],
    'POST /api/attorney/notices/read': null,
    'GET /api/attorney/notices': {
      notices: [
        {
          id: '8',
          kind: 'moved',
          booking: id('2'),
          at: NOW,
          read: false,
          facts: { ...slot('4', '10:30', '11:30'), before: slot('2', '09:00', '10:00') },
        },
        { id: '7', kind: 'offered', booking: id('9'), at: NOW, read: true, facts: slot('4', '15:00', '16:00') },
      ],
    },
  },
  oversight: { 'GET /api/me': me('oversight'), 'GET /api/account': account },
} satisfies Record<string, Answers>;
