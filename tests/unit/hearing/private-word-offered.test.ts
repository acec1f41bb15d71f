import { expect, test } from 'vitest';
import { Refused } from '../../../apps/facility/src/hosts/refused.js';
import { LiveHearing } from '../../../apps/facility/src/hearing/live-hearing.js';
import { NoHearingMedia } from '../../../apps/facility/src/hearing/no-hearing-media.js';
import type { HearingServerFrame } from '#protocol';
import { HEAD, inSession, SEATS, type Who } from './people.js';

type Device = Parameters<LiveHearing['arrive']>[1];

/** An open hearing to which these come, each with the booking whose sealed consultation the device can open. */
function court(bookings: Partial<Record<Who, string>>) {
  const live = new LiveHearing(
    { head: HEAD, hearing: inSession(), lines: [], session: 'a'.repeat(32) },
    {
      now: () => new Date(HEAD.from),
      fresh: () => 'b'.repeat(32),
      media: new NoHearingMedia(),
      keep: () => {},
      counsel: { known: async () => undefined, carryOut: () => Promise.reject(new Error('nobody')) },
      over: () => {},
    },
  );
  const devices = new Map<Who, { device: Device; told: HearingServerFrame[] }>();
  const come = (who: Who, booking?: string) => {
    const told: HearingServerFrame[] = [];
    const socket = { send: (frame: HearingServerFrame) => void told.push(frame), close: () => {}, dismiss: () => {} };
    const device = socket as unknown as Device;
    devices.set(who, { device, told });
    live.arrive(SEATS[who], device, { address: '192.0.2.1', booking });
  };
  for (const who of ['judge', 'counsel', 'accused'] as const) come(who, bookings[who]);
  const confidants = (who: Who) =>
    devices.get(who)?.told.findLast((frame) => frame.type === 'view')?.view.you.confidants;
  const confer = () =>
    void live.take(SEATS.counsel, devices.get('counsel')?.device as Device, {
      type: 'command',
      command: { type: 'confer', seat: SEATS.accused },
    });
  return { live, confidants, confer, come };
}

test('no private word is offered, or begun, where there is no sealed consultation of both', () => {
  for (const bookings of [{}, { counsel: 'one' }, { accused: 'one' }, { counsel: 'one', accused: 'other' }]) {
    const { confidants, confer, live } = court(bookings);
    expect([confidants('counsel'), confidants('accused')]).toEqual([[], []]);
    expect(confer).toThrow(Refused);
    expect(live.state.privateWord).toBeUndefined();
  }
});

test('the two parties of a booking are offered one, nobody else is, and it begins', () => {
  const { confidants, confer, live } = court({ counsel: 'one', accused: 'one' });
  expect(confidants('counsel')).toEqual([SEATS.accused]);
  expect(confidants('accused')).toEqual([SEATS.counsel]);
  expect(confidants('judge')).toEqual([]);
  confer();
  expect(live.state.privateWord?.seats).toEqual([SEATS.counsel, SEATS.accused]);
});

test('who comes back by a link has no sealed consultation any more', () => {
  const { confidants, confer, come } = court({ counsel: 'one', accused: 'one' });
  come('accused');
  expect(confidants('counsel')).toEqual([]);
  expect(confer).toThrow(Refused);
});
