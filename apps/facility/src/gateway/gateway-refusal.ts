/** Stable codes of what the gateway does not let through. Each has a plain sentence and a number for janus.js. */
export const GATEWAY_REFUSALS = {
  'no-grant': [9001, 'This device has no current permission for a booth session.'],
  malformed: [9002, 'The message is not a Janus message as this gateway knows them.'],
  'frame-not-text': [9003, 'Only text frames are accepted.'],
  'frame-too-large': [9004, 'The message is too large.'],
  'verb-not-allowed': [9005, 'A booth party may not use this Janus verb.'],
  'request-not-allowed': [9006, 'A booth party may not make this room request.'],
  'field-not-allowed': [9007, 'The message has a field, or a value, that a booth party may not set.'],
  'other-plugin': [9008, 'Only the video room is available.'],
  'other-room': [9009, 'This is not the room of this session.'],
  'other-session': [9010, 'This Janus session does not belong to this device.'],
  'other-handle': [9011, 'This handle does not belong to this device.'],
  'other-feed': [9012, 'There is no such other party in this room.'],
  'too-many-handles': [9013, 'No further handle is allowed.'],
  'wrong-moment': [9014, 'The message does not fit the state of this handle.'],
  'sdp-missing': [9020, 'This request needs a session description.'],
  'sdp-unexpected': [9021, 'This request takes no session description.'],
  'sdp-type': [9022, 'The session description is of the wrong type.'],
  'sdp-not-encrypted': [9023, 'Media must be end-to-end encrypted.'],
  'sdp-malformed': [9024, 'The session description cannot be read.'],
  'sdp-attribute': [9025, 'The session description has an attribute that is not allowed.'],
  'sdp-codec': [9026, 'Only Opus and VP9 are allowed.'],
  'sdp-data-channel': [9027, 'Data channels are not allowed.'],
  'sdp-simulcast': [9028, 'Simulcast is not allowed.'],
  'sdp-audio-level': [9029, 'Audio levels must not be sent.'],
  'sdp-media-line': [9030, 'The session description has a media line nobody asked for.'],
  'sdp-direction': [9031, 'The direction of a media line is wrong.'],
  'candidate-not-allowed': [9032, 'The network candidate cannot be read.'],
  'plane-down': [9040, 'The booth plane does not answer.'],
  'too-many-refusals': [9041, 'Too many messages were refused; the connection is closed.'],
} as const satisfies Record<string, readonly [number, string]>;

export type GatewayRefusalCode = keyof typeof GATEWAY_REFUSALS;

/** One refused message. `what` names the verb, request or field for tests and the browser's console; never entered. */
export class GatewayRefusal extends Error {
  constructor(
    readonly code: GatewayRefusalCode,
    readonly what = '',
  ) {
    super(GATEWAY_REFUSALS[code][1]);
    this.name = 'GatewayRefusal';
  }
}
