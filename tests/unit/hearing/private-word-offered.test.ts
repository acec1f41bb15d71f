import { expect, test } from 'vitest';
import { Refused } from '../../../apps/facility/src/hosts/refused.js';
import { LiveHearing } from '../../../apps/facility/src/hearing/live-hearing.js';
import { NoHearingMedia } from '../../../apps/facility/src/hearing/no-hearing-media.js';
import type { HearingServerFrame } from '#protocol';
import { HEAD, inSession, SEATS } from './people.js';

/** Counsel's device in an open hearing of a facility that can, or cannot, open a sealed consultation from it. */
function counsel(privateWords: boolean) {
  const told: HearingServerFrame[] = [];
  const socket = { send: (frame: HearingServerFrame) => void told.push(frame), close: () => {}, dismiss: () => {} };
  const head = { ...HEAD, ...(privateWords && { privateWords: true as const }) };
  const live = new LiveHearing(
    { head, hearing: inSession(), lines: [], session: 'a'.repeat(32) },
    {
      now: () => new Date(HEAD.from),
      fresh: () => 'b'.repeat(32),
      media: new NoHearingMedia(),
      keep: () => {},
      over: () => {},
    },
  );
  const device = socket as unknown as Parameters<LiveHearing['arrive']>[1];
  live.arrive(SEATS.counsel, device, '192.0.2.1');
  const confer = () =>
    live.take(SEATS.counsel, device, { type: 'command', command: { type: 'confer', seat: SEATS.accused } });
  const view = told.findLast((frame) => frame.type === 'view')?.view;
  return { confer, view, live };
}

test('no private word is offered, or begun, before there is a sealed booth for it', () => {
  const { confer, view, live } = counsel(false);
  expect(view?.privateWords).toBeUndefined();
  expect(confer).toThrow(Refused);
  expect(live.state.privateWord).toBeUndefined();
});

test('where there is one, it is offered and begins', () => {
  const { confer, view, live } = counsel(true);
  expect(view?.privateWords).toBe(true);
  confer();
  expect(live.state.privateWord?.seats).toEqual([SEATS.counsel, SEATS.accused]);
});
