import { X509Certificate } from 'node:crypto';
import type { RunnerConfig } from '../config.js';
import { hostList } from './host-list.js';

export interface LanFacts extends Pick<RunnerConfig, 'domain' | 'relay'> {
  readonly port: number;
  /** Of this machine, as visiting devices reach it. */
  readonly address: string;
  readonly authorityFile: string;
  /** PEM. */
  readonly authority: string;
}

/** What a visiting device needs before it sees a screen: the names, and trust in the machine's own authority. */
export function lanTable(facts: LanFacts): string {
  const { domain, port, address, authorityFile, authority } = facts;
  const { web, relay } = hostList(facts);
  const { fingerprint256, validTo } = new X509Certificate(authority);
  return [
    'Visiting devices (test machines only)',
    `  1 names  The name server of the building answers ${address} for these, or the hosts file of the device has the line`,
    `           ${address} ${[...web, ...relay].join(' ')}`,
    `  2 trust  Import this certificate as an authority for websites. It can vouch for these names only, and ends ${new Date(validTo).toISOString().slice(0, 10)}.`,
    `           ${authorityFile}`,
    `           or https://attorney.${domain}:${port}/ca.crt; compare its SHA-256 fingerprint:`,
    `           ${fingerprint256}`,
  ].join('\n');
}
