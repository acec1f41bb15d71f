import { expect, test } from 'vitest';
import type { HearingServerFrame, HearingView } from '#protocol';
import type { ChannelState } from '../../../apps/web/court/channel/channel-state.js';
import { type ChannelSocket, HearingChannel } from '../../../apps/web/court/channel/hearing-channel.js';

const NOW = '2026-11-23T05:42:00.000Z';
const view: HearingView = {
  hearing: '7'.repeat(32),
  caseNumber: '1',
  courtroom: '3',
  from: NOW,
  to: NOW,
  state: 'scheduled',
  you: {
    seat: 1,
    role: 'witness',
    name: 'N',
    language: 'kk',
    standing: 'waiting',
    muted: false,
    handUp: false,
    ready: false,
    affirmed: [],
    conferring: 'no',
    confidants: [],
  },
  people: [],
  floor: null,
};
const CHALLENGE: HearingServerFrame = { type: 'challenge', challenge: 'c'.repeat(32) };
const VIEW: HearingServerFrame = { type: 'view', view, now: NOW };

class FakeSocket implements ChannelSocket {
  readyState: WebSocket['readyState'] = 1;
  readonly sent: unknown[] = [];
  onmessage: ((event: MessageEvent) => void) | null = null;
  onclose: ((event: CloseEvent) => void) | null = null;
  send = (data: unknown) => void this.sent.push(JSON.parse(String(data)));
  close = () => this.breaks();
  breaks(code = 1006): void {
    this.readyState = 3;
    this.onclose?.({ code } as CloseEvent);
  }
  says(frame: HearingServerFrame | string): void {
    this.onmessage?.({ data: typeof frame === 'string' ? frame : JSON.stringify(frame) } as MessageEvent);
  }
}

/** A channel whose line and clock this test holds. */
function held(grant?: string) {
  const sockets: FakeSocket[] = [];
  const waits: { milliseconds: number; over: () => void; off: boolean }[] = [];
  const media: string[] = [];
  const states: ChannelState[] = [];
  const channel = new HearingChannel({
    socket: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket;
    },
    enter: async () => ({ type: 'enter-clerk', hearing: view.hearing }),
    changed: (state) => states.push(state),
    media: (frame) => media.push(frame.type),
    held: () => grant,
    now: () => Date.parse(NOW) - 86_400_000,
    later: (over, milliseconds) => {
      const wait = { milliseconds, over, off: false };
      waits.push(wait);
      return () => void (wait.off = true);
    },
  });
  channel.open();
  const last = () => sockets.at(-1)!;
  const enter = async () => {
    last().says(CHALLENGE);
    await Promise.resolve();
    last().says(VIEW);
  };
  return { channel, sockets, waits, media, states, last, enter };
}

test('who was told that the hearing is over comes no more, and keeps the last word; who was told of a pause comes again', () => {
  for (const [state, comes] of [
    ['closed', 1],
    ['adjourned', 1],
    ['paused', 2],
  ] as const) {
    const { sockets, waits, states } = held();
    sockets[0]!.says({ ...VIEW, view: { ...view, state } });
    sockets[0]!.breaks(1000);
    for (const wait of waits) if (!wait.off) wait.over();
    expect(sockets, state).toHaveLength(comes);
    expect(states.at(-1)?.name, state).toBe(comes === 1 ? 'in' : 'lost');
  }
});

test('enters when it is challenged, and shows the time of the server though this clock is a day off', async () => {
  const { channel, last, enter } = held();
  await enter();
  expect(last().sent).toEqual([{ type: 'enter-clerk', hearing: view.hearing }]);
  const { state } = channel;
  expect(state.name === 'in' && state.known.ahead).toBe(86_400_000);
});

test('reports what is missing of sound while it is in, and nothing where nothing was heard', async () => {
  const { channel, last, enter } = held();
  const voices = [{ seat: 3, packets: 500, missing: 50 }];
  channel.report(voices);
  expect(last().sent).toEqual([]);
  await enter();
  channel.report([]);
  channel.report(voices);
  expect(last().sent.slice(1)).toEqual([{ type: 'loss', voices }]);
  last().breaks();
  channel.report(voices);
  expect(last().sent).toHaveLength(2);
});

test('a lost line comes back after 0.5, 1, 2, 4, 8 and 8 s, and after 0.5 s again once it was in', async () => {
  const { channel, waits, last, enter, media } = held();
  await enter();
  for (let round = 0; round < 6; round += 1) {
    last().breaks();
    waits.at(-1)!.over();
  }
  expect(waits.map(({ milliseconds }) => milliseconds)).toEqual([500, 1000, 2000, 4000, 8000, 8000]);
  expect(channel.state).toMatchObject({ name: 'lost', known: { view: { caseNumber: '1' } } });
  expect(media.every((frame) => frame === 'no-media')).toBe(true);
  await enter();
  last().breaks();
  expect(waits.at(-1)!.milliseconds).toBe(500);
});

test('who is not let in is told why, once and for all; who was, keeps the screen and sees the refusal', async () => {
  const out = held();
  out.last().says(CHALLENGE);
  out.last().says({ type: 'refused', code: 'link-elsewhere', sentence: '' });
  expect(out.channel.state).toEqual({ name: 'refused', code: 'link-elsewhere' });
  expect(out.waits).toEqual([]);
  expect(out.last().readyState).toBe(3);
  const within = held();
  await within.enter();
  within.last().says({ type: 'refused', code: 'wrong-state', sentence: '' });
  expect(within.channel.state).toMatchObject({ name: 'in', refusal: 'wrong-state' });
  within.channel.command({ type: 'hand', up: true });
  expect(within.channel.state).toMatchObject({ name: 'in', refusal: undefined });
});

test('a seat that another window took is left to it', async () => {
  const { channel, waits, last, enter } = held();
  await enter();
  last().breaks(4001);
  expect(channel.state).toEqual({ name: 'replaced' });
  expect(waits).toEqual([]);
});

test('lines of the minute stand once each, also when they come before the view and again after a lost line', async () => {
  const { channel, last, waits, enter } = held();
  const line = (number: number) => ({ number, at: NOW, kind: 'note' as const, text: String(number) });
  last().says({ type: 'minute', lines: [line(2), line(1)] });
  await enter();
  last().breaks();
  waits.at(-1)!.over();
  await enter();
  last().says({ type: 'minute', lines: [line(1), line(2), line(3)] });
  const { state } = channel;
  expect(state.name === 'in' && state.known.minute.map(({ number }) => number)).toEqual([1, 2, 3]);
});

test('nothing is sent or kept for later while the line is lost; after close nothing is called any more', async () => {
  const { channel, states, waits, last, enter, sockets } = held();
  await enter();
  last().breaks();
  expect(channel.command({ type: 'open' })).toBe(false);
  expect(channel.note('kept by the screen')).toBe(false);
  channel.close();
  expect(waits.at(-1)!.off).toBe(true);
  const seen = states.length;
  sockets[0]!.says(VIEW);
  expect(states.length).toBe(seen);
});

test('what is no frame of ours ends this connection, and the next one is tried', async () => {
  const { channel, waits, last, enter } = held();
  await enter();
  last().says('{"type":"view","view":{}}');
  expect(channel.state.name).toBe('lost');
  expect(waits.length).toBe(1);
});

test('media are held while a line is cut, the grant is shown, and the next try is never far', async () => {
  const { media, last, enter, waits, channel } = held('g1');
  await enter();
  last().breaks();
  for (let round = 0; round < 3; round += 1) {
    waits.findLast(({ milliseconds }) => milliseconds <= 1000)!.over();
    last().breaks();
  }
  expect(waits.filter(({ milliseconds }) => milliseconds <= 1000).map(({ milliseconds }) => milliseconds)).toEqual([
    500, 1000, 1000, 1000,
  ]);
  expect(media).toEqual([]);
  waits.findLast(({ milliseconds }) => milliseconds <= 1000)!.over();
  await enter();
  expect(last().sent).toEqual([{ type: 'enter-clerk', hearing: view.hearing, held: 'g1' }]);
  last().says({ type: 'media', grant: 'g1' });
  expect(media).toEqual(['media']);
  expect(channel.state.name).toBe('in');
  expect(waits.filter(({ milliseconds }) => milliseconds > 1000).every(({ off }) => off)).toBe(true);
});

test('camera and microphone go off when nothing came for as long as the facility keeps the grant', async () => {
  const { media, last, enter, waits } = held('g1');
  await enter();
  last().breaks();
  waits.find(({ milliseconds }) => milliseconds === 30_000)!.over();
  expect(media).toEqual(['no-media']);
});

test('a line that the server closed with a word holds nothing', async () => {
  for (const code of [1000, 4001, 4003]) {
    const { media, last, enter } = held('g1');
    await enter();
    last().breaks(code);
    expect(media).toEqual(['no-media']);
  }
});

test('who is not let in any more holds nothing', async () => {
  const { media, last, enter, waits } = held('g1');
  await enter();
  last().breaks();
  waits.findLast(({ milliseconds }) => milliseconds === 500)!.over();
  last().says(CHALLENGE);
  last().says({ type: 'refused', code: 'link-wrong', sentence: '' });
  expect(media).toEqual(['no-media']);
});

test('a line that seems cut is left open until the next one is in, so that the server sees no goodbye', async () => {
  const { channel, sockets, enter, waits, media } = held('g1');
  await enter();
  channel.renew();
  expect(channel.state.name).toBe('lost');
  waits.findLast(({ milliseconds }) => milliseconds === 500)!.over();
  expect(sockets[0]!.readyState).toBe(1);
  await enter();
  expect(sockets[0]!.readyState).toBe(3);
  expect(media).toEqual([]);
  expect(channel.state.name).toBe('in');
});

test('a socket that does not open on a dead line is given up for another one', async () => {
  const { sockets, enter, waits, last } = held('g1');
  await enter();
  last().breaks();
  waits.findLast(({ milliseconds }) => milliseconds === 500)!.over();
  waits.findLast(({ milliseconds }) => milliseconds === 4000)!.over();
  expect(sockets[1]!.readyState).toBe(3);
  waits.findLast(({ milliseconds, off }) => milliseconds === 1000 && !off)!.over();
  expect(sockets).toHaveLength(3);
  // The next one has longer: the line may be slow, not dead.
  expect(waits.some(({ milliseconds, off }) => milliseconds === 8000 && !off)).toBe(true);
});
