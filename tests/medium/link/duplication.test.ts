import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { copyingRules, DUPLICATION_RULE, SOUND_CLASSES, USUAL_POLICY } from '#link';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { UplinkStreet } from '../../lab/uplink-street.js';
import { booths, hearing } from '../../unit/link/line-samples.js';
import { AUDIO, SOUND_BYTES, VIDEO } from './marks-of.js';
import { PacketCounts } from './packet-counts.js';
import { networkOf, RouterAgent, streetPlan } from './router-agent.js';
import { hear, speak } from './talk.js';

const SESSIONS = [hearing(), ...booths(1)];
const BOTH_WAYS = { up: true, down: true };
const ONCE = streetPlan(9000, SESSIONS);
const TWICE = streetPlan(9000, SESSIONS, { lossy: BOTH_WAYS });
const BOOTHS_TOO = streetPlan(9000, SESSIONS, {
  lossy: BOTH_WAYS,
  policy: { ...USUAL_POLICY, duplicate: SOUND_CLASSES },
});
/** A second router on the segment towards the line, which is not there: only its address is known. */
const OTHER_GATEWAY = { ip: '10.80.2.9', mac: '02:00:00:00:00:09', behind: '10.99.0.1' };
const ON_OTHER_DEVICE = '10.80.4.2';
const PACKETS = 25;
/** When nothing came for so long, all has come: a busy machine forwards late. */
const SETTLED_MS = 300;

let street: UplinkStreet;
let line: PacketCounts<'all' | 'toGateway' | 'toOther'>;
let other: PacketCounts<'all'>;
let court: PacketCounts<'ef' | 'af41' | 'af42' | 'af21' | 'cs0'>;
let inside: PacketCounts<'all'>;
let router: RouterAgent;

beforeAll(async () => {
  street = await UplinkStreet.open(9000);
  const at = (place: 'router' | 'line', command: string) => street.run(place, ['sh', '-c', command]);
  const peer = street.command('line', []).at(-1) as string;
  await at('router', `ip link add other type veth peer name in2 netns ${peer}`);
  await at('router', 'ip addr add 10.80.4.1/24 dev other && ip link set other up');
  await at('line', `ip addr add ${ON_OTHER_DEVICE}/24 dev in2 && ip link set in2 up`);
  const { ip, mac, behind } = OTHER_GATEWAY;
  await at('router', `ip neigh add ${ip} lladdr ${mac} dev wan nud permanent && ip route add ${behind} via ${ip}`);
  const gateway = JSON.parse(await street.run('line', ['ip', '-j', 'link', 'show', 'in'])) as { address: string }[];
  const sound = 'meta l4proto udp';
  line = await PacketCounts.at(street, 'line', 'in', {
    all: sound,
    toGateway: `${sound} ether daddr ${gateway[0]?.address}`,
    toOther: `${sound} ether daddr ${mac}`,
  });
  other = await PacketCounts.at(street, 'line', 'in2', { all: sound });
  const marked = (dscp: string) => `${sound} ip dscp ${dscp}`;
  court = await PacketCounts.at(street, 'court', 'wan', {
    ef: marked('ef'),
    af41: marked('af41'),
    af42: marked('af42'),
    af21: marked('af21'),
    cs0: marked('cs0'),
  });
  inside = await PacketCounts.at(street, 'facility', 'lan', { all: sound });
});
afterAll(() => street?.close());

const NONE = { ef: 0, af41: 0, af42: 0, af21: 0, cs0: 0 };
/** Sends so many packets from a place, and answers what each of the ears counted. */
async function send(packet: {
  place?: 'facility' | 'court' | 'router';
  from?: number;
  to?: string;
  port?: number;
  type?: number;
  bytes?: number;
}) {
  const {
    place = 'facility',
    from = 43_000,
    to = street.court,
    port = 9000,
    type = AUDIO,
    bytes = SOUND_BYTES,
  } = packet;
  const ears = [line, other, court, inside] as const;
  await Promise.all(ears.map((ear) => ear.take()));
  await speak(street, place, { from, address: to, port, type, bytes, pace: 4 * PACKETS, seconds: 0.25 });
  const sums: Record<string, number>[] = ears.map(() => ({}));
  for (let came = true; came;) {
    await wait(SETTLED_MS);
    const more: Record<string, number>[] = await Promise.all(ears.map((ear) => ear.take()));
    came = more.some((counts) => Object.values(counts).some((count) => count > 0));
    for (const [at, counts] of more.entries()) {
      for (const [name, count] of Object.entries(counts)) sums[at]![name] = (sums[at]![name] ?? 0) + count;
    }
  }
  return { line: sums[0], other: sums[1], court: sums[2], inside: sums[3] };
}
const copies = async () => copyingRules(await street.run('router', ['nft', 'list', 'ruleset']));
const RULE = DUPLICATION_RULE.text.replace('DEVICE', 'wan');
const TO_GATEWAY = (packets: number) => ({ all: packets, toGateway: packets, toOther: 0 });

describe('sound of a hearing on a lossy line', () => {
  beforeAll(async () => {
    router = await RouterAgent.start(street);
  });
  afterAll(async () => {
    await router.agent.stop();
    await router.removeFolder();
  });

  it('as a control: leaves once while nothing is lost', async () => {
    await router.agent.apply(ONCE);
    expect(await copies()).toEqual([]);
    expect(await send({})).toMatchObject({ line: TO_GATEWAY(PACKETS), court: { ...NONE, ef: PACKETS } });
  });

  it('leaves twice, marked and queued as sound, to its own next hop and nowhere else', async () => {
    expect(await router.agent.apply(TWICE)).toEqual({ changed: true, notCopied: undefined });
    expect(await copies()).toEqual([{ chain: 'up_hearing_audio', rule: RULE }]);
    expect(await send({})).toEqual({
      line: TO_GATEWAY(2 * PACKETS),
      other: { all: 0 },
      court: { ...NONE, ef: 2 * PACKETS },
      inside: { all: 0 },
    });
    expect(await send({ type: 63 })).toMatchObject({ court: { ...NONE, ef: 2 * PACKETS } });
  });

  it('whose packets go by another gateway of the device has its copies go there too', async () => {
    const { line: seen } = await send({ to: OTHER_GATEWAY.behind });
    expect(seen).toEqual({ all: 2 * PACKETS, toGateway: 0, toOther: 2 * PACKETS });
  });

  it.each([
    ['pictures of a hearing', { from: 43_100, type: VIDEO }, 'af41'],
    ['RTCP of a hearing', { type: 201 - 128 }, 'af21'],
    ['sound of a booth, unless the plan says so', { from: 29_000 }, 'ef'],
    ['pictures of a booth', { from: 29_000, type: VIDEO }, 'af42'],
    ['what is too long for sound', { bytes: 400 }, 'cs0'],
    ['a port beside the range', { from: 43_400 }, 'cs0'],
  ] as const)('and nothing else: %s leaves once', async (_, packet, mark) => {
    expect(await send(packet)).toMatchObject({ line: TO_GATEWAY(PACKETS), court: { ...NONE, [mark]: PACKETS } });
  });

  it('and nothing that does not leave by that device', async () => {
    const onOther = await send({ to: ON_OTHER_DEVICE });
    expect(onOther).toMatchObject({ line: TO_GATEWAY(0), other: { all: PACKETS }, court: NONE });
    const local = await send({ place: 'router', to: street.facility });
    expect(local).toMatchObject({ line: TO_GATEWAY(0), other: { all: 0 }, inside: { all: PACKETS } });
    const comesIn = await send({ place: 'court', to: street.facility, from: 9000, port: 43_000 });
    expect(comesIn).toMatchObject({ line: TO_GATEWAY(0), other: { all: 0 }, inside: { all: PACKETS } });
  });

  it('and of booths by the same rule, where the plan says so', async () => {
    await router.agent.apply(BOOTHS_TOO);
    expect(await copies()).toEqual([
      { chain: 'up_hearing_audio', rule: RULE },
      { chain: 'up_booth_audio', rule: RULE },
    ]);
    expect(await send({ from: 29_000 })).toMatchObject({
      line: TO_GATEWAY(2 * PACKETS),
      court: { ...NONE, ef: 2 * PACKETS },
    });
  });

  it('comes whole where one copy of each packet comes; as a control: it does not without', async () => {
    const drop = [
      'table netdev lossy {',
      'chain came { type filter hook ingress device "in" priority 0; policy accept;',
      'udp sport 43000-43399 numgen random mod 5 == 0 drop',
      '}',
      '}',
    ];
    await street.run('line', ['nft', drop.join('\n')]);
    const lost = async () => {
      const ear = await hear(street, 'court', 9001, 10);
      const packet = { from: 43_001, address: street.court, port: 9001, type: AUDIO, bytes: SOUND_BYTES };
      await speak(street, 'facility', { ...packet, pace: 100, seconds: 4 });
      return 400 - (await ear.result).heard;
    };
    await router.agent.apply(ONCE);
    // A fifth of 400, and a fifth of a fifth: each bound is four deviations away.
    expect(await lost()).toBeGreaterThan(48);
    await router.agent.apply(TWICE);
    expect(await lost()).toBeLessThan(33);
    await street.run('line', ['nft', 'delete table netdev lossy']);
  });

  it('leaves once again when the plan says so, and nothing of the copies is left', async () => {
    await router.agent.apply(ONCE);
    expect(await copies()).toEqual([]);
    expect(await networkOf(street)).not.toContain('copies');
    expect(await send({})).toMatchObject({ line: TO_GATEWAY(PACKETS), court: { ...NONE, ef: PACKETS } });
  });
});

describe('the agent copies nothing', () => {
  const route = (...words: string[]) => street.run('router', ['ip', 'route', 'replace', 'default', ...words]);
  beforeEach(async () => {
    router = await RouterAgent.start(street);
  });
  afterEach(async () => {
    await route('via', '10.80.2.2');
    await router.agent.stop();
    await router.removeFolder();
  });

  it('while the route leads elsewhere, and begins again with it; marks and queues stay', async () => {
    await router.agent.apply(TWICE);
    const before = await networkOf(street);
    await route('via', ON_OTHER_DEVICE);
    await router.agent.look();
    expect(await copies()).toEqual([]);
    expect(await networkOf(street)).toContain('class htb 7a:10');
    await route('via', '10.80.2.2');
    await router.agent.look();
    expect(await networkOf(street)).toBe(before);
    await router.agent.look();
    expect(router.said).toEqual(['no sound leaves twice: other-device', 'sound may leave twice again']);
    expect(await send({})).toMatchObject({ court: { ...NONE, ef: 2 * PACKETS } });
  });

  it.each([
    ['there is no gateway', ['dev', 'wan'], 'no-gateway'],
    ['the gateway is on another device', ['via', ON_OTHER_DEVICE], 'other-device'],
    ['there are two ways', ['nexthop', 'via', '10.80.2.2', 'nexthop', 'via', ON_OTHER_DEVICE], 'other-device'],
  ])('where %s', async (_, words, notCopied) => {
    await route(...words);
    expect(await router.agent.apply(TWICE)).toEqual({ changed: true, notCopied });
    expect(await copies()).toEqual([]);
  });

  it('on a kiosk, where it marks and queues all the same', async () => {
    const kiosk = await RouterAgent.start(street, street.programs, 'off-at-this-site');
    expect(await kiosk.agent.apply(BOOTHS_TOO)).toEqual({ changed: true, notCopied: 'off-at-this-site' });
    expect(await copies()).toEqual([]);
    expect(await send({})).toMatchObject({ line: TO_GATEWAY(PACKETS), court: { ...NONE, ef: PACKETS } });
    await kiosk.agent.stop();
    await kiosk.removeFolder();
  });

  it('by a rule that is not the published one: the plan before is in force again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hlink-'));
    const script = join(folder, 'nft');
    await writeFile(
      script,
      '#!/bin/sh\n[ "$1" = -f ] || exec nft "$@"\nsed \'s/dup to "wan"/dup to "other"/\' | nft "$@"\n',
    );
    await chmod(script, 0o755);
    const programs = { ...street.programs, nft: street.command('router', [script]) };
    const spoilt = await RouterAgent.start(street, programs);
    await spoilt.agent.apply(ONCE);
    const before = await networkOf(street);
    await expect(spoilt.agent.apply(TWICE)).rejects.toMatchObject({ code: 'not-applied' });
    expect(await networkOf(street)).toBe(before);
    await spoilt.agent.stop();
    await spoilt.removeFolder();
    await rm(folder, { recursive: true });
  });
});
