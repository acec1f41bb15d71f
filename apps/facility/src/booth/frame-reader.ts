import { ClientFrame, MAX_SESSION_FRAME, type RefusalCode } from '#protocol';

const TO_ALL: readonly string[] = ['commit', 'reveal', 'verdict'];

export type ReadFrame = { readonly frame: ClientFrame } | { readonly refused: RefusalCode };

/** Reads one WebSocket message strictly: text, at most 16 KiB, a frame of libs/protocol and nothing beside it. */
export const readFrame = (data: Buffer, binary: boolean): ReadFrame => {
  if (data.length > MAX_SESSION_FRAME) return { refused: 'message-too-large' };
  if (binary) return { refused: 'message-malformed' };
  let value: unknown;
  try {
    value = JSON.parse(data.toString('utf8'));
  } catch {
    return { refused: 'message-malformed' };
  }
  const type = (value as { type?: unknown } | null)?.type;
  if (typeof type === 'string' && !TYPES.has(type)) return { refused: 'message-unknown' };
  const parsed = ClientFrame.safeParse(value);
  if (!parsed.success) return { refused: 'message-malformed' };
  const frame = parsed.data;
  if (frame.type === 'seal' && TO_ALL.includes(frame.step) !== (frame.to === undefined)) {
    return { refused: 'message-malformed' };
  }
  return { frame };
};

const TYPES: ReadonlySet<string> = new Set(ClientFrame.def.options.flatMap((option) => option.shape.type.def.values));
