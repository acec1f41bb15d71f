import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:https';
import { Logger } from '@nestjs/common';
import { ConfigError, type Door } from '../config.js';

const EVERY_MS = 5_000;
const DAY_MS = 86_400_000;
/** So many days before its end a certificate is told to be ending: in the log, and on the operator's page. */
export const CERTIFICATE_SOON_DAYS = 21;

interface Pair {
  readonly cert: string;
  readonly key: string;
}

/**
 * Certificate and key of the audience hosts. Both files are looked at every few seconds: a new pair is served from the
 * next connection on, connections that are open go on with the former. Files that do not fit together, as while one of
 * them is being written, leave what is served as it is.
 */
export class CertificateFiles {
  readonly #logger = new Logger('Certificates');
  #served: Pair;
  #refused: string | undefined;
  #warned = 0;

  private constructor(private readonly paths: Pair) {
    try {
      this.#served = readPair(paths);
    } catch (error) {
      throw new ConfigError(`HABEAS_TLS_CERT, HABEAS_TLS_KEY: ${kindOf(error)}`);
    }
  }

  /** @throws ConfigError when the files cannot be used. */
  static of(paths: Door['tls']): CertificateFiles | undefined {
    return paths === undefined ? undefined : new CertificateFiles(paths);
  }

  /** For NestFactory.create. */
  serverOptions(): { httpsOptions: Pair & { minVersion: 'TLSv1.2'; handshakeTimeout: number } } {
    return { httpsOptions: { ...this.#served, minVersion: 'TLSv1.2', handshakeTimeout: 10_000 } };
  }

  /** Until the server closes; it must have been made with `serverOptions`. */
  keepFresh(server: Server, everyMs = EVERY_MS): void {
    const timer = setInterval(() => this.#look(server), everyMs).unref();
    server.once('close', () => clearInterval(timer));
    this.#look(server);
  }

  #look(server: Server): void {
    try {
      const found = readPair(this.paths);
      this.#refused = undefined;
      if (found.cert !== this.#served.cert || found.key !== this.#served.key) {
        server.setSecureContext({ ...found, minVersion: 'TLSv1.2' });
        this.#served = found;
        this.#warned = 0;
        this.#logger.log({ certificate: 'new', until: endOf(found).toISOString() });
      }
    } catch (error) {
      const why = kindOf(error);
      if (this.#refused !== why)
        this.#logger.error(`the certificate files cannot be used: ${why}; the former is served`);
      this.#refused = why;
    }
    this.#warnOfEnd();
  }

  #warnOfEnd(): void {
    const end = endOf(this.#served).getTime();
    if (end - Date.now() > CERTIFICATE_SOON_DAYS * DAY_MS || Date.now() - this.#warned < DAY_MS) return;
    this.#warned = Date.now();
    this.#logger.warn(`the certificate ends at ${new Date(end).toISOString()}`);
  }
}

function readPair(paths: Pair): Pair {
  const pair = { cert: readFileSync(paths.cert, 'utf8'), key: readFileSync(paths.key, 'utf8') };
  if (!new X509Certificate(pair.cert).checkPrivateKey(createPrivateKey(pair.key))) {
    throw new Error('the key is not that of the certificate');
  }
  return pair;
}

const endOf = ({ cert }: Pair): Date => new Date(new X509Certificate(cert).validTo);

/** Never what a file says: only which kind of mistake. */
function kindOf(error: unknown): string {
  const { code, message } = error as Error & { code?: string };
  return code ?? (message.startsWith('the key') ? message : 'not PEM files of a certificate and its key');
}
