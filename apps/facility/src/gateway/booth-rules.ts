import { z } from 'zod';
import { GatewayRefusal } from './gateway-refusal.js';
import { feedOf, type Seat, type SeatHandle } from './grants.js';
import type { Built, PlaneRules, RequestRule } from './plane-rules.js';
import { BOOTH_SDP } from './sdp-rules.js';

const feed = z.number().int().positive().max(64);
/** Named so that a foreign room can be told from a forbidden field; the server always puts in its own. */
const room = z.unknown().optional();

/** Second list: VideoRoom requests of a booth party, field by field. What is not here is refused. */
const ROOM_REQUESTS = {
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

type RoomRequest = keyof typeof ROOM_REQUESTS;
type RoomBody = { [R in RoomRequest]: z.infer<(typeof ROOM_REQUESTS)[R]> }[RoomRequest];

/** On which handle a request may come, and whether it brings a description. */
const REQUEST_RULES = {
  'join publisher': { on: ['fresh'], jsep: 'none' },
  'join subscriber': { on: ['fresh'], jsep: 'none' },
  publish: { on: ['publisher'], jsep: 'offer' },
  configure: { on: ['publisher', 'subscriber'], jsep: 'maybe-offer' },
  start: { on: ['subscriber'], jsep: 'answer' },
  unpublish: { on: ['publisher'], jsep: 'none' },
  leave: { on: ['publisher', 'subscriber'], jsep: 'none' },
} as const satisfies Record<RoomRequest, RequestRule>;

/** Characters of one frame. */
const MAX_JANUS_FRAME = 64 * 1024;

/** What a party of a booth may ask of the booth plane. */
export const BOOTH_RULES: PlaneRules<RoomBody> = {
  requests: ROOM_REQUESTS,
  on: REQUEST_RULES,
  sdp: BOOTH_SDP,
  maxFrame: MAX_JANUS_FRAME,
  body: roomBody,
  tells: (data) => ({ ...data }),
};

function roomBody(body: RoomBody, seat: Seat, handle: SeatHandle): Built {
  const { room } = seat.grant;
  switch (body.request) {
    case 'join': {
      if (body.room !== undefined && body.room !== room.id) throw new GatewayRefusal('other-room');
      return body.ptype === 'publisher' ? joinPublisher(seat) : joinSubscriber(body.streams[0].feed, seat);
    }
    case 'configure':
      if (body.restart !== undefined && handle.kind !== 'subscriber')
        throw new GatewayRefusal('field-not-allowed', 'restart');
      if (body.bitrate !== undefined && handle.kind !== 'publisher')
        throw new GatewayRefusal('field-not-allowed', 'bitrate');
      return {
        body: {
          request: 'configure',
          ...(body.bitrate === undefined ? {} : { bitrate: body.bitrate }),
          ...(body.restart === undefined ? {} : { restart: true }),
        },
      };
    case 'leave':
      return { body: { request: 'leave' }, becomes: (left) => (left.kind = 'left') };
    default:
      return { body: { request: body.request } };
  }
}

function joinPublisher(seat: Seat): Built {
  const { room, party } = seat.grant;
  if ([...seat.handles.values()].some(({ kind }) => kind === 'publisher'))
    throw new GatewayRefusal('wrong-moment', 'join publisher');
  return {
    body: { request: 'join', ptype: 'publisher', room: room.id, pin: room.pin, id: feedOf(party) },
    becomes: (handle) => (handle.kind = 'publisher'),
  };
}

function joinSubscriber(feed: number, seat: Seat): Built {
  const { room, party } = seat.grant;
  if (feed > room.publishers || feed === feedOf(party)) throw new GatewayRefusal('other-feed');
  if ([...seat.handles.values()].some((other) => other.feed === feed)) throw new GatewayRefusal('too-many-handles');
  if (seat.privateId === undefined) throw new GatewayRefusal('wrong-moment', 'join subscriber');
  return {
    body: {
      request: 'join',
      ptype: 'subscriber',
      room: room.id,
      pin: room.pin,
      streams: [{ feed }],
      private_id: seat.privateId,
    },
    becomes: (handle) => {
      handle.kind = 'subscriber';
      handle.feed = feed;
    },
  };
}
