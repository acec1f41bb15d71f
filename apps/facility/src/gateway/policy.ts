import { candidateToJanus } from './candidate-policy.js';
import { GatewayRefusal } from './gateway-refusal.js';
import type { Seat, SeatHandle } from './grants.js';
import type { ParsedFrame } from './parse-frame.js';
import type { PlaneRules, RequestRule } from './plane-rules.js';
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

/** Judges a parsed frame against the rules of the plane and the seat it comes from. Pure; throws GatewayRefusal. */
export function decide(parsed: ParsedFrame, seat: Seat, rules: PlaneRules): Decision {
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
  const rule = rules.on[kind];
  if (rule === undefined || !rule.on.includes(handle.kind)) throw new GatewayRefusal('wrong-moment', kind);
  const jsep = judgeJsep(rule, parsed.message.jsep, handle, { ...rules, relay: seat.grant.relay });
  const { body: built, becomes } = rules.body(body, seat, handle);
  const frame = { janus: 'message', ...address, body: built, ...(jsep === undefined ? {} : { jsep }) };
  return { do: 'forward', frame, handle, ...(becomes === undefined ? {} : { becomes }) };
}

function judgeJsep(
  { jsep: rule }: RequestRule,
  jsep: Jsep | undefined,
  handle: SeatHandle,
  { sdp, relay }: Pick<PlaneRules, 'sdp'> & { readonly relay: string | undefined },
): Record<string, unknown> | undefined {
  const maybe = rule === 'maybe-offer' && handle.kind === 'publisher';
  if (jsep === undefined) {
    if (rule === 'offer' || rule === 'answer') throw new GatewayRefusal('sdp-missing');
    return undefined;
  }
  if (rule === 'none' || (rule === 'maybe-offer' && !maybe)) throw new GatewayRefusal('sdp-unexpected');
  if (jsep.type !== (rule === 'answer' ? 'answer' : 'offer')) throw new GatewayRefusal('sdp-type');
  if (sdp.sealed && jsep.e2ee !== true) throw new GatewayRefusal('sdp-not-encrypted');
  const use = jsep.type === 'offer' ? 'publisher-offer' : 'subscriber-answer';
  return { type: jsep.type, sdp: rebuildSdp(jsep.sdp, use, sdp, relay), ...(sdp.sealed ? { e2ee: true } : {}) };
}
