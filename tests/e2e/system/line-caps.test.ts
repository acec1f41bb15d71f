import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { heightsAt, openHearing } from './camera-hearing.js';
import { hear } from './court-people.js';
import { openedHouse } from './opened-house.js';

declare const connections: RTCPeerConnection[];

/** What this page sends: heights of pictures with frames a moment ago, and packets of sound a second. */
const sentOf = (page: Page) =>
  page.evaluate(async () => {
    const look = async () => {
      const reports = await Promise.all(connections.map((connection) => connection.getStats()));
      return reports
        .flatMap((report) => [...report.values()] as Record<string, unknown>[])
        .filter(({ type }) => type === 'outbound-rtp');
    };
    const before = await look();
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    const after = await look();
    const grown = (id: unknown, what: string) =>
      Number(after.find((one) => one['id'] === id)?.[what]) - Number(before.find((one) => one['id'] === id)?.[what]);
    const of = (kind: string) => after.filter((one) => one['kind'] === kind);
    return {
      heights: of('video')
        .filter(({ id }) => grown(id, 'framesEncoded') > 0)
        .map(({ frameHeight }) => Number(frameHeight))
        .sort((a, b) => a - b),
      packets: Math.round(Math.max(0, ...of('audio').map(({ id }) => grown(id, 'packetsSent'))) / 4),
    };
  });

describe('on a line with room for small pictures', () => {
  // Up for six small pictures and their sound; down for three of 360 lines.
  const house = openedHouse({ HABEAS_LINE_UP: '2000', HABEAS_LINE_DOWN: '2200' });

  test('nobody sends or takes more than it carries, and both are told', async () => {
    const { judge, counsel } = await openHearing(house, 'small', ['judge', 'counsel']);
    await heightsAt(judge, 'judge').toEqual([180]);
    await heightsAt(counsel, 'counsel').toEqual([180]);
    await expect.poll(async () => (await sentOf(counsel)).heights, { timeout: 60_000 }).toEqual([180, 360]);
    for (const page of [judge, counsel]) await page.getByText('Pictures are smaller for now').waitFor();
    const later = await sentOf(counsel);
    expect(later.heights).not.toContain(720);
    expect(later.packets).toBeGreaterThan(40);
    await hear({ judge, counsel }, 1);
  }, 600_000);
});

describe('on a line for sound alone', () => {
  const house = openedHouse({ HABEAS_LINE_UP: '400', HABEAS_LINE_DOWN: '2200' });

  test('sound goes on in fewer, longer packets, without a picture, and both are told', async () => {
    const { judge, counsel } = await openHearing(house, 'sound', ['judge', 'counsel']);
    for (const page of [judge, counsel]) await page.getByText('No pictures for now').waitFor();
    await expect.poll(async () => (await sentOf(counsel)).heights, { timeout: 60_000 }).toEqual([]);
    const { packets } = await sentOf(counsel);
    expect(packets).toBeGreaterThan(20);
    expect(packets).toBeLessThan(30);
    await hear({ judge, counsel }, 1);
  }, 600_000);
});
