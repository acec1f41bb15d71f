import { expect, it } from 'vitest';
import { partyBooking } from '../../../apps/facility/src/booking/booking-rows.js';
import type { TestChannel } from './test-channel.js';
import { openChannel } from './opened-channel.js';
import { until } from './test-house.js';

let channel: TestChannel;
openChannel((made) => (channel = made));

const NEW_PARTY = 'e'.repeat(32);

/** The booking is of the attorney a2 from now on. @returns its row before and after. */
async function rebook(id: string) {
  const before = await channel.rowOf(id);
  const place = { attorney: 'a2', attorney_party: NEW_PARTY, attorney_label: 'Attorney 2' };
  await channel.house.db.updateTable('booking').set(place).where('id', '=', id).execute();
  const after = await channel.rowOf(id);
  channel.house.all.life.rebooked(after);
  return { before, after };
}

it('another attorney in a session that runs: both are sent away, grants are void, who was a party opens nothing any more', async () => {
  const { id, booth, law, session } = await channel.bothKeyed();
  const copy = await channel.attorneyCopy(id);
  const { before, after } = await rebook(id);
  await until(() => booth.closed !== undefined && law.closed !== undefined);
  expect([booth.closed?.code, law.closed?.code]).toEqual([4000, 4000]);
  expect(channel.house.grants.revoked).toEqual([session]);
  const again = await channel.enter('attorney', copy);
  expect((await again.gets('refused')).code).toBe('not-found');
  // A row that was read before the change leads to the same parties.
  const parties = channel.house.all.life.liveOf(before).plan.roster.map(({ party }) => party);
  expect(parties).toEqual([before.booth_party, NEW_PARTY]);
  // Whoever is a party now compares numbers anew.
  const kiosk = await channel.enter('kiosk4', partyBooking(after, after.booth_party), true);
  const fresh = await channel.enter('stranger', partyBooking(after, NEW_PARTY), true);
  await Promise.all([kiosk.keyed(), fresh.keyed()]);
  expect((await fresh.gets('offer')).roster.map(({ label }) => label)).toEqual(['Booth 4', 'Attorney 2']);
  expect((await channel.rowOf(id)).compared).toBe(false);
  expect(await channel.state(id)).toEqual(['in-session', null]);
});

it('before its session: who waited is sent away, and only the new attorney may wait', async () => {
  const { id } = await channel.house.admitted();
  const copy = await channel.attorneyCopy(id);
  const law = await channel.enter('attorney', copy);
  await law.gets('state');
  const { after } = await rebook(id);
  await until(() => law.closed?.code === 4000);
  expect((await (await channel.enter('attorney', copy)).gets('refused')).code).toBe('not-found');
  const fresh = await channel.enter('stranger', partyBooking(after, NEW_PARTY));
  expect((await fresh.gets('state')).state).toBe('waiting');
});
