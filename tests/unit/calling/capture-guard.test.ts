import { expect, test } from 'vitest';
import { CaptureDevices, CaptureGuard } from '../../../libs/calling/src/capture-guard.js';

class FakeTrack extends EventTarget {
  readyState: 'live' | 'ended' = 'live';
  stop(): void {
    this.readyState = 'ended';
  }
  /** As when a device is unplugged. */
  lose(): void {
    this.readyState = 'ended';
    this.dispatchEvent(new Event('ended'));
  }
}

class FakeDevices extends CaptureDevices {
  acted = true;
  readonly tracks: FakeTrack[] = [];
  readonly asked: MediaStreamConstraints[] = [];
  failures: string[] = [];
  hold: Promise<void> | undefined;

  override personActed(): boolean {
    return this.acted;
  }
  override openWindow(constraints: DisplayMediaStreamOptions): Promise<MediaStream> {
    return this.open({ video: constraints.video ?? false });
  }
  override allowed(): Promise<boolean> {
    return Promise.resolve(true);
  }
  override async open(constraints: MediaStreamConstraints): Promise<MediaStream> {
    this.asked.push(constraints);
    await this.hold;
    const failure = this.failures.shift();
    if (failure) throw Object.assign(new Error(failure), { name: failure });
    const made = [...(constraints.audio ? [new FakeTrack()] : []), ...(constraints.video ? [new FakeTrack()] : [])];
    this.tracks.push(...made);
    return { getTracks: () => made, getVideoTracks: () => made.slice(-1) } as unknown as MediaStream;
  }
}

const ended = (devices: FakeDevices) => devices.tracks.every(({ readyState }) => readyState === 'ended');

test('captures while a person acts, and end() ends every track', async () => {
  const devices = new FakeDevices();
  const guard = new CaptureGuard(devices, () => undefined);
  await guard.begin();
  expect(devices.tracks).toHaveLength(2);
  expect(ended(devices)).toBe(false);
  guard.end();
  expect(ended(devices)).toBe(true);
  expect(guard.stream).toBeUndefined();
});

test('without a person nothing is asked for', async () => {
  const devices = new FakeDevices();
  devices.acted = false;
  await expect(new CaptureGuard(devices, () => undefined).begin()).rejects.toMatchObject({ code: 'no-person' });
  expect(devices.asked).toEqual([]);
});

test('a stream that comes after the end is stopped at once', async () => {
  const devices = new FakeDevices();
  let release = () => undefined as void;
  devices.hold = new Promise((resolve) => (release = resolve));
  const guard = new CaptureGuard(devices, () => undefined);
  const begun = guard.begin();
  guard.end();
  release();
  await expect(begun).rejects.toMatchObject({ code: 'devices-refused' });
  expect(devices.tracks).toHaveLength(2);
  expect(ended(devices)).toBe(true);
});

test('a second begin ends the first capture', async () => {
  const devices = new FakeDevices();
  const guard = new CaptureGuard(devices, () => undefined);
  await guard.begin();
  await guard.begin();
  expect(devices.tracks.map(({ readyState }) => readyState)).toEqual(['ended', 'ended', 'live', 'live']);
});

test('no camera: microphone alone; no permission: refused', async () => {
  const devices = new FakeDevices();
  devices.failures = ['NotFoundError'];
  await new CaptureGuard(devices, () => undefined).begin();
  expect(devices.tracks).toHaveLength(1);
  devices.failures = ['NotAllowedError'];
  await expect(new CaptureGuard(devices, () => undefined).begin()).rejects.toMatchObject({ code: 'devices-refused' });
});

test('a device taken away is told once, after the end never', async () => {
  const devices = new FakeDevices();
  let lost = 0;
  const guard = new CaptureGuard(devices, () => {
    lost += 1;
    guard.end();
  });
  await guard.begin();
  for (const track of devices.tracks) track.lose();
  expect(lost).toBe(1);
});

test('a window: only from a person, only beside capture, and it ends with it', async () => {
  const devices = new FakeDevices();
  const guard = new CaptureGuard(devices, () => undefined);
  await expect(guard.beginWindow(() => undefined)).rejects.toMatchObject({ code: 'devices-refused' });
  await guard.begin();
  devices.acted = false;
  await expect(guard.beginWindow(() => undefined)).rejects.toMatchObject({ code: 'no-person' });
  expect(devices.asked).toHaveLength(1);
  devices.acted = true;
  await guard.beginWindow(() => undefined);
  expect(guard.window).toBeDefined();
  guard.end();
  expect(guard.window).toBeUndefined();
  expect(ended(devices)).toBe(true);
});

test('a window that comes after the end, or after the wish was taken back, is stopped at once', async () => {
  for (const stop of ['end', 'endWindow'] as const) {
    const devices = new FakeDevices();
    const guard = new CaptureGuard(devices, () => undefined);
    await guard.begin();
    let release = () => undefined as void;
    devices.hold = new Promise((resolve) => (release = resolve));
    const coming = guard.beginWindow(() => undefined);
    guard[stop]();
    release();
    await expect(coming).rejects.toMatchObject({ code: 'devices-refused' });
    expect(devices.tracks.at(-1)?.readyState).toBe('ended');
    expect(guard.window).toBeUndefined();
  }
});

test("the browser's own stop is told, once; the own stop is not", async () => {
  const devices = new FakeDevices();
  const guard = new CaptureGuard(devices, () => undefined);
  await guard.begin();
  let told = 0;
  await guard.beginWindow(() => (told += 1));
  devices.tracks.at(-1)?.lose();
  expect(told).toBe(1);
  guard.endWindow();
  await guard.beginWindow(() => (told += 1));
  guard.endWindow();
  devices.tracks.at(-1)?.lose();
  expect(told).toBe(1);
});
