import { ClientFrame, MAX_SESSION_FRAME } from '#protocol';
import { type ReadFrame, strictReader } from '../gateway/strict-reader.js';

const TO_ALL: readonly string[] = ['commit', 'reveal', 'verdict'];

const read = strictReader<ClientFrame>(ClientFrame, MAX_SESSION_FRAME);

/** A frame of the session channel; messages of the seal name a place, or none, as their step demands. */
export const readFrame = (data: Buffer, binary: boolean): ReadFrame<ClientFrame> => {
  const result = read(data, binary);
  if ('refused' in result || result.frame.type !== 'seal') return result;
  const { step, to } = result.frame;
  return TO_ALL.includes(step) === (to === undefined) ? result : { refused: 'message-malformed' };
};
