import { describe, expect, it } from 'vitest';
import { EndSession } from '../../../apps/facility/src/booth/end-session.js';
import type { TestChannel } from './test-channel.js';
import { openChannel } from './opened-channel.js';
import { until } from './test-house.js';

let channel: TestChannel;
openChannel((made) => (channel = made));

type Ending = [name: string, end: (made: Awaited<ReturnType<TestChannel['both']>>) => unknown, code: string];
const ENDINGS: Ending[] = [
  ['the detainee', ({ booth }) => booth.send({ type: 'end' }), 'ended-by-detainee'],
  ['the attorney', ({ law }) => law.send({ type: 'end' }), 'ended-by-attorney'],
  ...(['normal', 'ended-by-staff', 'link-lost', 'booth-not-safe'] as const).map((code): Ending => [
    `the desk: ${code}`,
    ({ id }) => new EndSession(channel.house.db, channel.house.all.life).end(id, code, { by: 'desk1' }),
    code,
  ]),
  ['a signed "different" of the booth', ({ booth }) => booth.verdict(false), 'codes-differ'],
  ['a signed "different" of the attorney', ({ law }) => law.verdict(false), 'codes-differ'],
  [
    'an abort because of it',
    ({ law }) => law.send({ type: 'abort', round: law.all('offer')[0]!.round, code: 'verdict-different' }),
    'codes-differ',
  ],
  [
    'both at once',
    ({ booth, law }) => [booth, booth, booth].map((one) => one.send({ type: 'end' })) && law.socket.terminate(),
    'ended-by-detainee',
  ],
];

describe('ten endings', () => {
  it.each(ENDINGS)('%s', async (_, end, code) => {
    const made = await channel.bothKeyed();
    await end(made);
    expect(await made.booth.gets('ended')).toEqual({ type: 'ended', code });
    await channel.completed(made.id);
    await until(() => channel.house.plane.open.size === 0 && channel.house.grants.revoked.length > 0);
    await channel.drained();
    expect(await channel.state(made.id)).toEqual(['completed', code]);
    expect(channel.house.keeper.types().filter((type) => type === 'session.closed')).toHaveLength(1);
    expect(channel.house.keeper.types().at(-1)).toBe('session.closed');
    const late = await channel.enter('attorney', await channel.attorneyCopy(made.id));
    expect((await late.gets('refused')).code).toBe('session-ended');
  });
});
