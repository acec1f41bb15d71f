import { expect, test } from 'vitest';
import type { Seat } from '../../../apps/facility/src/gateway/grants.js';
import { askMissed, missedOf } from '../../../apps/facility/src/gateway/missed-publishers.js';
import { toBrowser } from '../../../apps/facility/src/gateway/server-events.js';
import { HEARING_RULES } from '../../../apps/facility/src/hearing-gateway/hearing-rules.js';

/** Seat 0, who may receive seats 1 and 2. */
const seat = (kind: 'publisher' | 'fresh' = 'publisher'): Seat => ({
  grant: {
    session: 'a'.repeat(32),
    party: 0,
    room: { id: 42, pin: 'the-pin', publishers: 8 },
    signIn: 's',
    mayReceive: (from) => from === 1 || from === 2,
  },
  holder: undefined,
  session: { shown: 1, janus: 901 },
  handles: new Map([[2, { shown: 2, janus: 902, kind }]]),
  privateId: 5,
});
const answer = (transaction: string) => ({
  janus: 'success',
  sender: 902,
  transaction,
  plugindata: {
    plugin: 'janus.plugin.videoroom',
    data: {
      videoroom: 'participants',
      room: 42,
      participants: [
        { id: 1, publisher: true, display: 'a name' },
        { id: 2, publisher: true, display: 'a name' },
        { id: 3, publisher: false },
        { id: 4, publisher: true },
      ],
    },
  },
});

test('who publishes is asked for on the own publisher, by a request of which nothing came from the browser', () => {
  expect(askMissed(seat())).toEqual({
    janus: 'message',
    transaction: 'missed',
    handle_id: 902,
    body: { request: 'listparticipants', room: 42 },
  });
  expect(askMissed(seat('fresh'))).toBeUndefined();
});

test('the browser is told those who publish and whom it may receive, by number, and nothing else of the answer', () => {
  const missed = missedOf(answer('missed'), seat())!;
  expect(toBrowser(missed, seat(), HEARING_RULES)).toMatchObject({
    janus: 'event',
    sender: 2,
    plugindata: { data: { videoroom: 'event', publishers: [{ id: 2 }] } },
  });
  expect(JSON.stringify(toBrowser(missed, seat(), HEARING_RULES))).not.toContain('name');
  const alone = { ...seat(), grant: { ...seat().grant, mayReceive: () => false } };
  expect(toBrowser(missed, alone, HEARING_RULES)).toBeUndefined();
});

test('an answer to anything else is no news of publishers', () => {
  expect(missedOf(answer('c:missed'), seat())).toBeUndefined();
  expect(missedOf(answer('missed'), seat('fresh'))).toBeUndefined();
});
