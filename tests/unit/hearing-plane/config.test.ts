import { expect, it } from 'vitest';
import { BOOTH_PLANE } from '../../../apps/booth-plane/src/booth-plane.js';
import { readConfig as readBoothConfig } from '../../../apps/booth-plane/src/config.js';
import { readConfig } from '../../../apps/hearing-plane/src/config.js';
import { HEARING_PLANE } from '../../../apps/hearing-plane/src/hearing-plane.js';
import { chooseMediaPorts, parsePortSituation } from '../../../libs/plane/src/network/media-ports.js';

const FOLDER = { HABEAS_HEARING_PLANE_FOLDER: '/run/x' };

it('reads its settings, and names each wrong one', () => {
  const own = { ...FOLDER, HABEAS_HEARING_MEDIA_PORTS: '30000-30399', HABEAS_MEDIA_PORTS: '20000-20100' };
  expect(readConfig(own)).toMatchObject({
    folder: '/run/x',
    mediaPorts: [30000, 30399],
    portsOfOthers: [20000, 20100],
    user: 'habeas-hearing',
    facilityGroup: 'habeas-facility',
  });
  const wrong = { HABEAS_HEARING_PLANE_FOLDER: 'run', HABEAS_HEARING_MEDIA_PORTS: '5-3' };
  expect(() => readConfig(wrong)).toThrow(/HABEAS_HEARING_PLANE_FOLDER[^]*HABEAS_HEARING_MEDIA_PORTS/);
});

it('takes nothing that is meant for the booth plane: not its folder, user or templates', () => {
  const booths = { HABEAS_BOOTH_PLANE_FOLDER: '/run/b', HABEAS_BOOTH_USER: 'b', HABEAS_JANUS_TEMPLATES: '/b' };
  expect(() => readConfig(booths)).toThrow('HABEAS_HEARING_PLANE_FOLDER');
  const config = readConfig({ ...booths, ...FOLDER });
  expect([config.folder, config.user, config.templates]).toEqual(['/run/x', 'habeas-hearing', undefined]);
  const hearings = { HABEAS_HEARING_USER: 'h', HABEAS_HEARING_JANUS_TEMPLATES: '/h' };
  expect(readBoothConfig({ ...booths, ...hearings })).toMatchObject({ user: 'b', templates: '/b' });
});

it('shares no name with the booth plane, and no port that it or the relay takes by itself', () => {
  for (const name of ['title', 'templates', 'table'] as const) expect(HEARING_PLANE[name]).not.toBe(BOOTH_PLANE[name]);
  const ranges = [BOOTH_PLANE, HEARING_PLANE].flatMap(({ ports: { firsts, count } }) =>
    firsts.map((first) => [first, first + count - 1] as const),
  );
  const relay = [31000, 31999] as const;
  const sorted = [...ranges, relay].toSorted(([one], [other]) => one - other);
  for (const [at, [from]] of sorted.entries()) expect(from).toBeGreaterThan(sorted[at - 1]?.[1] ?? 0);
  const situation = parsePortSituation('', '32768\t60999\n', '');
  expect(chooseMediaPorts(situation, HEARING_PLANE.ports)).toEqual([30000, 30399]);
  expect(chooseMediaPorts(parsePortSituation('', '32768 60999', '43000-43399'), HEARING_PLANE.ports)).toEqual([
    43000, 43399,
  ]);
});
