import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CommandBench } from '../../../apps/facility/src/audit/command.js';
import { OpeningVault } from '../../../apps/facility/src/audit/opening-vault.js';
import { newHearing } from '#hearing';
import { HearingLife } from '../../../apps/facility/src/hearing/hearing-life.js';
import { keepStep } from '../../../apps/facility/src/hearing/keep-step.js';
import { Erasure } from '../../../apps/facility/src/retention/erasure.js';
import { retentionDays } from '../../../apps/facility/src/retention/retention-rules.js';
import { until } from '../booth/test-house.js';
import { LINKED, SEATS, TestCourt } from './test-court.js';

let court: TestCourt;
beforeAll(async () => {
  court = await TestCourt.open();
});
afterAll(() => court?.close());
let room = 0;
const change = () => ({ courtroom: `room ${++room}` });

it('a judge whose line says nothing any more is missed, though no end of it came', async () => {
  const { people } = await court.inSession(change());
  // The socket stays open and answers no ping: a cable that was pulled.
  (people.judge.socket as unknown as { _socket: { pause(): void } })._socket.pause();
  const view = await until(() => people.counsel.view?.state === 'paused', 20_000).then(() => people.counsel.view);
  expect(view?.pausedBy).toBe('judge-lost');
  // Who answers is still there after the same time.
  expect(people.accused.closed).toBeUndefined();
});

it('a keeper that is down does not stop a hearing; everything is entered when it is back', async () => {
  await court.drained();
  court.keeper.state_ = 'down';
  const known = court.keeper.log.length;
  const { hearing, people } = await court.inSession(change());
  people.judge.say({ type: 'close' });
  await people.judge.gone();
  expect(court.keeper.log).toHaveLength(known);
  court.keeper.state_ = 'up';
  await court.written(hearing, 'closed');
  const { session } = await court.db
    .selectFrom('hearing')
    .select('session')
    .where('id', '=', hearing)
    .executeTakeFirstOrThrow();
  const own = court.keeper.log.filter((leaf) => leaf.session === session);
  expect([own[0]?.type, own.at(-1)?.type]).toEqual(['hearing.opened', 'hearing.closed']);
});

it('a link that has expired lets nobody in; a clerk who signs out is out of the hearing at once', async () => {
  const { hearing, links, people } = await court.inLobby(change());
  people.counsel.cut();
  const end = (at: Date) =>
    court.db
      .updateTable('attendee')
      .set({ link_expires: at })
      .where('hearing', '=', hearing)
      .where('seat', '=', SEATS.counsel)
      .execute();
  await end(new Date(Date.now() - 1000));
  const late = await court.enter(links.counsel, court.keys.counsel);
  expect((await late.gets('refused')).code).toBe('link-expired');
  await late.gone();
  await end(new Date(Date.now() + 60_000));
  await (await court.enter(links.counsel, court.keys.counsel)).gets('view');
  const cookie = await court.freshCookie();
  const again = await court.enterClerk(hearing, cookie);
  await again.gets('view');
  await court.facility.ask('court', 'POST', '/api/sign-out', undefined, { cookie });
  expect((await again.gone()).code).toBe(4003);
});

it('a line is written and entered once, though the answer to its writing is lost', async () => {
  const hearing = await court.schedule(change());
  const { db, outbox } = court.facility.app.get(CommandBench);
  const line = { number: 1, at: new Date().toISOString(), kind: 'note' as const, text: 'once' };
  const entry = { type: 'hearing.noted' as const, public: { what: 'note' }, booking: hearing, details: { ...line } };
  const as = newHearing([]);
  const step = { before: as, after: as, session: undefined, lines: [line], entries: [entry] };
  for (let i = 0; i < 2; i += 1) await db.transaction().execute((trx) => keepStep(trx, outbox, hearing, step));
  const rows = await db.selectFrom('outbox').select('id').where('booking', '=', hearing).execute();
  // Its scheduling, and the line.
  expect(rows).toHaveLength(2);
});

it('a hearing of long ago is erased with its people and its minute; one that runs is not', async () => {
  const { hearing, people } = await court.inSession(change());
  const runs = await court.inSession(change());
  people.judge.say({ type: 'close' });
  await court.written(hearing, 'closed');
  await court.written(runs.hearing, 'open');
  const { db, outbox } = court.facility.app.get(CommandBench);
  const vault = new OpeningVault(join(court.facility.folder, 'data/facility/openings'), randomBytes);
  const now = () => new Date(Date.now() + 400 * 86_400_000);
  await new Erasure({ db, outbox, vault, days: retentionDays(), now }).look();
  const left = async (id: string) =>
    Promise.all(
      (['attendee', 'minute_line'] as const).map(
        async (table) => (await db.selectFrom(table).select('hearing').where('hearing', '=', id).execute()).length,
      ),
    );
  expect(await left(hearing)).toEqual([0, 0]);
  const [attendees, lines] = await left(runs.hearing);
  expect(attendees).toBe(LINKED.length + 1);
  expect(lines).toBeGreaterThan(0);
  expect(court.facility.app.get(HearingLife).isConnected(runs.hearing, SEATS.judge)).toBe(true);
});
