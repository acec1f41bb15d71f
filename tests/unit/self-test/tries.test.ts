import { describe, expect, it, test } from 'vitest';
import { BOOTH_RULES } from '../../../apps/facility/src/gateway/booth-rules.js';
import { GatewayRefusal } from '../../../apps/facility/src/gateway/gateway-refusal.js';
import type { Seat } from '../../../apps/facility/src/gateway/grants.js';
import { parseFrame } from '../../../apps/facility/src/gateway/parse-frame.js';
import { MAX_REFUSALS } from '../../../apps/facility/src/gateway/party-connection.js';
import { decide } from '../../../apps/facility/src/gateway/policy.js';
import { description } from '../../../apps/facility/src/self-test/description.js';
import { type OwnPlace, TRIES } from '../../../apps/facility/src/self-test/tries.js';

const own: OwnPlace = { session: 11, publisher: 112, fresh: 213 };
const seat: Seat = {
  grant: {
    ...{ session: 'a'.repeat(32), party: 0, role: 1, signIn: 's' },
    room: { id: 77, pin: 'pin', publishers: 2 },
  },
  holder: undefined,
  session: { shown: own.session, janus: 1 },
  handles: new Map([
    [own.publisher, { shown: own.publisher, janus: 2, kind: 'publisher' }],
    [own.fresh, { shown: own.fresh, janus: 3, kind: 'fresh' }],
  ]),
  privateId: 5,
};
const judged = (frame: Record<string, unknown>): string => {
  try {
    return decide(parseFrame({ transaction: 't', ...frame }, BOOTH_RULES), seat, BOOTH_RULES).do;
  } catch (error) {
    if (error instanceof GatewayRefusal) return error.code;
    throw error;
  }
};

describe('what the self-test tries', () => {
  it.each(TRIES.map((one) => [one.name, one] as const))('%s is refused for what it is', (_name, { frame, code }) => {
    expect(judged(frame(own))).toBe(code);
  });

  it('is refused for that only: the same offer without it goes through (control)', () => {
    const jsep = { type: 'offer', e2ee: true, sdp: description({}) };
    const body = { request: 'publish' };
    expect(judged({ janus: 'message', session_id: own.session, handle_id: own.publisher, body, jsep })).toBe('forward');
  });

  it('has names that differ, and fits into one connection', () => {
    expect(new Set(TRIES.map(({ name }) => name)).size).toBe(TRIES.length);
    expect(TRIES.length).toBeLessThan(MAX_REFUSALS);
  });
});

test.each(['record', 'rtp_forward', 'publish_remotely', 'listforwarders', 'kick', 'data channel', 'simulcast'])(
  'the list has %s',
  (name) => expect(TRIES.map((one) => one.name)).toContain(name),
);
