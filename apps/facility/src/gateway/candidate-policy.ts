import { GatewayRefusal } from './gateway-refusal.js';
import type { Candidate } from './verbs.js';

const LINE =
  /^candidate:([A-Za-z0-9+/]{1,32}) ([12]) (udp|tcp) (\d{1,10}) ([0-9A-Fa-f.:]{2,45}|[0-9a-zA-Z-]{1,64}\.local) (\d{1,5}) typ (host|srflx|prflx|relay)( [ -~]{1,300})?$/i;

/**
 * A new candidate from the parsed one, `undefined` where it is of no use to Janus: TCP, and `.local` names, which
 * Janus would look up. Related addresses and all extensions are dropped. `relay` is the address of our own relay: a
 * candidate of any other is refused. Throws `candidate-not-allowed`.
 */
export function candidateToJanus(candidate: Candidate, relay?: string): Record<string, unknown> | undefined {
  if ('completed' in candidate) return { completed: true };
  const text = candidate.candidate.replace(/^a=/, '');
  if (text === '') return { completed: true };
  const found = LINE.exec(text);
  if (found === null) throw new GatewayRefusal('candidate-not-allowed');
  const [, foundation, component, transport, priority, address, port, type] = found as unknown as string[];
  if (type?.toLowerCase() === 'relay' && address !== relay) throw new GatewayRefusal('candidate-not-allowed');
  if (transport?.toLowerCase() !== 'udp' || address?.endsWith('.local')) return undefined;
  const related = type === 'host' ? '' : ' raddr 0.0.0.0 rport 0';
  return {
    candidate: `candidate:${foundation} ${component} udp ${priority} ${address} ${port} typ ${type}${related}`,
    ...(typeof candidate.sdpMid === 'string' && /^[A-Za-z0-9]{1,16}$/.test(candidate.sdpMid)
      ? { sdpMid: candidate.sdpMid }
      : {}),
    ...(typeof candidate.sdpMLineIndex === 'number' ? { sdpMLineIndex: candidate.sdpMLineIndex } : {}),
  };
}
