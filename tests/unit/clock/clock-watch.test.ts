import { beforeEach, describe, expect, it } from 'vitest';
import { readKernelClock, readTracking, type ClockState } from '../../../apps/facility/src/clock/clock-state.js';
import { ClockWatch } from '../../../apps/facility/src/clock/clock-watch.js';

const kept: ClockState = { source: 'kernel', synchronised: true, offset: 0.001 };
let wall: number;
let running: number;
let state: ClockState;
let writes: boolean;
let entered: unknown[];
let watch: ClockWatch;
beforeEach(() => {
  wall = Date.parse('2026-11-24T05:00:00Z');
  running = 1_000;
  state = kept;
  writes = true;
  entered = [];
  const enter = async ({ public: said }: { public?: unknown }) => {
    if (!writes) throw new Error('no database');
    entered.push(said);
  };
  watch = new ClockWatch({ wall: () => wall, running: () => running }, async () => state, enter);
});
const pass = async (seconds: number, set = 0) => {
  wall += (seconds + set) * 1000;
  running += seconds * 1000;
  await watch.look();
};

describe('the watch over the clock', () => {
  it('says nothing of a good clock, nor of one that is steered slowly (control)', async () => {
    for (let i = 0; i < 100; i++) await pass(10, 0.1);
    expect(entered).toEqual([]);
    expect(watch.trusted).toBe(true);
    expect(watch.jump).toBeUndefined();
  });

  it('enters a jump once, forward or back, and the clock is not trusted from then on', async () => {
    await pass(10, -3600);
    await pass(10);
    expect(entered).toEqual([{ cause: 'jump', seconds: -3600 }]);
    expect(watch.jump?.seconds).toBe(-3600);
    expect(watch.trusted).toBe(false);
  });

  it('enters a jump later when it could not be entered at once', async () => {
    writes = false;
    await expect(pass(10, 60)).rejects.toThrow('no database');
    writes = true;
    await pass(10);
    expect(entered).toEqual([{ cause: 'jump', seconds: 60 }]);
  });

  it('enters an offset beyond the limit, and that it is good again', async () => {
    state = { ...kept, offset: -7.4 };
    await pass(10);
    await pass(10);
    expect(watch.trusted).toBe(false);
    state = kept;
    await pass(10);
    expect(entered).toEqual([
      { cause: 'offset', seconds: -7 },
      { cause: 'good', seconds: 0 },
    ]);
    expect(watch.trusted).toBe(true);
  });

  it('enters that nothing keeps the clock only after ten minutes, and never when nobody knows', async () => {
    state = { source: 'unknown', synchronised: undefined, offset: undefined };
    for (let i = 0; i < 100; i++) await pass(10);
    expect(entered).toEqual([]);
    state = { source: 'kernel', synchronised: false, offset: undefined };
    await pass(10);
    await pass(580);
    expect(entered).toEqual([]);
    await pass(30);
    expect(entered).toEqual([{ cause: 'unsynchronised', seconds: 0 }]);
  });
});

describe('what the machine says of its clock', () => {
  it('is read from chrony', () => {
    const line = 'C0A80001,ntp.example,3,1764025200.1,0.500000000,0.1,0.1,-21.2,0.0,0.1,0.01,0.001,64.2,Normal\n';
    expect(readTracking(line)).toEqual({ source: 'chrony', synchronised: true, offset: -0.5 });
    const lost = line.replace('Normal', 'Not synchronised');
    expect(readTracking(lost)).toEqual({ source: 'chrony', synchronised: false, offset: undefined });
    expect(readTracking('506 Cannot talk to daemon')).toBeUndefined();
  });

  it('is read from the kernel, in microseconds or nanoseconds', () => {
    expect(readKernelClock('0 1 250000\n')).toEqual({ source: 'kernel', synchronised: true, offset: -0.25 });
    expect(readKernelClock('0 8193 -2000000000\n')).toEqual({ source: 'kernel', synchronised: true, offset: 2 });
    expect(readKernelClock('5 64 0\n')).toEqual({ source: 'kernel', synchronised: false, offset: undefined });
    expect(readKernelClock('-1 0 0\n')).toBeUndefined();
    expect(readKernelClock('')).toBeUndefined();
  });
});
