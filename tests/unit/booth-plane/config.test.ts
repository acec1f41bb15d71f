import { expect, it } from 'vitest';
import { readConfig } from '../../../apps/booth-plane/src/config.js';
import { isOutdated, parseVersion } from '../../../libs/plane/src/janus/find-janus.js';

it('reads its settings, and names each wrong one', () => {
  expect(readConfig({ HABEAS_BOOTH_PLANE_FOLDER: '/run/x', HABEAS_MEDIA_PORTS: '20000-20100' })).toMatchObject({
    folder: '/run/x',
    mediaPorts: [20000, 20100],
    reclaimSeconds: 45,
  });
  const wrong = { HABEAS_BOOTH_PLANE_FOLDER: 'run', HABEAS_MEDIA_PORTS: '5-3', HABEAS_RECLAIM_SECONDS: '5' };
  expect(() => readConfig(wrong)).toThrow(/HABEAS_BOOTH_PLANE_FOLDER[^]*HABEAS_MEDIA_PORTS[^]*HABEAS_RECLAIM_SECONDS/);
});

it('reads the version of Janus, and knows the old ones', () => {
  expect(parseVersion('Janus version: 1102 (1.1.2)\n')).toBe('1.1.2');
  expect(parseVersion('')).toBeUndefined();
  expect(['1.1.2', '1.4.0', '0.14.9'].map(isOutdated)).toEqual([true, true, true]);
  expect(['1.4.1', '1.10.0', '2.0.0'].map(isOutdated)).toEqual([false, false, false]);
});
