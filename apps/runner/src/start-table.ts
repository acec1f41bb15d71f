import { Audience } from '#protocol';
import type { Seeded } from './seeded.js';

export interface StartFacts {
  readonly port: number;
  readonly domain: string;
  readonly tls: boolean;
  readonly metricsPort: number;
  readonly data: string;
  readonly seeded: Seeded;
  readonly seal: { readonly profile: string; readonly missing: readonly string[] };
}

/** What `npm start` prints once all is ready. Passwords stand here once, on the first start, and nowhere else. */
export function startTable({ port, domain, tls, metricsPort, data, seeded, seal }: StartFacts): string {
  const rows: [string, string][] = Audience.options.map((audience) => [
    audience,
    `${tls ? 'https' : 'http'}://${audience}.${domain}:${port}`,
  ]);
  const width = Math.max(...seeded.accounts.map(({ username }) => username.length), 8);
  for (const [at, { username, role, password }] of seeded.accounts.entries()) {
    const secret = password === undefined ? '' : `  password ${password}`;
    rows.push([at === 0 ? 'accounts' : '', `${username.padEnd(width)}  ${role.padEnd(9)}${secret}`.trimEnd()]);
  }
  if (seeded.kiosk !== undefined)
    rows.push(['kiosk code', `${seeded.kiosk.enrolmentCode} (booth ${seeded.kiosk.booth})`]);
  if (seeded.accounts.every(({ password }) => password === undefined)) {
    rows.push(['password lost?', 'npm start -- --reset-password NAME']);
  }
  rows.push(['seal', seal.missing.length === 0 ? seal.profile : `${seal.profile}, without ${seal.missing.join(', ')}`]);
  rows.push(['metrics', `http://127.0.0.1:${metricsPort}/metrics`], ['data', data], ['stop', 'Ctrl-C']);
  const label = Math.max(...rows.map(([name]) => name.length));
  return [seeded.facility, ...rows.map(([name, value]) => `  ${name.padEnd(label)}  ${value}`)].join('\n');
}
