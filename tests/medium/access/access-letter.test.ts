import { Logger, type LoggerService } from '@nestjs/common';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { GivenAccess, Refusal } from '#protocol';
import { Connection } from '#postgres';
import { AccessModule } from '../../../apps/facility/src/access/access.module.js';
import { Metrics } from '../../../apps/facility/src/metrics/metrics.js';
import { FakeKeeper } from '../booth/test-house.js';
import { bodyOf, LetterBox } from '../notices/letter-box.js';
import { type Answer, cookieHeader, FacilityUnderTest } from '../people/facility-under-test.js';
import { EntriesInMemory } from './entries-in-memory.js';

const PASSWORD = 'four words nobody guesses';
const NAME = 'Saule Akhmetova';
const MAIL = 'saule@bar.example';

/** Everything the facility would write into its log, down to the chattiest level. */
class Overheard implements LoggerService {
  lines: string[] = [];
  log = (...words: unknown[]) => void this.lines.push(JSON.stringify(words));
  error = this.log;
  warn = this.log;
  debug = this.log;
  verbose = this.log;
  fatal = this.log;
}

let box: LetterBox;
let facility: FacilityUnderTest;
let desk: string;
const overheard = new Overheard();
beforeAll(async () => {
  box = await LetterBox.open();
  facility = await FacilityUnderTest.start([], {
    imports: [EntriesInMemory, AccessModule],
    env: { HABEAS_SMTP: box.address, HABEAS_MAIL_FROM: 'habeas@facility.example' },
  });
  facility.app.useLogger(overheard);
  desk = cookieHeader(await facility.signIn('desk', 'desk1'));
});
afterAll(async () => {
  await facility?.stop();
  await box?.close();
});
beforeEach(() => {
  box.received = [];
  box.refuses = false;
});

const codeOf = (answer: Answer) => Refusal.parse(JSON.parse(answer.text)).code;
const asDesk = (path: string, body: unknown = {}) =>
  facility.ask('desk', 'POST', `/api/desk/${path}`, body, { cookie: desk });
const invite = async (username: string, language: 'kk' | 'ru' | 'en', mail: string) =>
  GivenAccess.parse(
    JSON.parse((await asDesk('accounts', { username, name: NAME, role: 'attorney', language, mail })).text),
  );
/** The link of the one letter that came, as its reader sees it. */
const linkOf = () => {
  expect(box.received).toHaveLength(1);
  const links = bodyOf(box.received[0]!).match(/https?:\/\/\S+/g);
  expect(links).toHaveLength(1);
  return new URL(links![0]!);
};

it.each([
  ['kk', 'құпиясөзін'],
  ['ru', 'пароль'],
  ['en', 'password'],
] as const)('a letter in %s has a link that opens, sets the password, and works once', async (language, word) => {
  const [username, mail] = [`saule.${language}`, `${language}.${MAIL}`];
  const { mailed, link } = await invite(username, language, mail);
  expect(mailed).toBe(true);
  expect(box.received.map(({ to }) => to)).toEqual([[mail]]);
  expect(bodyOf(box.received[0]!)).toContain(word);
  const arrived = linkOf();
  expect(arrived.href).toBe(link);

  expect(arrived.host).toBe(`attorney.localhost:${facility.port}`);
  const page = await facility.ask('attorney', 'GET', arrived.pathname);
  expect([page.status, page.text]).toEqual([200, expect.stringContaining('<title>attorney</title>')]);
  const code = new URLSearchParams(arrived.hash.slice(1)).get('access')!;
  const shown = await facility.ask('attorney', 'POST', '/api/access/look', { code });
  expect(JSON.parse(shown.text)).toMatchObject({ purpose: 'invitation', username, name: NAME });
  const use = () => facility.ask('attorney', 'POST', '/api/access/use', { code, password: PASSWORD });
  expect((await use()).status).toBe(204);
  expect(codeOf(await use())).toBe('access-used');
  expect((await facility.signIn('attorney', username, PASSWORD)).status).toBe(204);
});

it('a server that does not take it: the desk is told, and the code is there to be handed over', async () => {
  box.refuses = true;
  const { mailed, code } = await invite('saule.away', 'ru', `away.${MAIL}`);
  expect([mailed, box.received]).toEqual([false, []]);
  expect((await facility.ask('attorney', 'POST', '/api/access/look', { code })).status).toBe(200);
});

it('an account without an address gets no letter, and nobody is told that one was sent', async () => {
  const body = { username: 'saule.none', name: NAME, role: 'attorney', language: 'ru' };
  expect(GivenAccess.parse(JSON.parse((await asDesk('accounts', body)).text)).mailed).toBeUndefined();
  expect(box.received).toEqual([]);
});

it('no log line, figure, entry or row has a name of the letter or its link, and the letter has no name', async () => {
  const { code } = await invite('saule.quiet', 'ru', `quiet.${MAIL}`);
  const secrets = [code!, code!.replaceAll('-', ''), '#access'];
  const [letter] = box.received;
  for (const name of [NAME, 'saule.quiet'])
    for (const text of [letter!.text, bodyOf(letter!)]) expect(text).not.toContain(name);
  // Positive control: this is where the facility's log lines come.
  new Logger('Control').log('heard');
  expect(overheard.lines.join('\n')).toContain('heard');
  const rows = await facility.app.get(Connection).db.selectFrom('access_code').selectAll().execute();
  const kept = [
    ...overheard.lines,
    await facility.app.get(Metrics).text(),
    JSON.stringify(facility.app.get(FakeKeeper).log),
    JSON.stringify(rows),
  ].join('\n');
  for (const secret of [...secrets, NAME, 'saule.quiet', MAIL]) expect(kept).not.toContain(secret);
});
