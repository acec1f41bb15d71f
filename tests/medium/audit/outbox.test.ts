import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { commitTo } from '#ledger';
import { TestPostgres } from '#testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ReadDetails } from '../../../apps/facility/src/audit/read-details.js';
import { TestHouse, until } from '../booth/test-house.js';

let server: TestPostgres;
let house: TestHouse;
beforeAll(async () => void (server = await TestPostgres.start()));
afterAll(() => server.stop());
beforeEach(async () => void (house = await TestHouse.open(server)));
afterEach(() => house.close());

const seqs = () => house.keeper.log.map(({ seq }) => seq);
const drained = () => until(async () => (await house.drainer.waiting()) === 0);

describe('the outbox', () => {
  it('sends 30 parallel bookings in order, without a gap', async () => {
    const wishes = Array.from({ length: 30 }, (_, i) => ({
      booth: `b${i}`,
      detainee: String(1000 + i),
      attorney: `a${i}`,
    }));
    await Promise.all(wishes.map((wish) => house.book(wish)));
    await drained();
    expect(seqs()).toEqual(wishes.map((_, i) => i));
  });

  it('sends again after a lost answer, and nothing twice', async () => {
    house.keeper.state_ = 'loses-answers';
    await house.book();
    await until(() => house.keeper.log.length === 1);
    await house.book({ booth: '5', detainee: '1002', attorney: 'a2' });
    expect(await house.drainer.waiting()).toBe(2);
    house.keeper.state_ = 'up';
    await drained();
    expect(seqs()).toEqual([0, 1]);
  });

  it('survives a crash of PostgreSQL with what was committed', async () => {
    house.keeper.state_ = 'down';
    await house.book();
    await server.crash();
    await server.resume();
    house.keeper.state_ = 'up';
    await until(async () => (await house.drainer.waiting().catch(() => 1)) === 0);
    expect(seqs()).toEqual([0]);
  });

  it('says whether an entry is durable in time', async () => {
    house.keeper.state_ = 'down';
    const wish = {
      booth: '4',
      detainee: '1001',
      attorney: 'a1',
      from: '2026-11-24T05:00:00Z',
      to: '2026-11-24T06:00:00Z',
    };
    const { entry } = await house.all.desk.make.run({ wish, by: 'desk1' });
    expect(await house.drainer.whenDurable(entry, 300)).toBe(false);
    house.keeper.state_ = 'up';
    expect(await house.drainer.whenDurable(entry, 5_000)).toBe(true);
  });
});

describe('details under a commitment', () => {
  it('are nowhere in the database or the log in clear, open with an entry, and are erased with the key', async () => {
    const { id } = await house.book({ detainee: '1033' });
    await drained();
    const { rows } = await house.connection.pool.query<{ all: string }>(
      `select string_agg(encode(sealed, 'escape'), '') || (select string_agg(leaf::text, '') from outbox) as all from opening`,
    );
    expect(rows[0]!.all).not.toContain('1033');
    expect(rows[0]!.all).toContain('booking.made');
    const read = new ReadDetails(house.all.bench, house.all.vault);
    const wish = { index: 0, reason: 'yearly check', by: 'oversight1' };
    const opening = await read.read(wish);
    expect(opening.details).toMatchObject({ booking: id, detainee: '1033', attorney: 'a1' });
    expect(commitTo(Buffer.from(opening.salt, 'hex'), opening.details)).toBe(house.keeper.log[0]!.commitment);
    expect(house.keeper.types()).toEqual(['booking.made', 'details.read']);

    await house.all.vault.erase(id);
    await expect(read.read(wish)).rejects.toMatchObject({ code: 'not-found' });
    expect(await readdir(join(house.folder, 'openings'))).toEqual([`${id}.erased`]);
    await expect(house.all.vault.seal(id, 'x', 'y')).rejects.toMatchObject({ code: 'erased' });
  });

  it('are not shown while their reading cannot be entered', async () => {
    await house.book();
    await drained();
    house.keeper.state_ = 'down';
    const read = new ReadDetails(house.all.bench, house.all.vault);
    await expect(read.read({ index: 0, reason: 'check', by: 'o' })).rejects.toMatchObject({
      code: 'ledger-not-durable',
    });
  });

  it('a changed commitment or ciphertext does not open', async () => {
    const booking = randomBytes(16).toString('hex');
    const sealed = await house.all.vault.seal(booking, 'bound', 'text');
    expect(await house.all.vault.unseal(booking, 'bound', sealed)).toBe('text');
    await expect(house.all.vault.unseal(booking, 'other', sealed)).rejects.toThrow();
    sealed[14]! ^= 1;
    await expect(house.all.vault.unseal(booking, 'bound', sealed)).rejects.toThrow();
  });
});
