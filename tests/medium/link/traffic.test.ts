import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UplinkStreet } from '../../lab/uplink-street.js';
import { booths, hearing } from '../../unit/link/line-samples.js';
import { counted, countMarks } from './count-marks.js';
import { AUDIO, marksOf, SOUND_BYTES, VIDEO } from './marks-of.js';
import { RouterAgent, streetPlan } from './router-agent.js';
import { hear, speak } from './talk.js';

const PLAN = streetPlan(2000, [hearing()]);

let street: UplinkStreet;
let router: RouterAgent;
beforeAll(async () => {
  street = await UplinkStreet.open(2000);
  await countMarks(street, 'court');
  await countMarks(street, 'facility');
  router = await RouterAgent.start(street);
  await router.agent.apply(PLAN);
});
afterAll(async () => {
  await router?.agent.stop();
  await router?.removeFolder();
  await street?.close();
});

describe('at the edge each packet gets its mark', () => {
  const cases: [string, { type?: number; dscp?: number; media?: number; bytes?: number }, string][] = [
    ['sound of a hearing', { media: 43_000 }, 'ef'],
    ['sound of a hearing as RED', { media: 43_399, type: 63 }, 'ef'],
    ['pictures of a hearing', { media: 43_100, type: VIDEO }, 'af41'],
    ['RTCP of a hearing', { media: 43_100, type: 201 - 128 }, 'af21'],
    ['sound of a booth', { media: 29_100 }, 'ef'],
    ['pictures of a booth', { media: 29_000, type: VIDEO }, 'af42'],
    ['what is too long for sound', { media: 43_000, bytes: 400 }, 'cs0'],
    ['a port beside the range', { media: 43_400 }, 'cs0'],
    ['what marks itself as sound', { media: 20_000, dscp: 46 }, 'cs0'],
    ['what wants to wait', { media: 20_000, dscp: 8 }, 'cs1'],
  ];
  it.each(cases)('%s', async (_, { media = 20_000, ...packet }, mark) => {
    expect(await marksOf(street, 'up', { from: media, port: 9000, ...packet })).toEqual([mark]);
    expect(await marksOf(street, 'down', { from: 9000, port: media, ...packet })).toEqual([mark]);
  });
});

describe('a flood that looks like sound', () => {
  it('of one connection is cut to what one can be, and sound beside it is whole', async () => {
    const before = await counted(street, 'court');
    const heard = await hear(street, 'court', 9001, 4);
    const flood = { from: 43_001, address: street.court, port: 9002, type: AUDIO, bytes: 250, pace: 1500, seconds: 3 };
    const sound = {
      from: 43_002,
      address: street.court,
      port: 9001,
      type: AUDIO,
      bytes: SOUND_BYTES,
      pace: 50,
      seconds: 3,
    };
    await Promise.all([speak(street, 'facility', flood), speak(street, 'facility', sound)]);
    const { sent, heard: came, p95 } = await heard.result;
    expect(sent).toBe(150);
    expect(came).toBe(150);
    expect(p95).toBeLessThan(60);
    const marked = (await counted(street, 'court'))['ef']! - before['ef']!;
    // Of 4500 of the flood; 330 kbit/s for three seconds, and one more at once, are about 570.
    expect(marked - 150).toBeGreaterThan(200);
    expect(marked - 150).toBeLessThan(800);
  });
});

describe('a change of plan', () => {
  const sound = {
    from: 43_003,
    address: '10.80.3.1',
    port: 9003,
    type: AUDIO,
    bytes: SOUND_BYTES,
    pace: 50,
    seconds: 4,
  };

  it('takes effect within a second, and no packet of sound is lost', async () => {
    const heard = await hear(street, 'court', 9003, 6);
    const speaking = speak(street, 'facility', sound);
    const took: number[] = [];
    for (let count = 1; count <= 8; count += 1) {
      const started = performance.now();
      await router.agent.apply(streetPlan(2000 + count * 50, [hearing(), ...booths(count % 4)]));
      took.push(performance.now() - started);
    }
    await speaking;
    expect(await heard.result).toMatchObject({ sent: 200, heard: 200 });
    expect(Math.max(...took)).toBeLessThan(1000);
  });

  it('as a control: where the device goes for a moment, packets are lost', async () => {
    const heard = await hear(street, 'court', 9003, 6);
    const speaking = speak(street, 'facility', sound);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await street.run('line', ['sh', '-c', 'ip link set out down; sleep 0.3; ip link set out up']);
    await speaking;
    const { sent, heard: came } = await heard.result;
    expect(sent).toBe(200);
    expect(came).toBeLessThan(200);
  });
});
