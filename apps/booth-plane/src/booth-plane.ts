import type { PlaneKind } from '#plane';
import { SealLayer } from '#protocol';

/** Nothing to hear, nowhere to put it, no way out: every layer there is. */
export const BOOTH_PLANE: PlaneKind = {
  title: 'booth plane',
  templates: 'deploy/janus/booth-plane',
  table: 'habeas_booth',
  ports: {
    setting: 'HABEAS_MEDIA_PORTS',
    count: 101,
    firsts: [42000, 29000, 28000, 27000, 26000, 25000, 24000, 23000, 22000, 21000, 61100, 62000, 63000],
  },
  layers: SealLayer.options,
};
