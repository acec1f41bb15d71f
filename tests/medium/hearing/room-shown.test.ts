import { afterAll, beforeAll, expect, it } from 'vitest';
import { hearingOf, readAttendees, selectHearings } from '../../../apps/facility/src/hearing/hearing-rows.js';
import { until } from '../booth/test-house.js';
import { SEATS, TestCourt } from './test-court.js';

let court: TestCourt;
beforeAll(async () => {
  court = await TestCourt.open();
});
afterAll(() => court?.close());

it('a room is asked for, shown and seen; minute, log and database have it, and nobody else is told', async () => {
  const { hearing, people } = await court.inSession();
  const { judge, clerk, accused, counsel } = people;
  judge.say({ type: 'ask-room', seat: SEATS.accused });
  await accused.sees(({ you }) => you.roomCheck === 'asked');
  accused.say({ type: 'room-shown', present: ['officer'] });
  await clerk.sees(({ people: seen }) => seen.some(({ roomCheck }) => roomCheck === 'shown'));
  clerk.say({ type: 'room-seen', seat: SEATS.accused, asSaid: false, text: 'Two-people-by-the-door' });
  await accused.sees(({ you }) => you.roomCheck === 'differs');
  await counsel.settled();
  expect(counsel.wire).not.toMatch(/roomCheck|officer|Two-people/);
  const lines = judge.minute.filter(({ what }) => what?.startsWith('room-') === true || what === 'declared');
  expect(lines.map(({ what, seat, by, text }) => [what, seat, by, text])).toEqual([
    ['room-asked', SEATS.accused, SEATS.judge, undefined],
    ['declared', SEATS.accused, SEATS.accused, 'officer'],
    ['room-shown', SEATS.accused, SEATS.accused, undefined],
    ['room-differs', SEATS.accused, SEATS.clerk, 'Two-people-by-the-door'],
  ]);
  judge.say({ type: 'pause' });
  await court.written(hearing, 'paused');
  const row = await selectHearings(court.db).where('id', '=', hearing).executeTakeFirstOrThrow();
  const kept = hearingOf(row, await readAttendees(court.db, [hearing])).people[SEATS.accused];
  expect(kept).toMatchObject({ roomCheck: 'differs', company: 'with-others', present: ['officer'] });
  const words = court.keeper.log.flatMap(({ type, public: shown }) => (type === 'hearing.noted' ? [shown] : []));
  for (const what of ['declared', 'room-asked', 'room-shown', 'room-differs'])
    expect(words).toContainEqual({ what, role: 'accused' });
  expect(JSON.stringify(court.keeper.log)).not.toMatch(/Two-people|officer/);
});

it('another voice, said by counsel: court and log have it, the room in question learns nothing, the court takes note', async () => {
  const { people } = await court.inSession({ courtroom: '5' });
  const { judge, accused, counsel } = people;
  counsel.say({ type: 'other-voice', seat: SEATS.accused });
  const marked = ({ people: seen }: { people: readonly { seat: number; otherVoice?: true | undefined }[] }) =>
    seen.find(({ seat }) => seat === SEATS.accused)?.otherVoice === true;
  await judge.sees(marked);
  await counsel.sees(marked);
  await accused.settled();
  expect(accused.wire).not.toContain('otherVoice');
  judge.say({ type: 'voice-noted', seat: SEATS.accused });
  await counsel.sees((view) => !marked(view));
  await judge.settled();
  const lines = judge.minute.filter(({ what }) => what === 'other-voice' || what === 'voice-noted');
  expect(lines.map(({ what, seat, by }) => [what, seat, by])).toEqual([
    ['other-voice', SEATS.accused, SEATS.counsel],
    ['voice-noted', SEATS.accused, SEATS.judge],
  ]);
  await until(() =>
    court.keeper.log.some(({ type, public: shown }) => type === 'hearing.noted' && shown?.['what'] === 'other-voice'),
  );
});
