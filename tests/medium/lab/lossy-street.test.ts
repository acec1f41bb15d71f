import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LineEars } from '../../lab/line-ears.js';
import { LossyStreet } from '../../lab/lossy-street.js';
import { UplinkStreet } from '../../lab/uplink-street.js';
import { speak } from '../link/talk.js';

const PORTS: [number, number] = [43_000, 43_399];
const PACKETS = 800;
const LOSS = { way: 'up', percent: 20, run: 1 } as const;

let street: UplinkStreet;
let box: LossyStreet;
beforeAll(async () => {
  street = await UplinkStreet.open(2000);
  box = await LossyStreet.over(street, 2000, 20);
});
afterAll(async () => {
  await box?.close();
  await street?.close();
});

/** A connection that nobody takes is refused once all that was sent before it is there. */
const REFUSED = `
import socket, sys
try: socket.create_connection((sys.argv[1], 9), 30)
except ConnectionRefusedError: pass
`;

/** Packets of sound one way, as the ears of the line count them once whatever was sent after them has come. */
async function sound(way: 'up' | 'down') {
  const [place, address] = way === 'up' ? (['facility', street.court] as const) : (['court', street.facility] as const);
  const ears = await LineEars.at(street, PORTS, [111]);
  const [from, port] = way === 'up' ? [43_001, 9000] : [9000, 43_001];
  await speak(street, place, { from, address, port, type: 111, bytes: 102, pace: PACKETS / 2, seconds: 2 });
  await street.run(place, ['python3', '-c', REFUSED, address]);
  return (await ears.end())[way];
}

describe('a line that loses', () => {
  it('as a control: nothing while it was not told to, and it takes half of the round trip', async () => {
    const line = await sound('up');
    expect(line).toMatchObject({ sent: PACKETS, came: PACKETS });
    expect(line.p50).toBeGreaterThanOrEqual(10);
  });

  it('as much as it was told, in that way alone, and the same packets each time', async () => {
    box.lose(LOSS, 7);
    const first = await sound('up');
    // A fifth of 800, four deviations.
    expect(first.came).toBeGreaterThan(PACKETS * 0.8 - 45);
    expect(first.came).toBeLessThan(PACKETS * 0.8 + 45);
    expect(first.sent).toBe(PACKETS);
    box.lose(LOSS, 7);
    expect((await sound('up')).came).toBe(first.came);
    expect((await sound('down')).came).toBe(PACKETS);
  });

  it('in bursts, of which there are fewer', async () => {
    box.lose({ ...LOSS, percent: 10, run: 5 }, 3);
    const { came } = await sound('up');
    // Sixteen bursts of five in the mean.
    expect((PACKETS - came) % 5).toBe(0);
    expect(came).toBeGreaterThan(PACKETS * 0.9 - 80);
    expect(came).toBeLessThan(PACKETS);
    box.lose({ ...LOSS, percent: 0 }, 0);
    expect((await sound('up')).came).toBe(PACKETS);
  });
});
