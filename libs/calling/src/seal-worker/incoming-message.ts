import { fromBase64Url, type Incoming } from '#seal';
import type { IncomingSeal } from '../seal-messages.js';

/** A body that is not base64url is refused by whoever decodes it as empty. */
export function incomingMessage({ step, from, body }: IncomingSeal): Incoming {
  try {
    return { step, from, body: fromBase64Url(body) };
  } catch {
    return { step, from, body: new Uint8Array(0) };
  }
}
