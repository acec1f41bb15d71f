import { expect, test } from 'vitest';
import { at } from './moments.js';
import { openScreens } from './opened-screens.js';
import { Refuses, stub, type Answers } from './stub.js';
import { answersFor } from './stubbed-api.js';
import { watched } from './watched-page.js';

const screens = openScreens();

async function openDesk(answers: Answers) {
  const { page } = await watched(screens.browser, { language: 'en' });
  await stub(page, answers);
  await page.goto(screens.served.url('desk'));
  await page.locator('.day').waitFor();
  return page;
}

test('a slot that is gone: one press takes what is free instead, and what was typed stays', async () => {
  const page = await openDesk(answersFor.desk);
  await page.getByRole('button', { name: 'Book', exact: true }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Detainee number').selectOption('1043');
  await form.getByLabel('Attorney', { exact: true }).selectOption('a2');
  await form.getByLabel('Booth', { exact: true }).selectOption('1');
  await form.getByLabel('From').fill('10:30');
  await form.getByLabel('To', { exact: true }).fill('11:00');
  await form.getByRole('button', { name: 'Save booking' }).click();
  await form.getByRole('button', { name: 'Monday 23 November, 12:00–12:30, booth 4' }).click();
  expect(await form.getByLabel('Booth', { exact: true }).inputValue()).toBe('4');
  expect(await form.getByLabel('From').inputValue()).toBe('12:00');
  expect(await form.getByLabel('Detainee number').inputValue()).toBe('1043');
  expect(await form.getByLabel('Attorney', { exact: true }).inputValue()).toBe('a2');
  expect(await form.locator('.field-problem').count()).toBe(0);
  await page.context().close();
});

test('bookings that share half-hours stand one under the other in their cell, and each can be opened', async () => {
  const { 'GET /api/desk/day': day } = answersFor.desk;
  const [any] = day.bookings;
  const part = (digit: string, from: string, to: string, what: 'pre' | 'hearing' | 'post') => ({
    ...any!,
    ...{ id: digit.repeat(32), booth: '2', state: 'confirmed' as const, from: at(from), to: at(to), part: what },
  });
  const parts = [
    part('7', '09:26', '09:56', 'pre'),
    part('8', '09:56', '10:56', 'hearing'),
    part('9', '10:56', '11:11', 'post'),
  ];
  const page = await openDesk({ ...answersFor.desk, 'GET /api/desk/day': { ...day, bookings: parts } });
  const cell = (await page.locator('.day-taken').boundingBox())!;
  const boxes = [];
  for (const one of await page.locator('.booking').all()) boxes.push((await one.boundingBox())!);
  expect(boxes).toHaveLength(3);
  for (const [i, { y, height }] of boxes.entries()) {
    expect(y).toBeGreaterThanOrEqual(i === 0 ? cell.y : boxes[i - 1]!.y + boxes[i - 1]!.height);
    expect(y + height).toBeLessThanOrEqual(cell.y + cell.height);
  }
  await page.getByRole('button', { name: /^09:56/ }).click();
  await page.getByRole('dialog').getByText('court hearing').waitFor();
  await page.context().close();
});

test('a bell is answered by its id; then it is gone from the board', async () => {
  const { now, bells } = answersFor.desk['GET /api/desk/bells'];
  const going = `POST /api/desk/bells/${bells[0]!.id}/going`;
  const answers: Answers = { ...answersFor.desk, [going]: null };
  const page = await openDesk(answers);
  await page.getByText('Booth 3: cannot hear').waitFor();
  answers['GET /api/desk/bells'] = { now, bells: bells.slice(1) };
  const asked = page.waitForRequest((request) => `${request.method()} ${new URL(request.url()).pathname}` === going);
  await page.getByRole('button', { name: 'I am going' }).first().click();
  await asked;
  await page.getByText('Booth 3: cannot hear').waitFor({ state: 'detached' });
  await page.context().close();
});

test('an old board says of when it is, and a refused bell says why', async () => {
  const bell = answersFor.desk['GET /api/desk/bells'].bells[0]!;
  const answers: Answers = {
    ...answersFor.desk,
    [`POST /api/desk/bells/${bell.id}/going`]: new Refuses(409, 'wrong-state'),
  };
  const page = await openDesk(answers);
  await page.getByRole('button', { name: 'I am going' }).first().click();
  await page.locator('.beside .notice-code', { hasText: 'wrong-state' }).waitFor();
  expect(await page.locator('.stale').count()).toBe(0);
  answers['GET /api/desk/day'] = 'unreachable';
  await page.locator('.day-and-beside.stale').waitFor();
  await page.getByText('As it was at 10:42').waitFor();
  await page.context().close();
});

test('printed slips: nothing else is on the sheet, none is cut off', async () => {
  const page = await openDesk(answersFor.desk);
  await page.getByRole('button', { name: 'Slips', exact: true }).click();
  await page.getByRole('button', { name: /^Make \d+ slips$/ }).click();
  await page.locator('.slip').nth(1).waitFor();
  const shown = () =>
    page.evaluate(() => {
      const dialog = document.querySelector('dialog')!;
      const seen = [...document.querySelectorAll('.page-head, .page-title, .day, .button')].filter(
        (part) => part.getClientRects().length > 0,
      );
      return { others: seen.length, cut: dialog.scrollHeight > dialog.clientHeight + 1 };
    });
  const onScreen = await shown();
  expect(onScreen.others).toBeGreaterThan(3);
  expect(onScreen.cut).toBe(true);
  await page.emulateMedia({ media: 'print' });
  expect(await shown()).toEqual({ others: 0, cut: false });
  await page.context().close();
});
