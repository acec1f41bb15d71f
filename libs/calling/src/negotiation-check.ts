import { ALLOWED_EXTENSIONS } from './sdp-rules.js';

interface ParametersLike {
  codecs: readonly { mimeType: string }[];
  headerExtensions: readonly { uri: string }[];
  encodings?: readonly unknown[];
}
interface SideLike {
  track: { kind: string } | null;
  transform: unknown;
  getParameters(): ParametersLike;
}
/** What is looked at of an RTCPeerConnection after each negotiation. */
export interface ConnectionLike {
  sctp: unknown;
  getTransceivers(): readonly { sender: SideLike; receiver: SideLike; currentDirection: string | null }[];
}

export type Violation =
  | 'data-channel'
  | 'sender-on-receiving-connection'
  | 'transform-missing'
  | 'codec'
  | 'header-extension'
  | 'simulcast'
  | 'section-not-asked-for';

const ALLOWED_TYPES = new Set(['audio/opus', 'video/vp9', 'video/rtx']);

/**
 * E2EE.md §6, asked of the browser itself after every negotiation; `ours` holds the transforms that we made.
 * `sections`: how many transceivers we asked for. An empty list means: as agreed. Anything else ends the call.
 */
export function negotiationViolations(
  connection: ConnectionLike,
  use: 'send' | 'receive',
  ours: ReadonlySet<unknown>,
  sections: number,
): Violation[] {
  const found = new Set<Violation>();
  if (connection.sctp !== null && connection.sctp !== undefined) found.add('data-channel');
  const transceivers = connection.getTransceivers();
  if (transceivers.length > sections) found.add('section-not-asked-for');
  for (const { sender, receiver, currentDirection } of transceivers) {
    const direction = currentDirection ?? 'inactive';
    if (use === 'receive' && (sender.track !== null || direction.includes('send'))) {
      found.add('sender-on-receiving-connection');
    }
    if (use === 'send' && sender.track !== null && !ours.has(sender.transform)) found.add('transform-missing');
    if (use === 'send' && direction.includes('recv')) found.add('section-not-asked-for');
    if (use === 'receive' && direction.includes('recv') && !ours.has(receiver.transform)) {
      found.add('transform-missing');
    }
    const parameters = (use === 'send' ? sender : receiver).getParameters();
    if (parameters.codecs.some(({ mimeType }) => !ALLOWED_TYPES.has(mimeType.toLowerCase()))) found.add('codec');
    if (parameters.headerExtensions.some(({ uri }) => !ALLOWED_EXTENSIONS.has(uri))) found.add('header-extension');
    if ((parameters.encodings?.length ?? 0) > 1) found.add('simulcast');
  }
  return [...found];
}
