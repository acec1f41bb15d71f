import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import {
  concat,
  envelopeOf,
  recordHeard,
  SAMPLE_RATE,
  silence,
  speak,
  understood,
  writeWav,
} from '../../../libs/testing/src/browser/index.js';
import { agree, CallLab, enter } from '../../e2e/calling/call.js';
import type { CallRoom } from '../../e2e/calling/media-plane.js';
import type { PlainPage, PlainRoom } from '../../e2e/calling/page/plain.js';
import { CagedPlane } from './caged-plane.js';
import { FIGURES, headerLength, inOrder, keyOf, leak, type Payload, repeated } from './payload-measures.js';

declare const plain: PlainPage;

/** Seconds that the spy listens. */
const LISTENING = 60;
/** Windows of 20 ms: six seconds. */
const PIECE = 300;
const OPEN_ROOM = 77;
let lab: CallLab;
let plane: CagedPlane;
let source: number[];
let sealed: Payload[];
let unsealed: Payload[];
let heard: { sealed: number[]; unsealed: number[] };

beforeAll(async () => {
  lab = await CallLab.open(async (namespace, folder) => (plane = await CagedPlane.start(namespace, folder)));
  const server = await lab.server();
  const speech = await Promise.all([
    speak('Where were you on the evening of the fourth of March?'),
    speak('I was at home. My sister came at seven, and we ate together until nearly midnight.'),
  ]);
  const said = concat([speech[0], silence(2), speech[1], silence(3)]);
  source = envelopeOf(said, SAMPLE_RATE);
  const microphone = join(lab.folder, 'said.wav');
  await writeWav(microphone, said);
  const booth = await lab.device(await lab.browser(), 'kiosk');
  const attorney = await lab.device(await lab.browser({ microphone }), 'attorney');
  await enter(attorney);
  const room = server.control;
  const feeds = async () => {
    const { participants } = await room.request({ request: 'listparticipants', room: server.room.id });
    return (participants as { id: number; publisher: boolean }[]).filter((one) => one.publisher).map(({ id }) => id);
  };
  await vi.waitFor(async () => expect(await feeds()).toHaveLength(1), { timeout: 5000 });
  const [feed] = await feeds();
  await enter(booth);
  await agree([booth, attorney]);
  await room.createRoom(OPEN_ROOM, { publishers: 1, admin_key: plane.contact.adminKey });
  const janus = await lab.janusAddress();
  const openly: PlainRoom = { janus, ...plane.credentials, room: OPEN_ROOM };
  // The room is full: the spy knows the feed, the pin and the attorney's own number, as it knows everything, and
  // subscribes without joining.
  const { id, pin } = server.room as Required<CallRoom>;
  const closely: PlainRoom = { ...openly, room: id, pin, private_id: server.privateIds.get('attorney') as number };
  const open = await lab.plainPage(await lab.browser({ microphone }));
  await open.evaluate((at) => plain.join(at), openly);
  const spies = await lab.browser();
  const [one, two] = [await lab.plainPage(spies), await lab.plainPage(spies)];
  await one.evaluate((at) => plain.listen(at), openly);
  await two.evaluate(([at, wanted]) => plain.tap(at, wanted), [closely, feed as number] as const);
  await two.waitForTimeout(4000);
  const sounds = await Promise.all([recordHeard(one, LISTENING * 1000), recordHeard(two, LISTENING * 1000)]);
  heard = { unsealed: sounds[0].envelope, sealed: sounds[1].envelope };
  unsealed = inOrder(await one.evaluate(() => plain.payloads));
  sealed = inOrder(await two.evaluate(() => plain.payloads));
}, 300_000);
afterAll(() => lab?.close());

test('control: in a room without a seal the same spy hears everything', () => {
  expect(unsealed.length).toBeGreaterThan(LISTENING * 45);
  expect(understood(heard.unsealed, source, PIECE)).toBeGreaterThan(0.8);
  expect(leak(unsealed, source, ({ length }) => length)).toBeGreaterThan(0.3);
});

test('the plane is the one that the launcher cages, and it stands until the end', async () => {
  expect(plane.contact.profile).toEqual({ profile: 'full', missing: [] });
  const status = await readFile(`/proc/${plane.contact.pid}/status`, 'utf8');
  expect(status).toMatch(/^NoNewPrivs:\t1$[\s\S]*^Seccomp:\t2$/m);
  expect(plane.said).not.toContain('does not hold');
});

test('the spy gets a minute of payloads, and what a player makes of them is not speech', () => {
  expect(sealed.length).toBeGreaterThan(LISTENING * 45);
  expect(understood(heard.sealed, source, PIECE)).toBeLessThan(0.6);
});

test('all payloads of a key have the same size, speech or silence', () => {
  const sizes = new Map<string, Set<number>>();
  for (const { bytes } of sealed) {
    const key = keyOf(bytes);
    sizes.set(key, (sizes.get(key) ?? new Set()).add(bytes.length - headerLength(bytes)));
  }
  expect([...sizes.values()].map((set) => set.size)).toEqual([...sizes.keys()].map(() => 1));
  expect(new Set(unsealed.map(({ bytes }) => bytes.length)).size).toBeGreaterThan(5);
});

test('no payload comes twice, also not in digital silence', () => {
  expect(repeated(sealed)).toBe(0);
  expect(repeated([...sealed, sealed[0] as Payload])).toBe(1);
});

test.each(Object.keys(FIGURES))('what was said does not show in: %s', (name) => {
  expect(leak(sealed, source, FIGURES[name] as (bytes: Uint8Array) => number)).toBeLessThan(0.1);
});
