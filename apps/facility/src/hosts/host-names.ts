import type { IncomingMessage } from 'node:http';
import { Audience } from '#protocol';
import type { Door } from '../config.js';
import { AllowedOrigins } from '../gateway/allowed-origins.js';

/** WebSockets of hearings: for the court, and for the two parties of a booking, who are in court at their own pages. */
const COURT_PATHS: ReadonlySet<string> = new Set(['/hearing', '/hearing-janus']);
const IN_COURT: ReadonlySet<Audience> = new Set(['court', 'attorney', 'kiosk']);

/** Which audience a Host header names, and whether a page of that very host asks. */
export class HostNames extends AllowedOrigins {
  constructor(
    readonly domain: string,
    /** TLS ends here: then no page of ours came over plain http. */
    readonly tls = false,
  ) {
    super();
  }

  /** `desk.localhost:3000` → `desk`; anything else, undefined. */
  audienceOf(host: string | undefined): Audience | undefined {
    const name = /^([a-z0-9.-]+)(:\d{1,5})?$/i.exec(host ?? '')?.[1]?.toLowerCase();
    return Audience.options.find((audience) => name === `${audience}.${this.domain}`);
  }

  /** The facility's own health checks come by address or bare domain, not by a host of an audience. */
  isInternal(host: string | undefined): boolean {
    return /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/.test(host ?? '');
  }

  /**
   * True if the Origin header names the host (and port) the request came to. Plain http counts on localhost only,
   * where browsers treat it as secure, and only while TLS is off. No Origin, or `null`: false.
   */
  override allows(request: IncomingMessage, path?: string): boolean {
    const { host, origin } = request.headers;
    const audience = this.audienceOf(host);
    if (!host || !origin || !audience) return false;
    if (path !== undefined && COURT_PATHS.has(path) && !IN_COURT.has(audience)) return false;
    const local = !this.tls && (this.domain === 'localhost' || this.domain.endsWith('.localhost'));
    const wanted = host.toLowerCase();
    return origin === `https://${wanted}` || (local && origin === `http://${wanted}`);
  }
}

/** Where people outside find a screen: a proxy in front of plain HTTP is expected at the usual port. */
export const publicAddress = (audience: Audience, { domain, port, tls }: Door): string =>
  `https://${audience}.${domain}${tls === undefined || port === 443 ? '' : `:${port}`}`;
