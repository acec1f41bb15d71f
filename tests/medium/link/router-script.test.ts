import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { linuxConfiguration, openWrtConfiguration, type RouterInput, standingPlan } from '#link';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UplinkStreet } from '../../lab/uplink-street.js';
import { countMarks } from './count-marks.js';
import { AUDIO, marksOf, VIDEO } from './marks-of.js';
import { networkOf, STREET_MARKING } from './router-agent.js';

let street: UplinkStreet;
let folder: string;
let empty: string;

/** The street's router, whose planes are behind `lan`. */
function inputOf(kbps: number, lan = 'lan'): RouterInput {
  const capacity = { up: kbps, down: kbps };
  const plan = standingPlan({ capacity, marking: STREET_MARKING, outside: 3, booths: 2 });
  return { capacity, plan, site: { device: street.device, inside: { device: lan, address: street.facility } } };
}

async function script(kbps: number, lan = 'lan'): Promise<string> {
  const path = join(folder, `${kbps}-${lan}.sh`);
  await writeFile(path, linuxConfiguration(inputOf(kbps, lan)).text);
  return path;
}

const run = (path: string, verb: string) => street.run('router', ['sh', path, verb]);

/** Packets that a class of the router's device, or a counter of its marks, has counted. */
const sentBy = async (className: string): Promise<number> => {
  const shown = await street.run('router', ['tc', '-s', 'class', 'show', 'dev', street.device]);
  return Number(new RegExp(`class htb ${className} [^]*?Sent \\d+ bytes (\\d+) pkt`).exec(shown)?.[1]);
};
const countedBy = async (path: string, counter: string): Promise<number> =>
  Number(new RegExp(`counter ${counter} \\{\\s+packets (\\d+)`).exec(await run(path, 'show'))?.[1]);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hrouter-'));
  street = await UplinkStreet.open(2000);
  await countMarks(street, 'court');
  await countMarks(street, 'facility');
  // Somebody else's, which must never be touched.
  await street.run('router', ['nft', 'add table netdev habeas_links; add table inet filter']);
  await street.run('router', ['tc', 'qdisc', 'add', 'dev', 'lan', 'root', 'handle', '7a:', 'pfifo', 'limit', '77']);
  empty = await networkOf(street);
});
afterAll(async () => {
  await street?.close();
  await rm(folder, { recursive: true, force: true });
});

const sound = { from: 43_000, port: 9000, type: AUDIO };
const picture = { from: 43_100, port: 9000, type: VIDEO };
const back = ({ from, port, type }: typeof sound) => ({ from: port, port: from, type });

describe('the script for a router with plain Linux', () => {
  it('as a control: before it nothing is marked, and what marks itself is believed', async () => {
    expect(await marksOf(street, 'up', sound)).toEqual(['cs0']);
    expect(await marksOf(street, 'up', { from: 20_000, port: 9000, dscp: 46 })).toEqual(['ef']);
  });

  it('marks and queues in both directions, and inside', async () => {
    const path = await script(2000);
    expect(await run(path, 'apply')).toMatch(/^In force on wan with (HTB|CAKE): up 1900 of 2000/);
    const [before, inside] = [await sentBy('7a:10'), await countedBy(path, 'inside_hearing_audio')];
    expect(await marksOf(street, 'up', sound)).toEqual(['ef']);
    expect((await sentBy('7a:10')) - before).toBeGreaterThanOrEqual(20);
    expect((await countedBy(path, 'inside_hearing_audio')) - inside).toBeGreaterThanOrEqual(20);
    expect(await marksOf(street, 'down', back(sound))).toEqual(['ef']);
    const pictures = await sentBy('7a:40');
    expect(await marksOf(street, 'up', picture)).toEqual(['af41']);
    expect((await sentBy('7a:40')) - pictures).toBeGreaterThanOrEqual(20);
    expect(await marksOf(street, 'down', back(picture))).toEqual(['af41']);
    expect(await marksOf(street, 'up', { from: 20_000, port: 9000, dscp: 46 })).toEqual(['cs0']);
  });

  it('does the same a second time, and another one takes its place', async () => {
    const path = await script(2000);
    await run(path, 'apply');
    const first = await networkOf(street);
    expect(first).toMatch(/class htb 7a:1 root rate 1900Kbit/);
    await run(path, 'apply');
    expect(await networkOf(street)).toBe(first);
    await run(await script(3000), 'apply');
    expect(await networkOf(street)).toMatch(/class htb 7a:1 root rate 2850Kbit/);
  });

  it('leaves everything as it was', async () => {
    const path = await script(2000);
    await run(path, 'apply');
    expect(await networkOf(street)).not.toBe(empty);
    await run(path, 'remove');
    expect(await networkOf(street)).toBe(empty);
    await run(path, 'remove');
    expect(await networkOf(street)).toBe(empty);
  });

  it('leaves nothing behind when half of it fails', async () => {
    const broken = join(folder, 'broken.sh');
    await writeFile(
      broken,
      (await readFile(await script(2000), 'utf8')).replaceAll('fwd to "habeas-link"', 'fwd to "x"'),
    );
    await expect(run(broken, 'apply')).rejects.toMatchObject({ stderr: expect.stringContaining('It is not in force') });
    expect(await networkOf(street)).toBe(empty);
  });

  it('changes nothing where a device is missing', async () => {
    await expect(run(await script(2000, 'nowhere'), 'apply')).rejects.toMatchObject({
      stderr: 'There is no device nowhere. Nothing was changed.\n',
    });
    expect(await networkOf(street)).toBe(empty);
  });

  it('leaves a queue alone that somebody else has on the device', async () => {
    await street.run('router', ['tc', 'qdisc', 'add', 'dev', 'wan', 'root', 'handle', '1:', 'pfifo', 'limit', '55']);
    const taken = await networkOf(street);
    const path = await script(2000);
    await expect(run(path, 'apply')).rejects.toMatchObject({
      stderr: expect.stringContaining('Another program has its queue (pfifo) on wan.'),
    });
    expect(await networkOf(street)).toBe(taken);
    await run(path, 'remove');
    expect(await networkOf(street)).toBe(taken);
    await street.run('router', ['tc', 'qdisc', 'del', 'dev', 'wan', 'root']);
  });

  it('says what it takes', async () => {
    await expect(run(await script(2000), 'start')).rejects.toMatchObject({ stderr: expect.stringContaining('usage:') });
  });
});

it('marks for OpenWrt mark the same where SQM has made the queues', async () => {
  const marks = openWrtConfiguration(inputOf(2000)).find(({ path }) => path.endsWith('marks.nft'));
  const path = join(folder, 'marks.nft');
  await writeFile(path, marks?.text ?? '');
  await street.run('router', ['sh', '-c', 'ip link add name habeas-link type ifb && ip link set dev habeas-link up']);
  await street.run('router', ['nft', '-f', path]);
  expect(await marksOf(street, 'up', sound)).toEqual(['ef']);
  expect(await marksOf(street, 'down', back(sound))).toEqual(['ef']);
  expect(await marksOf(street, 'up', picture)).toEqual(['af41']);
  expect(await marksOf(street, 'down', back(picture))).toEqual(['af41']);
  await street.run('router', ['sh', '-c', 'nft delete table netdev habeas_link && ip link del dev habeas-link']);
  expect(await networkOf(street)).toBe(empty);
});
