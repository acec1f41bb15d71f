import { z } from 'zod';
import { PlaneError } from './plane-error.js';

const range = z
  .string()
  .regex(/^\d{4,5}-\d{4,5}$/)
  .transform((text) => text.split('-').map(Number) as [number, number])
  .refine(([from, to]) => from >= 1024 && to <= 65535 && to - from >= 7, 'from 1024 to 65535, at least 8 ports');

/** What the settings of every plane are made of. */
export const PLANE_SETTING = {
  /** The folder below RUN. Made when missing. */
  folder: z.string().startsWith('/').max(80),
  mediaAddress: z.union([z.ipv4(), z.ipv6()]).optional(),
  mediaPorts: range.optional(),
  /** Where devices outside send media: the address of the NAT in front, which forwards the media ports as they are. */
  publicAddress: z.ipv4().optional(),
  templates: z.string().optional(),
  reclaimSeconds: z.coerce.number().int().min(30).max(60).default(45),
  facilityGroup: z.string().default('habeas-facility'),
};

export interface PlaneConfig {
  readonly folder: string;
  readonly mediaAddress: string | undefined;
  readonly mediaPorts: readonly [number, number] | undefined;
  /** Media ports of another plane: none of them is taken. */
  readonly portsOfOthers: readonly [number, number] | undefined;
  readonly publicAddress: string | undefined;
  readonly templates: string | undefined;
  readonly reclaimSeconds: number;
  readonly user: string;
  readonly facilityGroup: string;
}

/** @throws PlaneError `bad-settings`, naming each wrong variable. */
export function parseSettings<Shape extends z.ZodRawShape>(
  settings: z.ZodObject<Shape>,
  environment: Record<string, string | undefined>,
): z.infer<z.ZodObject<Shape>> {
  const read = settings.safeParse(environment);
  if (!read.success) throw new PlaneError('bad-settings', z.prettifyError(read.error));
  return read.data;
}
