import type { Audience } from '#protocol';

/** Every directive a page of ours needs; what is not here is refused by `default-src 'none'`. */
function pagePolicy(host: string, tls: boolean): string {
  const directives: Record<string, string> = {
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': "'self' data:",
    'font-src': "'self'",
    'media-src': "'self' blob:",
    // 'self' covers WebSockets of the same host in Chromium; Firefox and Safari of some age want it said.
    'connect-src': tls ? `'self' wss://${host}` : `'self' ws://${host} wss://${host}`,
    'worker-src': "'self'",
    'manifest-src': "'self'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
    'base-uri': "'none'",
  };
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}

/** The worker that holds the keys talks to nobody: not to the network, not even to its own host. */
const SEAL_WORKER_POLICY = "default-src 'none'";

const CAPTURING: readonly Audience[] = ['kiosk', 'attorney', 'court'];

/** Only where people talk may a page ask for camera and microphone; only the attorney may share a window. */
function permissions(audience: Audience): string {
  const capture = CAPTURING.includes(audience) ? '(self)' : '()';
  return [
    `camera=${capture}`,
    `microphone=${capture}`,
    `display-capture=${audience === 'attorney' ? '(self)' : '()'}`,
    'geolocation=()',
    'usb=()',
    'serial=()',
    'payment=()',
  ].join(', ');
}

/** Headers of every answer on an audience's host. `host` is the checked Host header; `tls`: TLS ends here. */
export function securityHeaders(audience: Audience, host: string, path: string, tls: boolean): Record<string, string> {
  return {
    'Content-Security-Policy': path === '/seal-worker.js' ? SEAL_WORKER_POLICY : pagePolicy(host, tls),
    'Permissions-Policy': permissions(audience),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Strict-Transport-Security': 'max-age=31536000',
  };
}
