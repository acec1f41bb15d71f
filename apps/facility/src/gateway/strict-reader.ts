import type { RefusalCode } from '#protocol';

export type ReadFrame<Frame> = { readonly frame: Frame } | { readonly refused: RefusalCode };

/** A discriminated union of frames by `type`, as far as it is used here. */
interface FrameSchema<Frame> {
  readonly def: {
    readonly options: readonly { readonly shape: { readonly type: { readonly def: { values: unknown[] } } } }[];
  };
  safeParse(value: unknown): { success: true; data: Frame } | { success: false };
}

/** Reads WebSocket messages strictly: text, at most `max` bytes, a frame of the schema and nothing beside it. */
export function strictReader<Frame>(
  schema: FrameSchema<Frame>,
  max: number,
): (data: Buffer, binary: boolean) => ReadFrame<Frame> {
  const types: ReadonlySet<unknown> = new Set(schema.def.options.flatMap((option) => option.shape.type.def.values));
  return (data, binary) => {
    if (data.length > max) return { refused: 'message-too-large' };
    if (binary) return { refused: 'message-malformed' };
    let value: unknown;
    try {
      value = JSON.parse(data.toString('utf8'));
    } catch {
      return { refused: 'message-malformed' };
    }
    const type = (value as { type?: unknown } | null)?.type;
    if (typeof type === 'string' && !types.has(type)) return { refused: 'message-unknown' };
    const parsed = schema.safeParse(value);
    return parsed.success ? { frame: parsed.data } : { refused: 'message-malformed' };
  };
}
