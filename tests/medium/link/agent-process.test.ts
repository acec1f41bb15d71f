import { execFileSync, spawnSync } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { copyingRules, DUPLICATION_RULE } from '#link';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { UplinkStreet } from '../../lab/uplink-street.js';
import { hearing } from '../../unit/link/line-samples.js';
import { AUDIO, SOUND_BYTES, VIDEO } from './marks-of.js';
import { networkOf, streetPlan } from './router-agent.js';
import { StartedAgent } from './started-agent.js';
import { speak } from './talk.js';
import { sendPlan } from '../../../apps/facility/src/line/link-agent-client.js';

const PLAN = streetPlan(2000, [hearing()]);
const TWICE = streetPlan(2000, [hearing()], { lossy: { up: true, down: false } });
const NET_ADMIN = (1n << 12n).toString(16).padStart(16, '0');

let street: UplinkStreet;
let folder: string;
let empty: string;
beforeAll(async () => {
  [street, folder] = await Promise.all([UplinkStreet.open(2000), StartedAgent.folder()]);
  empty = await networkOf(street);
});
afterAll(async () => {
  await street?.close();
  await StartedAgent.remove(folder);
});

it('has one right, takes a plan and nothing else, and leaves nothing when it is stopped', async () => {
  const agent = await StartedAgent.start(street, folder);
  const status = await readFile(`/proc/${agent.child.pid}/status`, 'utf8');
  for (const set of ['CapEff', 'CapPrm', 'CapBnd', 'CapAmb']) expect(status).toContain(`${set}:\t${NET_ADMIN}`);
  expect(status).toContain('NoNewPrivs:\t1');
  expect((await stat(agent.socket)).mode & 0o777).toBe(0o660);

  expect(await agent.say(JSON.stringify(PLAN))).toMatchObject({ ok: true, changed: true });
  expect(await agent.say(JSON.stringify(PLAN))).toMatchObject({ ok: true, changed: false });
  const inForce = await networkOf(street);
  expect(inForce).toMatch(/class htb 7a:10 .*rate 496Kbit/);
  for (const line of ['', 'status', '{}', JSON.stringify({ ...PLAN, device: 'lan' }), 'x'.repeat(20_000)])
    expect(await agent.say(line)).toMatchObject({ ok: false, code: 'bad-plan' });
  expect(await networkOf(street)).toBe(inForce);

  await agent.end('SIGTERM');
  expect(await networkOf(street)).toBe(empty);
});

it('copies sound by the published rule where its settings say so, and nothing can tell it where to', async () => {
  const agent = await StartedAgent.start(street, folder, ['HABEAS_LINK_COPIES=on']);
  expect(await agent.say(JSON.stringify(TWICE))).toMatchObject({ ok: true, changed: true });
  const rule = DUPLICATION_RULE.text.replace('DEVICE', street.device);
  expect(copyingRules(await networkOf(street))).toEqual([{ chain: 'up_hearing_audio', rule }]);
  const inForce = await networkOf(street);
  for (const more of [{ gateway: '10.80.2.9' }, { duplicate: ['hearing-video'] }, { duplicate: '10.80.2.9' }])
    expect(await agent.say(JSON.stringify({ ...TWICE, ...more }))).toMatchObject({ ok: false, code: 'bad-plan' });
  expect(await networkOf(street)).toBe(inForce);
  await agent.end('SIGKILL');

  // What a killed one left is taken off by one that may not.
  const kiosk = await StartedAgent.start(street, folder);
  expect(copyingRules(await networkOf(street))).toEqual([]);
  expect(await kiosk.say(JSON.stringify(TWICE))).toMatchObject({ ok: true, notCopied: 'off-at-this-site' });
  expect(await networkOf(street)).toMatch(/class htb 7a:10 .*rate 991Kbit/);
  await kiosk.end('SIGTERM');
  expect(await networkOf(street)).toBe(empty);
});

it('takes plans as the facility sends them, and refuses them as the facility understands it', async () => {
  const agent = await StartedAgent.start(street, folder);
  await sendPlan(agent.socket, PLAN);
  expect(await networkOf(street)).toMatch(/class htb 7a:10 .*rate 496Kbit/);
  await expect(sendPlan(agent.socket, { ...PLAN, version: 2 } as never)).rejects.toThrow('bad-plan');
  await agent.end('SIGTERM');
  await expect(sendPlan(agent.socket, PLAN)).rejects.toMatchObject({ code: 'ENOENT' });
});

it('says with each answer what every class had, dropped and keeps waiting, in both directions', async () => {
  const agent = await StartedAgent.start(street, folder);
  const { used: before } = await sendPlan(agent.socket, PLAN);
  const [sound, excess] = [
    { from: 43_000, type: AUDIO, bytes: SOUND_BYTES, pace: 50 },
    { from: 20_000, type: VIDEO, bytes: 1200, pace: 600 },
  ];
  const to = { address: street.court, port: 9009, seconds: 2 };
  await Promise.all([speak(street, 'facility', { ...sound, ...to }), speak(street, 'facility', { ...excess, ...to })]);
  const { used: after } = await sendPlan(agent.socket, PLAN);
  if (before === undefined || after === undefined) throw new Error('the agent counts nothing');
  const of = (name: 'hearing-audio' | 'hearing-video' | 'other') => ({
    bytes: after.up[name].bytes - before.up[name].bytes,
    dropped: after.up[name].dropped - before.up[name].dropped,
  });
  // Of 100 packets of sound none was dropped; of everything else more came than the line has.
  expect(of('hearing-audio')).toEqual({ bytes: expect.any(Number), dropped: 0 });
  expect(of('hearing-audio').bytes).toBeGreaterThanOrEqual(100 * SOUND_BYTES);
  expect(of('other').bytes).toBeGreaterThan(200_000);
  expect(of('other').dropped).toBeGreaterThan(100);
  expect(of('hearing-video')).toEqual({ bytes: 0, dropped: 0 });
  expect(after.down['hearing-audio'].bytes).toBe(before.down['hearing-audio'].bytes);
  expect((await sendPlan(agent.socket, { version: 1, kind: 'first-come' })).used).toBeUndefined();
  await agent.end('SIGTERM');
});

it('killed, leaves its plan in force, and takes it up again', async () => {
  const first = await StartedAgent.start(street, folder);
  await first.say(JSON.stringify(PLAN));
  const inForce = await networkOf(street);
  await first.end('SIGKILL');
  expect(await networkOf(street)).toBe(inForce);
  const second = await StartedAgent.start(street, folder);
  expect(await networkOf(street)).toBe(inForce);
  await street.run('router', ['nft', 'flush', 'ruleset']);
  await expect.poll(() => networkOf(street)).toBe(inForce);
  expect(await second.say(JSON.stringify(PLAN))).toMatchObject({ ok: true, changed: false });
  await second.end('SIGTERM');
  expect(await networkOf(street)).toBe(empty);
});

it('says beforehand what it would do, without any right', () => {
  const dry = [join(folder, 'main.mjs'), '--dry-run'];
  const env = { HABEAS_LINK_DEVICE: 'wan', HABEAS_LINK_FOLDER: '/nowhere' };
  const said = execFileSync(process.execPath, dry, { input: JSON.stringify(PLAN), env, encoding: 'utf8', uid: 65_534 });
  expect(said).toMatch(/^# ip -batch -\nlink add name habeas-link type ifb\n/);
  expect(said).toContain('hook egress device "wan"');
  const twice = (more: Record<string, string>) =>
    execFileSync(process.execPath, dry, {
      input: JSON.stringify(TWICE),
      env: { ...env, ...more },
      encoding: 'utf8',
      uid: 65_534,
    });
  expect(twice({})).toMatch(/^# no sound leaves twice: off-at-this-site\n/);
  expect(twice({})).not.toContain('dup to');
  expect(twice({ HABEAS_LINK_COPIES: 'on' })).toContain('dup to "wan"');
  expect(spawnSync(process.execPath, dry, { input: '{}', env, uid: 65_534 }).status).toBe(1);
});
