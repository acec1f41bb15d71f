import type { SdpRules } from './sdp-rules.js';

/**
 * The lines of an audio section with what the plane's rules add: `forced`: the parameters of Opus that the plane asks a
 * publisher for (RFC 7587 §6.1), and `nack` (RFC 4585 §4.2) where lost sound is asked for again.
 */
export function opusLines(
  lines: readonly string[],
  payloads: readonly string[],
  forced: boolean,
  { opus, audioNack }: SdpRules,
): string[] {
  const [payload] = payloads;
  const nack = `a=rtcp-fb:${payload} nack`;
  const named = forced ? withParameters(lines, payload as string, opus) : [...lines];
  if (!audioNack || named.includes(nack)) return named;
  return after(named, payload as string, nack);
}

function withParameters(lines: readonly string[], payload: string, opus: SdpRules['opus']): string[] {
  const own = `a=fmtp:${payload} `;
  const wanted = new Map<string, string>();
  const line = lines.find((one) => one.startsWith(own)) ?? own;
  for (const part of line.slice(own.length).split(';')) {
    const [key, value] = part.trim().split('=');
    if (key) wanted.set(key, value ?? '');
  }
  for (const [key, value] of Object.entries(opus)) wanted.set(key, value);
  const text = own + [...wanted].map(([key, value]) => `${key}=${value}`).join(';');
  return after(
    lines.filter((one) => !one.startsWith(own)),
    payload,
    text,
  );
}

function after(lines: readonly string[], payload: string, line: string): string[] {
  const at = lines.findIndex((one) => one.startsWith(`a=rtpmap:${payload} `));
  return [...lines.slice(0, at + 1), line, ...lines.slice(at + 1)];
}
