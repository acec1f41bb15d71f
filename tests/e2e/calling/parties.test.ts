import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { ConsultationState } from '#calling';
import type { ServerFrame } from '#protocol';
import {
  bestHeard,
  bestMatch,
  concat,
  envelopeOf,
  recordHeard,
  SAMPLE_RATE,
  silence,
  smooth,
  speak,
  writeWav,
} from '../../../libs/testing/src/browser/index.js';
import type { BoothServer, PartyName } from './booth-server.js';
import { agree, CallLab, enter, reaches } from './call.js';
import type { CallingPage } from './page/main.js';

declare const calling: CallingPage;

type Unverified = Extract<ConsultationState, { name: 'unverified' }>;
type Pages = Partial<Record<PartyName, Page>>;

const THREE: readonly PartyName[] = ['kiosk', 'attorney', 'interpreter'];
const FOUR: readonly PartyName[] = ['kiosk', 'attorney', 'counsel', 'interpreter'];
const LABELS: Record<PartyName, string> = {
  kiosk: 'Booth 4',
  attorney: 'Attorney',
  counsel: 'Co-counsel',
  interpreter: 'Interpreter',
};
const WAIT = { timeout: 60_000, interval: 200 };

let lab: CallLab;
/** The interpreter speaks; everybody else is silent. */
let browsers: { speaks: Browser; silent: Browser };
let source: number[];
const open: Page[] = [];

beforeAll(async () => {
  lab = await CallLab.open();
  const said = concat([
    await speak('I interpret every word that is said here, and nothing that is not.'),
    silence(0.8),
    await speak('Please speak slowly, one after the other.'),
    silence(1.1),
  ]);
  source = smooth(envelopeOf(said, SAMPLE_RATE), 3);
  const [speech, quiet] = [join(lab.folder, 'speech.wav'), join(lab.folder, 'quiet.wav')];
  await writeWav(speech, said);
  await writeWav(quiet, silence(4));
  browsers = { speaks: await lab.browser({ microphone: speech }), silent: await lab.browser({ microphone: quiet }) };
});
afterAll(() => lab?.close());
afterEach(async () => {
  for (const page of open.splice(0)) await page.context().close();
});

async function device(name: PartyName): Promise<Page> {
  const page = await lab.device(name === 'interpreter' ? browsers.speaks : browsers.silent, name);
  open.push(page);
  await page.evaluate(() => void (calling.smallCamera = true));
  return page;
}

async function arrive(names: readonly PartyName[]): Promise<Required<Pages>> {
  const pages: Pages = {};
  for (const name of names) {
    const page = await device(name);
    pages[name] = page;
    await enter(page);
  }
  return pages as Required<Pages>;
}

const state = (page: Page): Promise<ConsultationState> => page.evaluate(() => calling.state);
const remoteLabels = (page: Page): Promise<string[]> =>
  page.evaluate(() => calling.consultation!.remotes.map(({ label }) => label));

/** Frames of sound that this device's keys opened by now. */
const opened = (page: Page): Promise<number> => page.evaluate(async () => (await calling.count()).receive.audio.passed);

/** Of each connection on which this device receives: bytes that came, and samples that a key let through. */
const receivedOf = (page: Page): Promise<{ bytes: number; samples: number }[]> =>
  page.evaluate(async () => {
    const live = calling.connections.filter(({ connectionState }) => connectionState !== 'closed');
    const stats = await Promise.all(live.map((connection) => connection.getStats()));
    const sound = stats.map((one) =>
      ([...one.values()] as Record<string, unknown>[]).filter(
        ({ type, kind }) => type === 'inbound-rtp' && kind === 'audio',
      ),
    );
    return sound
      .filter(({ length }) => length > 0)
      .map((reports) => ({
        bytes: reports.reduce((sum, { bytesReceived }) => sum + Number(bytesReceived), 0),
        samples: reports.reduce((sum, { totalSamplesReceived }) => sum + (Number(totalSamplesReceived) || 0), 0),
      }));
  });

/** The code of the round in which all of them are; whoever came first may have had one of fewer before. */
async function allTheSameCode(pages: readonly Page[]): Promise<Unverified['groups']> {
  const shown: Unverified[] = [];
  for (const page of pages) {
    const complete = (n: number) => calling.state.name === 'unverified' && calling.state.holders.length === n;
    await page.waitForFunction(complete, pages.length, { timeout: 60_000, polling: 50 });
    shown.push((await state(page)) as Unverified);
  }
  expect(new Set(shown.map(({ groups }) => groups.join(' '))).size).toBe(1);
  return shown[0]!.groups;
}

test.each([
  ['three', THREE],
  ['four', FOUR],
])('%s parties: one code, sealed once everybody answered, and each hears every other one', async (_, names) => {
  await lab.server(names);
  const pages = await arrive(names);
  const all = names.map((name) => pages[name]);
  await allTheSameCode(all);
  const labels = names.map((name) => LABELS[name]);
  for (const name of names) {
    expect(await state(pages[name])).toMatchObject({ hidden: name === 'kiosk' ? 2 : 0, holders: labels, joined: [] });
  }
  for (const page of all.slice(1)) {
    await page.evaluate(() => calling.consultation?.answer(true));
    await reaches(page, 'matched-here', 60_000);
  }
  expect((await state(all[0]!)).name).toBe('unverified');
  await all[0]!.evaluate(() => calling.consultation?.answer(true));
  for (const page of all) expect(await reaches(page, 'sealed', 60_000)).toMatchObject({ holders: labels, left: [] });
  for (const name of names) {
    const others = labels.filter((label) => label !== LABELS[name]);
    await expect.poll(() => remoteLabels(pages[name]), WAIT).toEqual(others);
    await expect
      .poll(async () => (await receivedOf(pages[name])).filter(({ bytes, samples }) => bytes > 0 && samples > 0), WAIT)
      .toHaveLength(others.length);
  }
});

test('the stream that bears the name of the interpreter carries the interpreter', async () => {
  await lab.server(THREE);
  const { kiosk, attorney, interpreter } = await arrive(THREE);
  await allTheSameCode([kiosk, attorney, interpreter]);
  await agree([kiosk, attorney, interpreter]);
  await kiosk.evaluate(() => {
    const streams = new Map(calling.consultation!.remotes.map(({ label, stream }) => [label, stream]));
    for (const element of document.querySelectorAll('video')) {
      element.muted = element.srcObject !== streams.get('Interpreter');
    }
  });
  expect((await bestHeard(kiosk, source)).fit).toBeGreaterThan(0.8);
  // Control: the other stream is not that voice.
  await kiosk.evaluate(() => {
    for (const element of document.querySelectorAll('video')) element.muted = !element.muted;
  });
  const { envelope } = await recordHeard(kiosk, 8000);
  expect(envelope.length).toBeGreaterThan(300);
  expect(bestMatch(smooth(envelope, 3), source).value).toBeLessThan(0.6);
});

/** Keeps what the server would say of a kind until `release`. */
function holdBack(server: BoothServer, held: (frame: ServerFrame) => boolean) {
  const kept: [PartyName, ServerFrame][] = [];
  server.lies.session = (frame, party) => {
    if (!held(frame)) return frame;
    kept.push([party, frame]);
    return undefined;
  };
  return {
    kept,
    release: () => {
      server.lies.session = (frame) => frame;
      for (const [party, frame] of kept.splice(0)) server.say(party, frame);
    },
  };
}

test('who comes late gets a place in a new code; until it is there the old keys serve; who leaves is named', async () => {
  const server = await lab.server(THREE);
  const { kiosk, attorney } = await arrive(['kiosk', 'attorney']);
  const before = await allTheSameCode([kiosk, attorney]);
  await agree([kiosk, attorney]);
  const confirms = holdBack(server, (frame) => frame.type === 'seal' && frame.step === 'confirm');
  const interpreter = await device('interpreter');
  await enter(interpreter);
  await expect.poll(() => confirms.kept.length, WAIT).toBeGreaterThanOrEqual(2);
  for (const page of [kiosk, attorney]) {
    const heard = await opened(page);
    await expect.poll(() => opened(page), WAIT).toBeGreaterThan(heard);
    expect((await state(page)).name).toBe('sealed');
  }
  confirms.release();
  const after = await allTheSameCode([kiosk, attorney, interpreter]);
  expect(after).not.toEqual(before);
  expect(await state(kiosk)).toMatchObject({ joined: ['Interpreter'] });
  expect(await state(interpreter)).toMatchObject({ joined: [] });
  await agree([kiosk, attorney, interpreter]);

  await interpreter.evaluate(() => calling.consultation?.end());
  await reaches(interpreter, 'ended');
  for (const page of [kiosk, attorney]) {
    await page.waitForFunction(() => calling.consultation?.remotes.length === 1);
    await expect
      .poll(() => state(page), WAIT)
      .toEqual({ name: 'sealed', holders: ['Booth 4', 'Attorney'], joined: [], left: ['Interpreter'] });
    const heard = await opened(page);
    await expect.poll(() => opened(page), WAIT).toBeGreaterThan(heard);
  }
});

test('a server that tells two of three that they are alone gets nobody as far as a code', async () => {
  const server = await lab.server(THREE);
  const told: number[] = [];
  server.lies.session = (frame, party) => {
    if (frame.type !== 'offer' || party !== 'attorney') return frame;
    told.push(frame.roster.length);
    return { ...frame, roster: frame.roster.filter(({ role }) => role !== 4) };
  };
  const pages = await arrive(['interpreter', 'kiosk', 'attorney']);
  expect(await reaches(pages.kiosk, 'broken', 60_000)).toMatchObject({ code: 'commit-mismatch' });
  expect(told[0]).toBe(3);
  for (const page of Object.values(pages)) {
    const names = await page.evaluate(() => calling.states.map(({ name }) => name));
    expect(names).not.toContain('unverified');
    expect(names).not.toContain('sealed');
  }
});
