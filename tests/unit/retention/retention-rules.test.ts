import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseConfig } from '../../../apps/facility/src/config.js';
import { RETENTION, RETENTION_KINDS } from '../../../apps/facility/src/retention/retention-rules.js';

const squeeze = (text: string): string => text.replaceAll(/ +/g, ' ');
const settings = {
  HABEAS_KEEPER_SOCKET: '/k',
  HABEAS_FACILITY_NAME: 'Test',
  HABEAS_ORIGIN: 'habeas.example/test',
  DATABASE_URL: 'postgresql:///x',
  REDIS_SOCKET: '/r',
  HABEAS_BOOTH_PLANE: '/b',
};

it('docs/retention.md has exactly the rules that the facility obeys', () => {
  const page = squeeze(readFileSync('docs/retention.md', 'utf8'));
  const rows = RETENTION_KINDS.map((kind) => {
    const { days, from, what, why } = RETENTION[kind];
    return `| ${kind} | ${days} | ${from} | ${what} | ${why} |`;
  });
  expect(page.split('\n').filter((line) => /^\| [a-z-]+ \| \d/.test(line))).toEqual(rows);
});

it('HABEAS_RETENTION changes days, and what it cannot mean is refused', () => {
  const read = (text: string) => parseConfig({ ...settings, HABEAS_RETENTION: text }).facility.retention;
  expect(parseConfig(settings).facility.retention.booking).toBe(RETENTION.booking.days);
  expect(read('booking=730, notice=30')).toMatchObject({ booking: 730, notice: 30, slip: RETENTION.slip.days });
  for (const wrong of ['bookings=1', 'booking=0', 'booking', 'booking=x', 'booking=-1']) {
    expect(() => read(wrong), wrong).toThrow('HABEAS_RETENTION');
  }
});
