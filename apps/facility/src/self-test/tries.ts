import type { GatewayRefusalCode } from '../gateway/gateway-refusal.js';
import { description } from './description.js';

/** What the hostile client has of its own; ids as its browser would know them. */
export interface OwnPlace {
  readonly session: number;
  /** A handle that publishes, and one that has done nothing yet. */
  readonly publisher: number;
  readonly fresh: number;
}

/** Something that a booth party may never do. */
export interface Try {
  /** Stands on the operator's page when it was let through. */
  readonly name: string;
  /** Without transaction. */
  readonly frame: (own: OwnPlace) => Record<string, unknown>;
  /** The one refusal that shows that this, and nothing else of the message, was refused. */
  readonly code: GatewayRefusalCode;
}

type Kind = 'publisher' | 'fresh';
const ask =
  (kind: Kind, body: Record<string, unknown>, jsep?: Record<string, unknown>): Try['frame'] =>
  (own) => ({
    janus: 'message',
    session_id: own.session,
    handle_id: own[kind],
    body,
    ...(jsep === undefined ? {} : { jsep }),
  });
const offered = (variant: Parameters<typeof description>[0], e2ee = true): Try['frame'] =>
  ask('publisher', { request: 'publish' }, { type: 'offer', sdp: description(variant), ...(e2ee && { e2ee }) });

/** Room requests that are on no list, with what a client of Janus would send along. */
const REQUESTS: readonly (readonly [request: string, more: Record<string, unknown>, on?: Kind])[] = [
  ['joinandconfigure', { ptype: 'publisher', record: true, filename: '/tmp/booth' }, 'fresh'],
  ['enable_recording', { record: true }],
  ['rtp_forward', { publisher_id: 1, host: '203.0.113.9', streams: [{ mid: '0', port: 5004 }] }],
  ['stop_rtp_forward', { publisher_id: 1, stream_id: 1 }],
  ['listforwarders', {}],
  ['publish_remotely', { publisher_id: 1, remote_id: 'x', host: '203.0.113.9', port: 5004 }],
  ['list_remotes', { publisher_id: 1 }],
  ['add_remote_publisher', { id: 9, streams: [] }],
  ['kick', { id: 2 }],
  ['moderate', { id: 2, mid: '0', mute: true }],
  ['allowed', { action: 'disable' }],
  ['edit', { new_publishers: 6 }],
  ['create', { room: 4711 }],
  ['destroy', { room: 4711 }],
  ['list', {}],
  ['listparticipants', { room: 4711 }],
  ['switch', { streams: [{ feed: 2, mid: '0' }] }],
  ['subscribe', { streams: [{ feed: 2 }] }],
];
const VERBS = ['info', 'list_sessions', 'handle_info', 'message_plugin', 'start_pcap', 'set_session_timeout'] as const;

/** Everything that is tried once a day. Fewer than the gateway refuses before it closes a connection. */
export const TRIES: readonly Try[] = [
  ...REQUESTS.map(([request, more, on = 'publisher']): Try => {
    return { name: request, frame: ask(on, { request, ...more }), code: 'request-not-allowed' };
  }),
  ...VERBS.map((janus): Try => {
    return { name: janus, frame: ({ session }) => ({ janus, session_id: session }), code: 'verb-not-allowed' };
  }),
  { name: 'record', frame: ask('publisher', { request: 'configure', record: true }), code: 'field-not-allowed' },
  {
    name: 'filename',
    frame: ask('publisher', { request: 'configure', filename: '/tmp/booth' }),
    code: 'field-not-allowed',
  },
  {
    name: 'admin key',
    frame: ask('fresh', { request: 'join', ptype: 'publisher', admin_key: 'x' }),
    code: 'field-not-allowed',
  },
  {
    name: 'foreign room',
    frame: ask('fresh', { request: 'join', ptype: 'publisher', room: 4711 }),
    code: 'other-room',
  },
  {
    name: 'foreign feed',
    frame: ask('fresh', { request: 'join', ptype: 'subscriber', streams: [{ feed: 9 }] }),
    code: 'other-feed',
  },
  { name: 'second publisher', frame: ask('fresh', { request: 'join', ptype: 'publisher' }), code: 'wrong-moment' },
  {
    name: 'further handle',
    frame: ({ session }) => ({ janus: 'attach', session_id: session, plugin: 'janus.plugin.videoroom' }),
    code: 'too-many-handles',
  },
  {
    name: 'streaming plugin',
    frame: ({ session }) => ({ janus: 'attach', session_id: session, plugin: 'janus.plugin.streaming' }),
    code: 'other-plugin',
  },
  {
    name: 'foreign session',
    frame: ({ session }) => ({ janus: 'claim', session_id: session === 1 ? 2 : session - 1 }),
    code: 'other-session',
  },
  {
    name: 'foreign handle',
    frame: ({ session, fresh }) => ({
      janus: 'hangup',
      session_id: session,
      handle_id: fresh === 1 ? 2 : fresh - 1,
    }),
    code: 'other-handle',
  },
  {
    name: 'foreign relay',
    frame: ({ session, publisher }) => ({
      janus: 'trickle',
      session_id: session,
      handle_id: publisher,
      candidate: { candidate: 'candidate:1 1 udp 1 203.0.113.9 5004 typ relay raddr 0.0.0.0 rport 0', sdpMid: '0' },
    }),
    code: 'candidate-not-allowed',
  },
  { name: 'unencrypted', frame: offered({}, false), code: 'sdp-not-encrypted' },
  {
    name: 'data channel',
    frame: offered({ more: ['m=application 9 UDP/DTLS/SCTP webrtc-datachannel', 'a=sctp-port:5000'] }),
    code: 'sdp-data-channel',
  },
  { name: 'simulcast', frame: offered({ media: ['a=simulcast:send h;l'] }), code: 'sdp-simulcast' },
  {
    name: 'audio level',
    frame: offered({ media: ['a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level'] }),
    code: 'sdp-audio-level',
  },
  { name: 'other codec', frame: offered({ codec: 'PCMU/8000' }), code: 'sdp-codec' },
  { name: 'receiving publisher', frame: offered({ direction: 'sendrecv' }), code: 'sdp-direction' },
];
