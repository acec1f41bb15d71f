import { spawnSync } from 'node:child_process';
import { TestPostgres } from '#testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeeperSocket } from '../../apps/facility/src/audit/keeper-socket.js';
import { TestHouse } from '../medium/booth/test-house.js';
import { buildPrograms } from '../medium/ledger/build-programs.js';
import { KeeperProcess } from '../medium/ledger/keeper-process.js';
import { FaultHouse } from './fault-house.js';
import { hour } from './hour.js';
import { SmallDisk } from './small-disk.js';
import { expectRecorded, expectSound } from './sound.js';

let disk: SmallDisk;
const later: (() => unknown)[] = [];
beforeEach(() => void (disk = new SmallDisk('256m')));
afterEach(async () => {
  disk.free();
  for (const undo of later.splice(0).toReversed()) await undo();
  disk.remove();
});

describe('the disk of the ledger is full', () => {
  it('no booth opens, a session that runs goes on, and all is made good when there is space again', async () => {
    const programs = buildPrograms();
    later.push(() => programs.remove());
    const keeper = new KeeperProcess(programs.keeper, disk.folder);
    await keeper.start();
    later.push(() => keeper.stop('SIGKILL'));
    const server = await TestPostgres.start();
    later.push(() => server.stop());
    const house = await TestHouse.open(server);
    later.push(() => house.close());
    const socket = new KeeperSocket(keeper.socket);
    house.keeper.append = (entries) => socket.append(entries);
    const first = await house.admitted();
    await house.all.booth.open('4', first.code);
    const second = await house.admitted({ booth: '5', detainee: '1002', attorney: 'a2' });
    await house.drained();
    const state = async (id: string) =>
      (await house.db.selectFrom('booking').select('state').where('id', '=', id).executeTakeFirst())?.state;
    const session = [...house.plane.open.keys()][0] as string;

    disk.fill();
    await expect(house.all.booth.open('5', second.code)).rejects.toMatchObject({ code: 'ledger-not-durable' });
    expect(await state(second.id)).toBe('admitted');
    expect([...house.plane.open.keys()]).toEqual([session]);
    expect(await state(first.id)).toBe('in-session');
    const said = { type: 'gateway.refused', public: { code: 'verb-not-allowed', count: 1 } } as const;
    expect(house.all.life.enter(session, said)).toBe(true);
    expect((await keeper.state().catch(() => undefined))?.size ?? 0).toBeLessThan(100);

    disk.free();
    await house.drained();
    await house.all.booth.open('5', second.code);
    expect(await state(second.id)).toBe('in-session');
    expect(house.plane.open.size).toBe(2);
    await keeper.stop();
    const verdict = spawnSync(process.execPath, [programs.verify, keeper.folder], { encoding: 'utf8' });
    expect(verdict.stdout).toContain('VERIFIED');
  });
});

describe('the disk of everything is full', () => {
  it('the facility stays up and says no; what it said yes to is done and recorded, and it goes on when there is space', async () => {
    const former = process.env['TMPDIR'];
    process.env['TMPDIR'] = disk.folder;
    const house = await FaultHouse.start().finally(() => {
      if (former === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = former;
    });
    later.push(() => house.stop());
    const { attorneys } = await house.must('GET', 'desk/choices');
    const book = (after: number, booth = '1') => {
      const wish = { booth, detainee: '1034', attorney: attorneys[0].id, from: hour(after), to: hour(after + 1) };
      return house.ask('POST', 'desk/bookings', wish);
    };
    expect((await book(30)).status).toBeLessThan(300);
    await expectRecorded(house);
    const { size } = await house.keeper.state();

    disk.fill();
    const answers = [];
    for (let n = 0; n < 6; n++) answers.push((await book(40 + n)).status);
    // A key of its own is written for each booking before it is said to be made: without space, none is.
    expect(answers.every((status) => status >= 500)).toBe(true);
    expect(house.facilityRuns).toBe(true);
    expect((await house.ask('GET', 'desk/queue')).status).toBe(200);

    disk.free();
    expect((await book(60)).status).toBeLessThan(300);
    await expectSound(house);
    await expectRecorded(house);
    expect((await house.keeper.state()).size).toBeGreaterThan(size);
  });
});
