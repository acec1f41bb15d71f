import { candidateToJanus } from './candidate-policy.js';
import { GatewayRefusal } from './gateway-refusal.js';
import { feedOf, type Seat, type SeatHandle } from './grants.js';
import type { ParsedFrame } from './parse-frame.js';
import { REQUEST_RULES, type RoomBody, type RoomRequest } from './room-requests.js';
import { rebuildSdp } from './sdp-policy.js';
import type { Jsep } from './verbs.js';

/** What to do with a message that is allowed. `frame` is new and complete but for secret and transaction. */
export type Decision =
  | { readonly do: 'create' | 'claim' | 'destroy' | 'attach' }
  | { readonly do: 'detach'; readonly handle: SeatHandle }
  /** Nothing for Janus to do; answered with `ack`. */
  | { readonly do: 'swallow' }
  | {
      readonly do: 'forward';
      readonly frame: Record<string, unknown>;
      readonly becomes?: (handle: SeatHandle) => void;
      readonly handle?: SeatHandle;
    };

/** Judges a parsed frame against the seat it comes from. Pure; throws GatewayRefusal. */
export function decide(parsed: ParsedFrame, seat: Seat): Decision {
  const { message } = parsed;
  if (message.janus === 'create') return { do: 'create' };
  if (message.session_id !== seat.session?.shown) throw new GatewayRefusal('other-session');
  const session_id = seat.session.janus;
  switch (message.janus) {
    case 'claim':
    case 'destroy':
      return { do: message.janus };
    case 'keepalive':
      return { do: 'forward', frame: { janus: 'keepalive', session_id } };
    case 'attach':
      if (seat.handles.size >= seat.grant.room.publishers) throw new GatewayRefusal('too-many-handles');
      return { do: 'attach' };
  }
  const handle = seat.handles.get(message.handle_id);
  if (handle === undefined) throw new GatewayRefusal('other-handle');
  const address = { session_id, handle_id: handle.janus };
  switch (message.janus) {
    case 'detach':
      return { do: 'detach', handle };
    case 'hangup':
      return { do: 'forward', frame: { janus: 'hangup', ...address } };
    case 'trickle': {
      const candidate = candidateToJanus(message.candidate, seat.grant.relay);
      return candidate === undefined
        ? { do: 'swallow' }
        : { do: 'forward', frame: { janus: 'trickle', ...address, candidate } };
    }
  }
  if (!('kind' in parsed)) throw new GatewayRefusal('malformed');
  const { kind, body } = parsed;
  if (!(REQUEST_RULES[kind].on as readonly string[]).includes(handle.kind))
    throw new GatewayRefusal('wrong-moment', kind);
  const jsep = judgeJsep(kind, parsed.message.jsep, handle, seat.grant.relay);
  const { body: built, becomes } = roomBody(body, seat, handle);
  const frame = { janus: 'message', ...address, body: built, ...(jsep === undefined ? {} : { jsep }) };
  return { do: 'forward', frame, handle, ...(becomes === undefined ? {} : { becomes }) };
}

function judgeJsep(
  kind: RoomRequest,
  jsep: Jsep | undefined,
  handle: SeatHandle,
  relay: string | undefined,
): Record<string, unknown> | undefined {
  const rule = REQUEST_RULES[kind].jsep;
  const maybe = rule === 'maybe-offer' && handle.kind === 'publisher';
  if (jsep === undefined) {
    if (rule === 'offer' || rule === 'answer') throw new GatewayRefusal('sdp-missing');
    return undefined;
  }
  if (rule === 'none' || (rule === 'maybe-offer' && !maybe)) throw new GatewayRefusal('sdp-unexpected');
  if (jsep.type !== (rule === 'answer' ? 'answer' : 'offer')) throw new GatewayRefusal('sdp-type');
  if (jsep.e2ee !== true) throw new GatewayRefusal('sdp-not-encrypted');
  const use = jsep.type === 'offer' ? 'publisher-offer' : 'subscriber-answer';
  return { type: jsep.type, sdp: rebuildSdp(jsep.sdp, use, relay), e2ee: true };
}

interface Built {
  readonly body: Record<string, unknown>;
  readonly becomes?: (handle: SeatHandle) => void;
}

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
