import { z } from 'zod';
import type { Seat, SeatHandle } from './grants.js';
import type { PlaneRules } from './plane-rules.js';
import { rebuildSdp } from './sdp-policy.js';
import type { SdpRules } from './sdp-rules.js';

const feed = z.number().int().positive().max(64);
const Streams = z.array(
  z.object({
    mid: z.string().max(16),
    type: z.enum(['audio', 'video']),
    feed_id: feed.optional(),
    codec: z.string().max(16).optional(),
  }),
);
const Publishers = z.array(z.object({ id: feed })).optional();

/** What of each VideoRoom event goes on to a browser; everything else in it stays here. */
export const ROOM_EVENTS = {
  joined: z.object({ videoroom: z.literal('joined'), id: feed, publishers: Publishers }),
  attached: z.object({ videoroom: z.literal('attached'), streams: Streams.optional() }),
  updated: z.object({ videoroom: z.literal('updated'), streams: Streams.optional() }),
  destroyed: z.object({ videoroom: z.literal('destroyed') }),
  slow_link: z.object({ videoroom: z.literal('slow_link'), 'current-bitrate': z.number().optional() }),
  event: z.object({
    videoroom: z.literal('event'),
    publishers: Publishers,
    leaving: z.union([feed, z.literal('ok')]).optional(),
    unpublished: z.union([feed, z.literal('ok')]).optional(),
    left: z.union([feed, z.literal('ok')]).optional(),
    configured: z.literal('ok').optional(),
    started: z.literal('ok').optional(),
    audio_codec: z.string().max(16).optional(),
    video_codec: z.string().max(16).optional(),
    error_code: z.number().int().optional(),
  }),
} as const;

/** The same for Janus's own events; `sender` and `session_id` are replaced by the ids the browser knows. */
export const CORE_EVENTS = {
  ack: z.object({}),
  success: z.object({}),
  webrtcup: z.object({}),
  media: z.object({
    type: z.enum(['audio', 'video']),
    mid: z.string().max(16).optional(),
    receiving: z.boolean(),
    seconds: z.number().optional(),
  }),
  slowlink: z.object({
    uplink: z.boolean(),
    media: z.enum(['audio', 'video']).optional(),
    mid: z.string().max(16).optional(),
    lost: z.number(),
  }),
  hangup: z.object({ reason: z.string().max(64).optional() }),
  detached: z.object({}),
  timeout: z.object({}),
} as const;

const Sdp = z.object({ type: z.enum(['offer', 'answer']), sdp: z.string() });
const Failure = z.object({ error: z.object({ code: z.number().int() }) });
const RoomFrame = z.object({ plugindata: z.object({ data: z.looseObject({ videoroom: z.string() }) }) });

export interface FromJanus {
  readonly janus: string;
  readonly [field: string]: unknown;
}

/** A new frame for the browser, built from the listed fields. Undefined: nothing of it is for the browser. */
export function toBrowser(frame: FromJanus, seat: Seat, rules: PlaneRules): Record<string, unknown> | undefined {
  const handle = handleOf(frame, seat);
  if (frame['sender'] !== undefined && handle === undefined) return undefined;
  const transaction = frame['transaction'];
  const head = {
    janus: frame.janus,
    ...(seat.session === undefined ? {} : { session_id: seat.session.shown }),
    ...(handle === undefined ? {} : { sender: handle.shown }),
    ...(typeof transaction === 'string' && transaction.startsWith('c:') ? { transaction: transaction.slice(2) } : {}),
  };
  if (frame.janus === 'error') {
    const failure = Failure.safeParse(frame);
    return {
      ...head,
      error: { code: failure.success ? failure.data.error.code : 490, reason: 'The booth plane refused this.' },
    };
  }
  if (frame.janus === 'event') return roomEvent(frame, head, { seat, handle, rules });
  if (!Object.hasOwn(CORE_EVENTS, frame.janus)) return undefined;
  const parsed = CORE_EVENTS[frame.janus as keyof typeof CORE_EVENTS].safeParse(frame);
  return parsed.success ? { ...parsed.data, ...head } : undefined;
}

/** The handle an event is about. */
export function handleOf(frame: FromJanus, seat: Seat): SeatHandle | undefined {
  return [...seat.handles.values()].find(({ janus }) => janus === frame['sender']);
}

function roomEvent(
  frame: FromJanus,
  head: Record<string, unknown>,
  { seat, handle, rules }: { seat: Seat; handle: SeatHandle | undefined; rules: PlaneRules },
): Record<string, unknown> | undefined {
  const room = RoomFrame.safeParse(frame);
  if (!room.success || handle === undefined) return undefined;
  const { data } = room.data.plugindata;
  if (!Object.hasOwn(ROOM_EVENTS, data.videoroom)) return undefined;
  const parsed = ROOM_EVENTS[data.videoroom as keyof typeof ROOM_EVENTS].safeParse(data);
  if (!parsed.success) return undefined;
  const told = rules.tells(parsed.data, seat);
  if (told === undefined) return undefined;
  const failed = 'error_code' in parsed.data && parsed.data.error_code !== undefined;
  const jsep = Sdp.safeParse(frame['jsep']);
  return {
    ...head,
    plugindata: {
      plugin: 'janus.plugin.videoroom',
      data: { ...told, ...(failed ? { error: 'The room refused this.' } : {}) },
    },
    ...(jsep.success ? { jsep: describe(jsep.data, rules.sdp) } : {}),
  };
}

const describe = ({ type, sdp }: z.infer<typeof Sdp>, rules: SdpRules): Record<string, unknown> => ({
  type,
  sdp: rebuildSdp(sdp, type === 'answer' ? 'answer-to-publisher' : 'offer-to-subscriber', rules),
  ...(rules.sealed ? { e2ee: true } : {}),
});

/** VideoRoom's private id, which stays on the server. */
export function privateIdOf(frame: FromJanus): number | undefined {
  const parsed = z
    .object({ plugindata: z.object({ data: z.object({ videoroom: z.literal('joined'), private_id: z.number() }) }) })
    .safeParse(frame);
  return parsed.success ? parsed.data.plugindata.data.private_id : undefined;
}
