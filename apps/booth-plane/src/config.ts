import { z } from 'zod';
import { BoothPlaneError } from './booth-plane-error.js';

const range = z
  .string()
  .regex(/^\d{4,5}-\d{4,5}$/)
  .transform((text) => text.split('-').map(Number) as [number, number])
  .refine(([from, to]) => from >= 1024 && to <= 65535 && to - from >= 7, 'from 1024 to 65535, at least 8 ports');

const Environment = z.object({
  /** The folder `RUN/booth-plane`. Made when missing. */
  HABEAS_BOOTH_PLANE_FOLDER: z.string().startsWith('/').max(80),
  HABEAS_MEDIA_ADDRESS: z.union([z.ipv4(), z.ipv6()]).optional(),
  HABEAS_MEDIA_PORTS: range.optional(),
  /** Where devices outside send media: the address of the NAT in front, which forwards the media ports as they are. */
  HABEAS_PUBLIC_ADDRESS: z.ipv4().optional(),
  HABEAS_JANUS_TEMPLATES: z.string().optional(),
  HABEAS_RECLAIM_SECONDS: z.coerce.number().int().min(30).max(60).default(45),
  HABEAS_BOOTH_USER: z.string().default('habeas-booth'),
  HABEAS_FACILITY_GROUP: z.string().default('habeas-facility'),
});

export interface BoothPlaneConfig {
  readonly folder: string;
  readonly mediaAddress: string | undefined;
  readonly mediaPorts: readonly [number, number] | undefined;
  readonly publicAddress: string | undefined;
  readonly templates: string | undefined;
  readonly reclaimSeconds: number;
  readonly user: string;
  readonly facilityGroup: string;
}

/** @throws BoothPlaneError `bad-settings`, naming each wrong variable. */
export function readConfig(environment: Record<string, string | undefined>): BoothPlaneConfig {
  const read = Environment.safeParse(environment);
  if (!read.success) throw new BoothPlaneError('bad-settings', z.prettifyError(read.error));
  return {
    folder: read.data.HABEAS_BOOTH_PLANE_FOLDER,
    mediaAddress: read.data.HABEAS_MEDIA_ADDRESS,
    mediaPorts: read.data.HABEAS_MEDIA_PORTS,
    publicAddress: read.data.HABEAS_PUBLIC_ADDRESS,
    templates: read.data.HABEAS_JANUS_TEMPLATES,
    reclaimSeconds: read.data.HABEAS_RECLAIM_SECONDS,
    user: read.data.HABEAS_BOOTH_USER,
    facilityGroup: read.data.HABEAS_FACILITY_GROUP,
  };
}
