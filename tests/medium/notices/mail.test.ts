import { createServer, type AddressInfo } from 'node:net';
import { TestPostgres } from '#testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MailOutbox } from '../../../apps/facility/src/notices/mail-outbox.js';
import { SmtpMailer } from '../../../apps/facility/src/notices/mailer.js';
import { TestHouse } from '../booth/test-house.js';
import { LetterBox, type Received } from './letter-box.js';

let server: TestPostgres;
let house: TestHouse;
let box: LetterBox;
let mailer: SmtpMailer;
let outbox: MailOutbox;

beforeAll(async () => {
  server = await TestPostgres.start();
  box = await LetterBox.open();
});
afterAll(async () => {
  await box?.close();
  await server?.stop();
});
beforeEach(async () => {
  box.received = [];
  box.refuses = false;
  house = await TestHouse.open(server);
  // Later than the clock of PostgreSQL, which dates notices.
  house.at = new Date('2031-11-23T04:00:00Z');
  const person = { id: 'a1', name: 'Attorney 1', email: 'counsel@bar.example', username: 'a1', role: 'attorney' };
  await house.db
    .insertInto('person')
    .values(person as never)
    .execute();
  mailer = new SmtpMailer(box.address, 'habeas@facility.example');
  outbox = to(mailer);
});
afterEach(async () => {
  mailer.close();
  await house.close();
});

const to = (one: SmtpMailer) =>
  new MailOutbox({
    db: house.db,
    now: house.now,
    mailer: one,
    origin: 'habeas.test/one',
    address: 'https://attorney.habeas.test',
  });
const tomorrow = { from: '2031-11-24T05:00:00.000Z', to: '2031-11-24T06:00:00.000Z' };
const headerOf = ({ text }: Received, name: string): string =>
  new RegExp(`^${name}: (.*(?:\r?\n[ \t].*)*)`, 'im').exec(text)?.[1] ?? '';
/** The attached calendar, unfolded (RFC 5545 §3.1). */
const calendarOf = ({ text }: Received): string => {
  const part =
    text.split(/\r?\n\r?\n/).find((one) => one.startsWith('QkVHSU46') || one.includes('BEGIN:VCALENDAR')) ?? '';
  const plain = part.includes('BEGIN:VCALENDAR') ? part : Buffer.from(part.split('--')[0] ?? '', 'base64').toString();
  return plain.replaceAll(/\r?\n[ \t]/g, '');
};

describe('letters', () => {
  it('confirmed, moved, cancelled: one UID, a rising sequence, old → new, the reason, and no name', async () => {
    const { id } = await house.book(tomorrow);
    await house.all.desk.move.run({ id, booth: '5', by: 'desk1' });
    await house.all.desk.cancel.run({ id, code: 'refused', saidBy: 'detainee', by: 'desk1' });
    await outbox.look();
    expect(box.received.map((one) => one.to)).toEqual(Array.from({ length: 3 }, () => ['counsel@bar.example']));
    const calendars = box.received.map(calendarOf);
    expect(calendars.map((one) => /UID:(.*)/.exec(one)?.[1])).toEqual(
      Array.from({ length: 3 }, () => `${id}@habeas.test.one`),
    );
    expect(calendars.map((one) => /SEQUENCE:(\d+)/.exec(one)?.[1])).toEqual(['0', '1', '2']);
    expect(calendars.map((one) => /METHOD:(\w+)/.exec(one)?.[1])).toEqual(['PUBLISH', 'PUBLISH', 'CANCEL']);
    expect(calendars[1]).toContain('DTSTART:20311124T050000Z');
    const bodies = box.received.map(({ text }) => decodeURIComponent(encodeURIComponent(text)));
    for (const text of bodies) expect(text).not.toMatch(/1001|Attorney 1/);
    const subjects = box.received.map((one) => headerOf(one, 'Subject'));
    expect(new Set(subjects).size).toBe(3);
    expect(new Set(box.received.map((one) => headerOf(one, 'Message-ID'))).size).toBe(3);
    await outbox.look();
    expect(box.received).toHaveLength(3);
  });

  it('a server that refuses delays a letter; a server that is away, too; nothing is lost and no booking waits', async () => {
    box.refuses = true;
    await house.book(tomorrow);
    await outbox.look();
    expect(box.received).toEqual([]);
    box.refuses = false;
    await outbox.look();
    expect(box.received).toEqual([]);
    house.at = new Date(house.at.getTime() + 61_000);
    await outbox.look();
    expect(box.received).toHaveLength(1);

    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port: nobody } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const away = new SmtpMailer(`smtp://127.0.0.1:${nobody}`, 'habeas@facility.example');
    await house.book({ detainee: '1002', booth: '5', from: '2031-11-24T06:00:00Z', to: '2031-11-24T07:00:00Z' });
    await to(away).look();
    away.close();
    expect(box.received).toHaveLength(1);
    house.at = new Date(house.at.getTime() + 61_000);
    await outbox.look();
    expect(box.received).toHaveLength(2);
  });

  it('reminds once, a day before, and again after it was moved', async () => {
    const { id } = await house.book({ from: '2031-11-26T05:00:00.000Z', to: '2031-11-26T06:00:00.000Z' });
    await house.db.updateTable('booking').set({ updated_at: house.at }).where('id', '=', id).execute();
    await outbox.look();
    expect(box.received).toHaveLength(1);
    house.at = new Date('2031-11-25T05:00:00Z');
    await outbox.look();
    await outbox.look();
    expect(box.received).toHaveLength(2);
    const kinds = await house.db.selectFrom('notice').select('kind').orderBy('id').execute();
    expect(kinds.map(({ kind }) => kind)).toEqual(['confirmed', 'reminder']);
  });

  it('an address of nobody gets no letter', async () => {
    await house.db.updateTable('person').set({ email: 'a1@accounts.invalid' }).execute();
    await house.book(tomorrow);
    await outbox.look();
    expect(box.received).toEqual([]);
  });
});
