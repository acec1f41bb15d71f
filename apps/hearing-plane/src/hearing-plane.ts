import type { PlaneKind } from '#plane';
import { SealLayer } from '#protocol';

/** Caged like the booth plane: it hears, and cannot write or send out what it hears. Its ranges leave those of booths free. */
export const HEARING_PLANE: PlaneKind = {
  title: 'hearing plane',
  templates: 'deploy/janus/hearing-plane',
  table: 'habeas_hearing',
  ports: {
    setting: 'HABEAS_HEARING_MEDIA_PORTS',
    count: 400,
    firsts: [43000, 30000, 28200, 27200, 26200, 25200, 24200, 23200, 22200, 21200, 61300, 62200, 63200],
  },
  layers: SealLayer.options,
};
