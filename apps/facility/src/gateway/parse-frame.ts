import { z } from 'zod';
import { GatewayRefusal, type GatewayRefusalCode } from './gateway-refusal.js';
import type { PlaneRules } from './plane-rules.js';
import { isVerb, VERBS, type ClientMessage } from './verbs.js';

export type ParsedFrame =
  | { readonly message: Exclude<ClientMessage, { janus: 'message' }> }
  | {
      readonly message: Extract<ClientMessage, { janus: 'message' }>;
      readonly kind: string;
      readonly body: { readonly request: string };
    };

const Head = z.looseObject({ janus: z.string(), transaction: z.string().max(64) });

/** Reads what an answer must repeat, from anything at all. */
export function transactionOf(json: unknown): string | undefined {
  const parsed = z.looseObject({ transaction: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/) }).safeParse(json);
  return parsed.success ? parsed.data.transaction : undefined;
}

/** A parsed text frame as one of the lists' messages. Throws GatewayRefusal. */
export function parseFrame(json: unknown, { requests }: Pick<PlaneRules, 'requests'>): ParsedFrame {
  const head = Head.safeParse(json);
  if (!head.success) throw new GatewayRefusal('malformed');
  const verb = head.data.janus;
  if (!isVerb(verb)) throw new GatewayRefusal('verb-not-allowed', verb);
  if (
    verb === 'attach' &&
    typeof head.data['plugin'] === 'string' &&
    head.data['plugin'] !== 'janus.plugin.videoroom'
  ) {
    throw new GatewayRefusal('other-plugin');
  }
  const message: ClientMessage = read(VERBS[verb], json, (path) =>
    path === 'candidate' ? 'candidate-not-allowed' : 'field-not-allowed',
  );
  if (message.janus !== 'message') return { message };
  const { request, ptype } = message.body as { request: string; ptype?: unknown };
  if (request === 'join' && ptype !== 'publisher' && ptype !== 'subscriber')
    throw new GatewayRefusal('field-not-allowed', 'ptype');
  const kind = request === 'join' ? `join ${String(ptype)}` : request;
  const schema = Object.hasOwn(requests, kind) ? requests[kind] : undefined;
  if (request.includes(' ') || schema === undefined) throw new GatewayRefusal('request-not-allowed', request);
  return { message, kind, body: read(schema, message.body, () => 'field-not-allowed') };
}

function read<S extends z.ZodType>(schema: S, value: unknown, code: (path: string) => GatewayRefusalCode): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = String(issue?.path[0] ?? '');
  if (path === 'transaction' || path === 'session_id' || path === 'handle_id')
    throw new GatewayRefusal('malformed', path);
  throw new GatewayRefusal(code(path), path);
}
