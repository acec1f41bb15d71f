import { expect, test, vi } from 'vitest';
import { CourtMedia } from '../../../apps/web/court/media/court-media.js';

// For browsers alone: in Node it cannot even be loaded.
vi.mock('janus-gateway', () => ({ default: {} }));

/** Own devices and the link of a grant, which write down what is done to them. */
function held() {
  const done: string[] = [];
  let stream: MediaStream | undefined;
  let sent = Promise.resolve();
  const lost: string[] = [];
  let late = false;
  const media = new CourtMedia({
    changed: () => undefined,
    lost: () => lost.push('lost'),
    broken: () => lost.push('broken'),
    missing: () => undefined,
    devices: {
      get stream() {
        return stream;
      },
      begin: async () => {
        done.push('begin');
        return (stream = {} as MediaStream);
      },
      set: (kind, on) => done.push(`${kind} ${on ? 'on' : 'off'}`),
      level: () => 0,
      end: () => {
        stream = undefined;
        done.push('end');
      },
    },
    link: () => ({
      connect: async (grant) => void done.push(`connect ${grant}`),
      resume: async () => {
        done.push('resume');
        if (late) throw new Error('media-lost');
      },
      send: async (what) => {
        await sent;
        done.push(what === null ? 'detached' : 'send');
      },
      adapt: () => done.push('adapt'),
      measured: () => undefined,
      close: () => done.push('close'),
    }),
  });
  return { media, done, lost, tooLate: () => (late = true), hold: (until: Promise<void>) => void (sent = until) };
}

test('a grant sends what the lobby tried; without one camera and microphone are off, not only unsent', async () => {
  const { media, done } = held();
  await media.begin();
  await media.granted('g1');
  media.revoked();
  expect(done).toEqual(['begin', 'audio on', 'video on', 'connect g1', 'send', 'close', 'end']);
});

test('the try-out of the lobby goes on when there is no grant', async () => {
  const { media, done } = held();
  await media.begin();
  media.revoked();
  expect(done).not.toContain('end');
});

test('a private word: both tracks are off the hearing before detach resolves', async () => {
  const { media, done, hold } = held();
  await media.begin();
  await media.granted('g1');
  let release = () => {};
  hold(new Promise((done) => (release = done)));
  let detached = false;
  const detaching = media.detach().then(() => (detached = true));
  await Promise.resolve();
  expect(detached).toBe(false);
  release();
  await detaching;
  expect(done.slice(-3)).toEqual(['detached', 'close', 'end']);
});

test('muting by the court holds, whatever the person presses, until the court takes it back', async () => {
  const { media, done } = held();
  await media.begin();
  media.setMutedByCourt(true);
  media.setMuted('audio', false);
  expect(done.filter((one) => one.startsWith('audio')).slice(-2)).toEqual(['audio off', 'audio off']);
  media.setMutedByCourt(false);
  expect(done.filter((one) => one.startsWith('audio')).at(-1)).toBe('audio on');
});

test('the grant of before, told again, goes on with the connection of before; another one makes a new one', async () => {
  const { media, done, lost } = held();
  await media.begin();
  await media.granted('g1');
  expect(media.held).toBe('g1');
  await media.granted('g1');
  expect(done.slice(3)).toEqual(['connect g1', 'send', 'resume']);
  await media.granted('g2');
  expect(done.slice(6)).toEqual(['close', 'connect g2', 'send']);
  media.revoked();
  expect(media.held).toBeUndefined();
  expect(lost).toEqual([]);
});

test('a connection that can not be taken up again is lost, so that another grant is asked for', async () => {
  const { media, lost, tooLate } = held();
  await media.begin();
  await media.granted('g1');
  tooLate();
  await media.granted('g1');
  expect(lost).toEqual(['lost']);
});
