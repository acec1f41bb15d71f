import { expect, test } from 'vitest';
import { audioMidIn } from '../../../apps/facility/src/gateway/sdp-lines.js';
import { MutedSound } from '../../../apps/facility/src/hearing-gateway/muted-sound.js';

/** A plane whose answers come when they are let; it keeps what it was told. */
function plane() {
  const told: string[] = [];
  const answers: (() => void)[] = [];
  const court = { muted: false, there: true };
  const sound = new MutedSound(
    () => court.muted,
    async (mid, on) => {
      told.push(`${mid} ${on}`);
      await new Promise<void>((resolve) => answers.push(resolve));
      return court.there;
    },
  );
  /** Answers what is asked, until nothing is. */
  const answer = async () => {
    for (let round = 0; round < 8; round += 1) {
      answers.splice(0).forEach((one) => one());
      await Promise.resolve();
      await Promise.resolve();
    }
  };
  return { told, court, sound, answer };
}

test('an answer to somebody muted waits for the plane; to others it goes at once', async () => {
  const { told, court, sound, answer } = plane();
  sound.offered('publish', '0');
  expect(sound.answered()).toBeUndefined();
  expect(told).toEqual([]);
  court.muted = true;
  let passed = false;
  const waits = sound.answered()!.then(() => (passed = true));
  await Promise.resolve();
  await Promise.resolve();
  expect([told, passed]).toEqual([['0 true'], false]);
  await answer();
  await waits;
  expect(passed).toBe(true);
});

test('while muted no other sound begins over a connection that stands; what the plane holds may be described again', async () => {
  const { court, sound, answer } = plane();
  sound.offered('configure', '0');
  court.muted = true;
  expect(() => sound.offered('configure', '0')).toThrow(expect.objectContaining({ code: 'wrong-moment' }));
  const settled = sound.settle();
  await answer();
  await settled;
  sound.offered('configure', '0');
  expect(() => sound.offered('configure', '1')).toThrow(expect.objectContaining({ code: 'wrong-moment' }));
  // A stream that was not there when the plane was told is held by nobody.
  court.there = false;
  const again = sound.settle();
  await answer();
  await again;
  expect(() => sound.offered('configure', '0')).toThrow(expect.objectContaining({ code: 'wrong-moment' }));
  court.muted = false;
  sound.offered('configure', '1');
});

test('muted and lifted and muted again while the plane is slow: the last word is the last it is told', async () => {
  const { told, court, sound, answer } = plane();
  sound.offered('publish', '0');
  const all = [true, false, true].map((on) => {
    court.muted = on;
    return sound.settle();
  });
  await answer();
  await Promise.all(all);
  expect(told.at(-1)).toBe('0 true');
});

test('no number of invented sections keeps the plane from being told of each', () => {
  const { sound } = plane();
  for (let mid = 0; mid < 8; mid += 1) sound.offered('publish', String(mid));
  expect(() => sound.offered('publish', '8')).toThrow(expect.objectContaining({ code: 'wrong-moment' }));
  sound.offered('publish', '7');
});

const sdp = (audio: string, video = 'a=mid:1\r\n') => `v=0\r\nm=audio 9 x\r\n${audio}m=video 9 x\r\n${video}`;

test('a section by which the plane could not be told is refused', () => {
  const { sound } = plane();
  expect(audioMidIn(sdp('a=mid:0\r\n'))).toBe('0');
  expect(audioMidIn('v=0\r\nm=video 9 x\r\na=mid:0\r\n')).toBeUndefined();
  for (const hidden of [sdp(''), sdp('a=mid:0\r\na=mid:2\r\n'), sdp('a=mid:1\r\n')]) {
    expect(audioMidIn(hidden)).toBe('');
    expect(() => sound.offered('publish', audioMidIn(hidden))).toThrow(
      expect.objectContaining({ code: 'sdp-attribute' }),
    );
  }
});
