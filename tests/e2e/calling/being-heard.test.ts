import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { ConsultationState } from '#calling';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  bestHeard,
  bestMatch,
  concat,
  envelopeOf,
  SAMPLE_RATE,
  silence,
  smooth,
  speak,
  writeWav,
} from '../../../libs/testing/src/browser/index.js';
import { agree, CallLab, enter, reaches } from './call.js';

let lab: CallLab;
let source: number[];
let other: number[];
let pages: { kiosk: Page; attorney: Page };

beforeAll(async () => {
  lab = await CallLab.open();
  await lab.server();
  const speech = await Promise.all([
    speak('I am your lawyer. Nobody else can listen to us here.'),
    speak('Tell me what happened on Thursday, slowly, from the beginning.'),
  ]);
  const said = concat([speech[0], silence(0.7), speech[1], silence(1.3)]);
  const unsaid = concat([
    await speak('Seventeen grey herons stood by the frozen lake until noon.', 'en', 120),
    silence(1),
  ]);
  source = smooth(envelopeOf(said, SAMPLE_RATE), 3);
  other = smooth(envelopeOf(unsaid, SAMPLE_RATE), 3);
  const [talks, listens] = [join(lab.folder, 'attorney.wav'), join(lab.folder, 'kiosk.wav')];
  await writeWav(talks, said);
  await writeWav(listens, silence(4));
  const kiosk = await lab.device(await lab.browser({ microphone: listens }), 'kiosk');
  const attorney = await lab.device(await lab.browser({ microphone: talks }), 'attorney');
  pages = { kiosk, attorney };
});

afterAll(() => lab?.close());

test('what the attorney says is heard at the speaker of the booth', async () => {
  await enter(pages.kiosk);
  await reaches(pages.kiosk, 'waiting');
  await enter(pages.attorney);
  const [one, two] = await Promise.all([reaches(pages.kiosk, 'unverified'), reaches(pages.attorney, 'unverified')]);
  expect(one).toMatchObject({ groups: (two as Extract<ConsultationState, { name: 'unverified' }>).groups, hidden: 2 });
  expect(two).toMatchObject({ hidden: 0, holders: ['Booth 4', 'Attorney'] });
  await agree([pages.kiosk, pages.attorney]);
  const { fit, heard } = await bestHeard(pages.kiosk, source);
  expect(heard.length).toBeGreaterThan(300);
  expect(fit).toBeGreaterThan(0.8);
  expect(bestMatch(heard, other).value).toBeLessThan(fit - 0.2);
});
