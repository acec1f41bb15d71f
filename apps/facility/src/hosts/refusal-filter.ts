import {
  type ArgumentsHost,
  BadRequestException,
  Catch,
  type ExceptionFilter,
  HttpException,
  Logger,
} from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import { RefusalCode } from '#protocol';
import { Metrics } from '../metrics/metrics.js';
import { Refused } from './refused.js';

/** Answers everything that was thrown as `Refusal`; what is not ours becomes `failed` without a word of its text. */
@Catch()
export class RefusalFilter implements ExceptionFilter {
  readonly #logger = new Logger('Refusal');

  constructor(private readonly metrics: Metrics) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<ServerResponse>();
    const refused = asRefused(thrown);
    this.metrics.httpRefusals.inc({ code: refused.code });
    if (refused.status >= 500) this.#logger.error(describe(thrown));
    if (response.headersSent) {
      response.destroy();
      return;
    }
    response.statusCode = refused.status;
    response.setHeader('Content-Type', 'application/json; charset=utf-8');
    response.setHeader('Cache-Control', 'no-store');
    response.end(JSON.stringify(refused.body()));
  }
}

/** Our own refusals, Nest's, the body parser's and the database's, as one kind. */
export function asRefused(thrown: unknown): Refused {
  if (thrown instanceof Refused) return thrown;
  const { status, type, code } = facts(thrown);
  if (type === 'entity.too.large' || status === 413) return new Refused('message-too-large');
  if (type?.startsWith('entity.') || type?.startsWith('encoding.') || type?.startsWith('charset.')) {
    return new Refused('message-malformed');
  }
  if (isUnreachable(code)) return new Refused('part-down');
  // Errors of the areas carry a code of the contract when a person may read it.
  const known = RefusalCode.safeParse(code);
  if (known.success) return new Refused(known.data);
  // Our own pipe throws Refused; this kind is Nest's for a body or an address that cannot be parsed.
  if (thrown instanceof BadRequestException) return new Refused('message-malformed');
  if (status === 404) return new Refused('not-found');
  if (status === 403) return new Refused('not-allowed');
  if (status === 401) return new Refused('not-signed-in');
  if (status !== undefined && status >= 400 && status < 500) return new Refused('bad-input');
  return new Refused('failed');
}

function facts(thrown: unknown): { status?: number; type?: string; code?: string } {
  if (typeof thrown !== 'object' || thrown === null) return {};
  const { status, type, code } = thrown as Record<string, unknown>;
  const http = thrown instanceof HttpException ? thrown.getStatus() : status;
  return {
    ...(typeof http === 'number' && { status: http }),
    ...(typeof type === 'string' && { type }),
    ...(typeof code === 'string' && { code }),
  };
}

/** Socket errors, and SQLSTATE classes 08 (connection), 53 (resources), 57P (shut down). */
const isUnreachable = (code: string | undefined): boolean =>
  code !== undefined && /^(ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|08...|53...|57P..)$/.test(code);

/** Kind, code and place in our code; not the message, which may carry a name. */
function describe(thrown: unknown): string {
  if (!(thrown instanceof Error)) return typeof thrown;
  const frame =
    thrown.stack
      ?.split('\n')
      .find((line) => /^\s+at .*(dist|apps|libs)\//.test(line))
      ?.trim() ?? '';
  return [thrown.name, facts(thrown).code ?? '', frame.replace(/\(?(file:\/\/)?\/\S*\/((apps|libs)\/)/, '$2')].join(
    ' ',
  );
}
