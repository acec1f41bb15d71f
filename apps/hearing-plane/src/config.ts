import { parseSettings, PLANE_SETTING, type PlaneConfig } from '#plane';
import { z } from 'zod';

const Environment = z.object({
  HABEAS_HEARING_PLANE_FOLDER: PLANE_SETTING.folder,
  HABEAS_MEDIA_ADDRESS: PLANE_SETTING.mediaAddress,
  HABEAS_HEARING_MEDIA_PORTS: PLANE_SETTING.mediaPorts,
  /** Those of the booth plane, where the operator chose them. */
  HABEAS_MEDIA_PORTS: PLANE_SETTING.mediaPorts,
  HABEAS_PUBLIC_ADDRESS: PLANE_SETTING.publicAddress,
  HABEAS_HEARING_JANUS_TEMPLATES: PLANE_SETTING.templates,
  HABEAS_RECLAIM_SECONDS: PLANE_SETTING.reclaimSeconds,
  HABEAS_HEARING_USER: z.string().default('habeas-hearing'),
  HABEAS_FACILITY_GROUP: PLANE_SETTING.facilityGroup,
});

/** @throws PlaneError `bad-settings`, naming each wrong variable. */
export function readConfig(environment: Record<string, string | undefined>): PlaneConfig {
  const read = parseSettings(Environment, environment);
  return {
    folder: read.HABEAS_HEARING_PLANE_FOLDER,
    mediaAddress: read.HABEAS_MEDIA_ADDRESS,
    mediaPorts: read.HABEAS_HEARING_MEDIA_PORTS,
    portsOfOthers: read.HABEAS_MEDIA_PORTS,
    publicAddress: read.HABEAS_PUBLIC_ADDRESS,
    templates: read.HABEAS_HEARING_JANUS_TEMPLATES,
    reclaimSeconds: read.HABEAS_RECLAIM_SECONDS,
    user: read.HABEAS_HEARING_USER,
    facilityGroup: read.HABEAS_FACILITY_GROUP,
  };
}
