import type { BookingWish } from '#protocol';
import { TestPostgres } from '#testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lockBooking } from '../../../apps/facility/src/booking/booking-rows.js';
import { callOff } from '../../../apps/facility/src/booking/call-off.js';
import { MailOutbox } from '../../../apps/facility/src/notices/mail-outbox.js';
import type { Letter } from '../../../apps/facility/src/notices/mailer.js';
import { RequestCommands } from '../../../apps/facility/src/requests/request-commands.js';
import { TestHouse } from '../booth/test-house.js';

let server: TestPostgres;
let house: TestHouse;
beforeAll(async () => void (server = await TestPostgres.start()));
afterAll(() => server.stop());
beforeEach(async () => {
  house = await TestHouse.open(server);
  // Later than the clock of PostgreSQL, which dates notices.
  house.at = new Date('2031-11-23T04:00:00Z');
  await house.withHelpers();
  await house.db
    .insertInto('person')
    .values({ id: 'a1', username: 'a1', name: 'Attorney 1', email: 'a1@example.test', role: 'attorney' })
    .execute();
  await house.db.updateTable('attorney').set({ language: 'en' }).where('id', '=', 'a3').execute();
  await house.db.updateTable('person').set({ language: 'kk' }).where('id', '=', 'i1').execute();
});
afterEach(() => house.close());

const SLOT = { from: '2031-11-26T05:00:00.000Z', to: '2031-11-26T06:00:00.000Z' };
const WISH: BookingWish = { booth: '4', detainee: '1001', attorney: 'a1', coCounsel: 'a3', interpreter: 'i1', ...SLOT };
const desk = () => house.all.desk;
const make = async (wish = WISH): Promise<string> => (await desk().make.run({ wish, by: 'desk1' })).answer.id;

/** `kind person, person` in the order in which they were told, and the facts of each kind. */
async function told() {
  const rows = await house.db.selectFrom('notice').select(['kind', 'person', 'facts']).orderBy('id').execute();
  const kinds = [...new Set(rows.map(({ kind }) => kind))];
  const of = (wanted: string) => rows.filter(({ kind }) => kind === wanted);
  return Object.fromEntries(
    kinds.map((kind) => [
      kind,
      {
        people: of(kind).map(({ person }) => person),
        facts: new Set(of(kind).map(({ facts }) => JSON.stringify(facts))),
      },
    ]),
  );
}

async function letters(): Promise<Letter[]> {
  const sent: Letter[] = [];
  const mailer = { send: (letter: Letter) => Promise.resolve(void sent.push(letter)), close: () => {} };
  const { db, now } = house;
  await new MailOutbox({ db, now, mailer, origin: 'habeas.test/one', address: 'https://attorney.habeas.test' }).look();
  return sent;
}

describe('co-counsel and interpreter', () => {
  it('are told what the attorney is told of a booking made, moved and called off', async () => {
    const id = await make();
    await desk().move.run({ id, booth: '5', by: 'desk1' });
    await desk().cancel.run({ id, code: 'refused', saidBy: 'detainee', by: 'desk1' });
    const all = await told();
    expect(Object.keys(all)).toEqual(['confirmed', 'moved', 'cancelled']);
    for (const { people, facts } of Object.values(all)) {
      expect(people).toEqual(['a1', 'a3', 'i1']);
      expect(facts.size).toBe(1);
    }
  });

  it('get letters of their own, each in the own language, without a name or number of anybody', async () => {
    await make();
    const sent = await letters();
    expect(sent.map(({ to, subject }) => [to, subject])).toEqual([
      ['a1@example.test', 'Habeas: консультация подтверждена'],
      ['a3@example.test', 'Habeas: consultation confirmed'],
      ['i1@example.test', 'Habeas: кеңес расталды'],
    ]);
    for (const { subject, text, calendar } of sent) {
      expect(`${subject}${text}${calendar}`).not.toMatch(/\b1001\b|Attorney \d|Ivan|\ba3\b/);
    }
    expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(3);
  });

  it('who joins is told of the booking, who is taken out of it that it is off; who stays is told nothing', async () => {
    const id = await make();
    const { coCounsel: _, ...others } = WISH;
    await desk().amend.run({ id, wish: { ...others, interpreter: 'i2' }, by: 'desk1' });
    const { confirmed, cancelled, moved } = await told();
    expect(confirmed?.people).toEqual(['a1', 'a3', 'i1', 'i2']);
    expect(cancelled?.people).toEqual(['i1']);
    expect(moved).toBeUndefined();
  });

  it('who leaves with the move hears of the former slot, who joins of the new one', async () => {
    const id = await make();
    await desk().amend.run({ id, wish: { ...WISH, booth: '5', interpreter: 'i2' }, by: 'desk1' });
    const { confirmed, cancelled, moved } = await told();
    expect(moved?.people).toEqual(['a1', 'a3']);
    expect([...(cancelled?.facts ?? [])].map((facts) => JSON.parse(facts) as unknown)).toEqual([
      { booth: '4', ...SLOT },
    ]);
    expect([...(confirmed?.facts ?? [])].map((facts) => JSON.parse(facts) as unknown)).toEqual([
      { booth: '4', ...SLOT },
      { booth: '5', ...SLOT },
    ]);
  });

  it('are told when a session goes on elsewhere, to all of the new booking', async () => {
    const now = { from: new Date(house.at.getTime() - 60_000).toISOString(), to: '2031-11-23T05:00:00.000Z' };
    const id = await make({ ...WISH, ...now });
    await desk().admit.run({ id, by: 'desk1' });
    await house.all.booth.open('4', (await house.all.slips.make(id)).code);
    await desk().moveSession.run({ id, booth: '5', by: 'desk1' });
    expect((await told())['moved']?.people).toEqual(['a1', 'a3', 'i1']);
  });

  it('are reminded once each', async () => {
    const id = await make();
    await house.db.updateTable('booking').set({ updated_at: house.at }).where('id', '=', id).execute();
    house.at = new Date('2031-11-25T05:00:00Z');
    await letters();
    await letters();
    expect((await told())['reminder']?.people).toEqual(['a1', 'a3', 'i1']);
  });

  it('hear of a request only what came of it: offers are between facility and attorney', async () => {
    const requests = new RequestCommands(house.all.bench);
    const { detainee, attorney } = WISH;
    const wish = { detainee, attorney, ...SLOT, minutes: 60, coCounsel: 'a3', firstFit: false };
    const { answer } = await requests.make.run({ wish, askedBy: 'desk', by: 'desk1' });
    const slot = { booth: '4', from: new Date(SLOT.from), to: new Date(SLOT.to) };
    const offer = { request: answer.id, slot, expires: new Date('2031-11-23T05:00:00Z') };
    const first = await requests.offer.run(offer);
    house.at = new Date('2031-11-23T06:00:00Z');
    await requests.expire.run({ booking: first.answer.id });
    const second = await requests.offer.run({ ...offer, expires: new Date('2031-11-23T08:00:00Z') });
    await house.db.transaction().execute(async (trx) => {
      const why = { completion: 'ended-by-staff', reason: 'booth-blocked' } as const;
      await callOff(trx, await lockBooking(trx, second.answer.id), why, house.at);
    });
    await requests.offer.run({ ...offer, expires: new Date('2031-11-23T08:00:00Z') });
    await requests.confirm.run({ request: answer.id, by: 'a1' });
    const all = await told();
    expect(Object.entries(all).map(([kind, { people }]) => [kind, people])).toEqual([
      ['offered', ['a1', 'a1', 'a1']],
      ['offer-expired', ['a1']],
      ['cancelled', ['a1']],
      ['confirmed', ['a1', 'a3']],
    ]);
  });
});
