import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { CourtChoices, HearingClientFrame, type LossReport } from '#protocol';
import {
  accusedComes,
  admitted,
  asked,
  guestComes,
  hear,
  runHearing,
  scheduleHearing,
  slipOfHearing,
  unpaintedDevice,
} from './court-people.js';
import { signIn } from './desk.js';
import { losePackets, mediaPorts } from './media-ports.js';
import { openedHouse } from './opened-house.js';

declare const connections: RTCPeerConnection[];

const house = openedHouse({ HABEAS_LINE_UP: '20000', HABEAS_LINE_DOWN: '20000' });

/** What this page tells the facility of the sound that it misses, as fractions of each voice. */
function toldBy(page: Page): LossReport['voices'][] {
  const reports: LossReport['voices'][] = [];
  page.on('websocket', (socket) => {
    if (new URL(socket.url()).pathname !== '/hearing') return;
    socket.on('framesent', ({ payload }) => {
      const frame = HearingClientFrame.safeParse(JSON.parse(String(payload)));
      if (frame.success && frame.data.type === 'loss') reports.push(frame.data.voices);
    });
  });
  return reports;
}
const fractions = (voices: LossReport['voices'] | undefined) =>
  (voices ?? []).map(({ packets, missing }) => missing / packets);

/** Milliseconds for which this page holds sound back by our wish; 0: the browser decides. */
const heldBack = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const receivers = connections.flatMap((connection) => connection.getReceivers());
    return Math.max(0, ...receivers.map(({ jitterBufferTarget }) => jitterBufferTarget ?? 0));
  });

/** The accused at the kiosk, and the judge beyond the line. */
async function openedHearing() {
  const browser = await house.browser();
  const device = () => unpaintedDevice(browser, { looks: false });
  const [clerk, desk, judge, accused] = [await device(), await device(), await device(), await device()];
  const told = { judge: toldBy(judge), accused: toldBy(accused) };
  await signIn(clerk, house.habeas, 'court', 'clerk1');
  await clerk.getByRole('heading', { name: 'Hearings of the day' }).waitFor();
  const { attorneys } = CourtChoices.parse(await asked(clerk, 'GET', '/api/court/hearings/choices'));
  const someone = (role: string, name: string, more: object = {}) => ({
    ...{ role, name, language: 'en', protectedFrom: [] },
    ...more,
  });
  const hearing = await scheduleHearing(clerk, {
    caseNumber: '1-21/2026',
    courtroom: 'Room 6',
    people: [
      someone('judge', 'Judge Jumabekova'),
      someone('counsel', 'Counsel Sarsenova', { attorney: attorneys[0]!.id }),
      someone('accused', 'Accused Akhmetov', { facility: { detainee: '0217', booth: '4', counsel: 1 } }),
    ],
  });
  await signIn(desk, house.habeas, 'desk', 'desk1');
  await desk.getByRole('button', { name: 'Book', exact: true }).waitFor();
  const code = await slipOfHearing(desk);
  await desk.context().close();
  await accusedComes(accused, house.habeas, code);
  await guestComes(judge, clerk, house.habeas, hearing, 'judge');
  await runHearing(clerk, house.habeas, hearing);
  await admitted(clerk, 'Accused Akhmetov');
  await judge.getByRole('button', { name: 'Open the hearing' }).click();
  await clerk.context().close();
  await hear({ judge, accused }, 1);
  return { judge, accused, told };
}

test('what the line loses upwards is measured by the judge, who holds sound back while it does, and by nobody inside', async () => {
  const { judge, accused, told } = await openedHearing();
  const last = (who: 'judge' | 'accused') => Math.max(...fractions(told[who].at(-1)));

  // A line that loses nothing.
  for (const who of ['judge', 'accused'] as const) {
    await expect.poll(() => told[who].length, { timeout: 60_000, message: who }).toBeGreaterThan(3);
    await expect.poll(() => last(who), { timeout: 60_000, message: who }).toBeLessThan(0.02);
  }
  expect([await heldBack(judge), await heldBack(accused)]).toEqual([0, 0]);

  const lossy = await losePackets(house.namespace, await mediaPorts(judge), 10);
  await expect.poll(() => heldBack(judge), { timeout: 60_000 }).toBe(100);
  // Three reports on, the ten seconds that a report is of are all of the lossy line; forty seconds more even out what chance does.
  const from = { judge: told.judge.length + 3, accused: told.accused.length + 3 };
  await expect.poll(() => told.judge.length, { timeout: 120_000 }).toBeGreaterThan(from.judge + 10);
  const missed = (who: 'judge' | 'accused') => {
    const all = told[who].slice(from[who]).flatMap(fractions);
    return all.reduce((sum, one) => sum + one, 0) / all.length;
  };
  console.info(`10 % are lost: the judge misses ${missed('judge')}, the accused ${missed('accused')}`);
  expect(missed('judge')).toBeGreaterThan(0.05);
  expect(missed('judge')).toBeLessThan(0.2);
  expect(missed('accused')).toBeLessThan(0.02);
  expect(await heldBack(accused)).toBe(0);

  await lossy.end();
  await expect.poll(() => heldBack(judge), { timeout: 120_000, interval: 1_000 }).toBe(0);
  expect(last('judge')).toBeLessThan(0.02);
  await hear({ judge, accused }, 1);
}, 600_000);
