import { z } from 'zod';

const feed = z.number().int().positive().max(64);
/** Named so that a foreign room can be told from a forbidden field; the server always puts in its own. */
const room = z.unknown().optional();

/** Second list: VideoRoom requests of a booth party, field by field. What is not here is refused. */
export const ROOM_REQUESTS = {
  'join publisher': z.strictObject({ request: z.literal('join'), ptype: z.literal('publisher'), room }),
  'join subscriber': z.strictObject({
    request: z.literal('join'),
    ptype: z.literal('subscriber'),
    room,
    streams: z.tuple([z.strictObject({ feed })]),
  }),
  publish: z.strictObject({ request: z.literal('publish') }),
  configure: z.strictObject({
    request: z.literal('configure'),
    /** bit/s of video, publisher only. */
    bitrate: z.number().int().min(30_000).max(512_000).optional(),
    /** ICE restart, subscriber only. */
    restart: z.literal(true).optional(),
  }),
  start: z.strictObject({ request: z.literal('start') }),
  unpublish: z.strictObject({ request: z.literal('unpublish') }),
  leave: z.strictObject({ request: z.literal('leave') }),
} as const;

export type RoomRequest = keyof typeof ROOM_REQUESTS;
export type RoomBody = { [R in RoomRequest]: z.infer<(typeof ROOM_REQUESTS)[R]> }[RoomRequest];

/** On which handle a request may come, and whether it brings a description. */
export const REQUEST_RULES = {
  'join publisher': { on: ['fresh'], jsep: 'none' },
  'join subscriber': { on: ['fresh'], jsep: 'none' },
  publish: { on: ['publisher'], jsep: 'offer' },
  configure: { on: ['publisher', 'subscriber'], jsep: 'maybe-offer' },
  start: { on: ['subscriber'], jsep: 'answer' },
  unpublish: { on: ['publisher'], jsep: 'none' },
  leave: { on: ['publisher', 'subscriber'], jsep: 'none' },
} as const satisfies Record<RoomRequest, { on: readonly string[]; jsep: 'none' | 'offer' | 'answer' | 'maybe-offer' }>;
