import { z } from 'zod';
import { GatewayRefusal } from '../gateway/gateway-refusal.js';
import { feedOf, type Seat, type SeatHandle } from '../gateway/grants.js';
import type { Built, PlaneRules, RequestRule } from '../gateway/plane-rules.js';
import { HEARING_SDP } from '../gateway/sdp-rules.js';

const feed = z.number().int().positive().max(64);
const streams = z.array(z.strictObject({ feed })).min(1).max(62);
const layer = z.strictObject({
  mid: z.string().regex(/^[A-Za-z0-9]{1,16}$/),
  substream: z.number().int().min(0).max(2).optional(),
  send: z.boolean().optional(),
});
/** Named so that a foreign room can be told from a forbidden field; the server always puts in its own. */
const room = z.unknown().optional();

/**
 * VideoRoom requests of somebody in court, field by field. All others are received over one handle, whose streams come and go,
 * so that a court of 25 has 50 connections and not 625.
 */
const REQUESTS = {
  'join publisher': z.strictObject({ request: z.literal('join'), ptype: z.literal('publisher'), room }),
  'join subscriber': z.strictObject({ request: z.literal('join'), ptype: z.literal('subscriber'), room, streams }),
  subscribe: z.strictObject({ request: z.literal('subscribe'), streams }),
  unsubscribe: z.strictObject({ request: z.literal('unsubscribe'), streams }),
  publish: z.strictObject({ request: z.literal('publish') }),
  configure: z.strictObject({
    request: z.literal('configure'),
    /** bit/s of video, publisher only. */
    bitrate: z.number().int().min(30_000).max(2_500_000).optional(),
    /** ICE restart, subscriber only. */
    restart: z.literal(true).optional(),
    /** Which layer of which picture, or none; subscriber only: Janus finds its `mid` among the streams of this handle alone. */
    streams: z.array(layer).min(1).max(62).optional(),
  }),
  start: z.strictObject({ request: z.literal('start') }),
  unpublish: z.strictObject({ request: z.literal('unpublish') }),
  leave: z.strictObject({ request: z.literal('leave') }),
} as const;

type Body = { [R in keyof typeof REQUESTS]: z.infer<(typeof REQUESTS)[R]> }[keyof typeof REQUESTS];

const ON = {
  'join publisher': { on: ['fresh'], jsep: 'none' },
  'join subscriber': { on: ['fresh'], jsep: 'none' },
  subscribe: { on: ['subscriber'], jsep: 'none' },
  unsubscribe: { on: ['subscriber'], jsep: 'none' },
  publish: { on: ['publisher'], jsep: 'offer' },
  configure: { on: ['publisher', 'subscriber'], jsep: 'maybe-offer' },
  start: { on: ['subscriber'], jsep: 'answer' },
  unpublish: { on: ['publisher'], jsep: 'none' },
  leave: { on: ['publisher', 'subscriber'], jsep: 'none' },
} as const satisfies Record<keyof typeof REQUESTS, RequestRule>;

/** What somebody in court may ask of the hearing plane. */
export const HEARING_RULES: PlaneRules<Body> = {
  requests: REQUESTS,
  on: ON,
  sdp: HEARING_SDP,
  // An answer to 48 streams has some 50 kB.
  maxFrame: 192 * 1024,
  body: bodyOf,
  tells: tellsOf,
};

function bodyOf(body: Body, seat: Seat, handle: SeatHandle): Built {
  const { room: granted, party } = seat.grant;
  switch (body.request) {
    case 'join':
      if (body.room !== undefined && body.room !== granted.id) throw new GatewayRefusal('other-room');
      if (body.ptype === 'subscriber') return joinSubscriber(body.streams, seat);
      if (has(seat, 'publisher')) throw new GatewayRefusal('wrong-moment', 'join publisher');
      return {
        body: { request: 'join', ptype: 'publisher', room: granted.id, pin: granted.pin, id: feedOf(party) },
        becomes: (joined) => (joined.kind = 'publisher'),
      };
    case 'subscribe':
      return { body: { request: 'subscribe', streams: small(allowed(body.streams, seat)) } };
    case 'unsubscribe':
      return { body: { request: 'unsubscribe', streams: allowed(body.streams, seat) } };
    case 'configure':
      for (const name of ['restart', 'streams'] as const) {
        if (body[name] !== undefined && handle.kind !== 'subscriber')
          throw new GatewayRefusal('field-not-allowed', name);
      }
      if (body.bitrate !== undefined && handle.kind !== 'publisher')
        throw new GatewayRefusal('field-not-allowed', 'bitrate');
      return { body: { ...body } };
    case 'leave':
      return { body: { request: 'leave' }, becomes: (left) => (left.kind = 'left') };
    default:
      return { body: { request: body.request } };
  }
}

function joinSubscriber(wanted: readonly { feed: number }[], seat: Seat): Built {
  if (has(seat, 'subscriber')) throw new GatewayRefusal('too-many-handles');
  if (seat.privateId === undefined) throw new GatewayRefusal('wrong-moment', 'join subscriber');
  const { room: granted } = seat.grant;
  return {
    body: {
      request: 'join',
      ptype: 'subscriber',
      room: granted.id,
      pin: granted.pin,
      streams: small(allowed(wanted, seat)),
      private_id: seat.privateId,
    },
    becomes: (handle) => (handle.kind = 'subscriber'),
  };
}

const has = (seat: Seat, kind: SeatHandle['kind']): boolean =>
  [...seat.handles.values()].some((handle) => handle.kind === kind);

/** All of them, or none: whoever asks for one stream that is not theirs to hear is refused the whole request. */
function allowed(wanted: readonly { feed: number }[], seat: Seat): { feed: number }[] {
  for (const one of wanted) if (!mayReceive(seat, one.feed)) throw new GatewayRefusal('other-feed');
  return wanted.map((one) => ({ feed: one.feed }));
}

/** A picture begins in its lowest layer, so that sound comes first on a thin line; a larger one is asked for. */
const small = (streams: readonly { feed: number }[]) => streams.map(({ feed }) => ({ feed, substream: 0 }));

const mayReceive = ({ grant }: Seat, wanted: number): boolean =>
  wanted !== feedOf(grant.party) && wanted <= grant.room.publishers && grant.mayReceive?.(wanted - 1) === true;

/**
 * Of who publishes only those whom this seat may receive. Who leaves is told by the hearing channel, to whom it may know; and
 * an event with nothing in it would say that there is somebody.
 */
function tellsOf(data: Readonly<Record<string, unknown>>, seat: Seat): Record<string, unknown> | undefined {
  const { leaving, unpublished, left, publishers, ...rest } = data;
  if ([leaving, unpublished, left].some((gone) => typeof gone === 'number')) return undefined;
  // As Janus says it of everybody in the room when the court mutes somebody.
  if (data['videoroom'] === 'event' && Object.keys(data).length === 1) return undefined;
  if (!Array.isArray(publishers)) return rest;
  const received = (publishers as { id: number }[]).filter(({ id }) => mayReceive(seat, id));
  if (data['videoroom'] === 'event' && received.length === 0) return undefined;
  return { ...rest, publishers: received };
}
