import { expect, test } from 'vitest';
import { heightsAt, openHearing } from './camera-hearing.js';
import { hear, picturesOf } from './court-people.js';
import { losePackets, mediaPorts } from './media-ports.js';
import { openedHouse } from './opened-house.js';

const house = openedHouse();

test('two with 720 lines see each other in 720 lines, and hear each other meanwhile', async () => {
  const { judge, counsel } = await openHearing(house, '720', ['judge', 'counsel']);
  await judge.getByRole('button', { name: 'Gallery' }).click();
  for (const [who, page] of Object.entries({ judge, counsel })) await heightsAt(page, who).toEqual([720]);
  await hear({ judge, counsel }, 1);
  // Of which the skew of lips and voice is made.
  expect((await picturesOf(counsel)).delay).toBeGreaterThan(0);
  const before = await picturesOf(counsel);
  await expect
    .poll(async () => (await picturesOf(counsel)).frames - before.frames, { timeout: 30_000 })
    .toBeGreaterThan(20);
  await Promise.all([judge, counsel].map((page) => page.context().close()));
}, 600_000);

test('three, each sent in three sizes: a large face comes large and small ones small, and both follow the page', async () => {
  const { judge, counsel, prosecutor } = await openHearing(house, '3', ['judge', 'counsel', 'prosecutor']);
  // The judge is pinned large for counsel, and the prosecutor is in the strip.
  await heightsAt(counsel, 'large and small').toEqual([180, 720]);
  await counsel.getByRole('button', { name: 'Gallery' }).click();
  await heightsAt(counsel, 'all of one size').toEqual([360, 360]);
  await counsel.getByRole('button', { name: 'Speaker large' }).click();
  await heightsAt(counsel, 'large and small again').toEqual([180, 720]);

  // A line that loses every third packet: pictures give way, sound goes on; they come back when it is well again.
  const lossy = await losePackets(house.namespace, await mediaPorts(counsel), 33);
  await heightsAt(counsel, 'all small while it is weak').toEqual([180, 180]);
  await hear({ counsel }, 2);
  await lossy.end();
  await heightsAt(counsel, 'large again').toEqual([180, 720]);
  await hear({ judge, counsel, prosecutor }, 2);
}, 600_000);
