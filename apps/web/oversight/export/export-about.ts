import * as z from 'zod/mini';

/** `export.json`: what an export says of itself. Nothing in it is proven; `serverSaidKey` is not to be pinned. */
export const ExportAbout = z.object({
  v: z.literal(1),
  facility: z.object({ name: z.string(), zone: z.string() }),
  origin: z.string(),
  serverSaidKey: z.string(),
  /** RFC 3339. */
  madeAt: z.string(),
});
export type ExportAbout = z.infer<typeof ExportAbout>;
