import { chmod, unlink } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { LinePlan, type LineUse } from '#link';
import { z } from 'zod';
import type { Applied } from './link-agent.js';
import { LinkAgentError, type LinkAgentErrorCode } from './link-agent-error.js';

/** Bytes of a plan; one is about two thousand. */
const MAX_PLAN = 16_384;
const PATIENCE_MS = 10_000;

/** What came of a plan, and what the queues counted so far. */
interface Told extends Applied {
  readonly used: LineUse | undefined;
}

type Answer =
  | ({ readonly ok: true } & Told)
  | { readonly ok: false; readonly code: LinkAgentErrorCode; readonly sentence: string };

/** @throws LinkAgentError `bad-plan`. */
export function parsePlan(text: string): LinePlan {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new LinkAgentError('bad-plan', 'This is not JSON.');
  }
  const read = LinePlan.safeParse(value);
  if (!read.success) throw new LinkAgentError('bad-plan', z.prettifyError(read.error));
  return read.data;
}

/**
 * One plan a connection: a line of JSON, and a line of JSON back. Whoever can open the socket (mode 0660, in a folder of
 * the facility's group) can shape the line's traffic, have its sound sent twice the way it goes, learn how much of each class
 * went, and do nothing else.
 */
export async function servePlans(path: string, apply: (plan: LinePlan) => Promise<Told>): Promise<Server> {
  await unlink(path).catch(() => undefined);
  const server = createServer((socket) => serve(socket, apply));
  server.maxConnections = 8;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  await chmod(path, 0o660);
  return server;
}

function serve(socket: Socket, apply: (plan: LinePlan) => Promise<Told>): void {
  let text = '';
  socket.setEncoding('utf8').setTimeout(PATIENCE_MS, () => socket.destroy());
  socket.on('error', () => undefined);
  const say = (answer: Answer) => socket.end(`${JSON.stringify(answer)}\n`);
  const take = (chunk: string) => {
    text += chunk;
    const end = text.indexOf('\n');
    if (end < 0 && text.length <= MAX_PLAN) return;
    socket.off('data', take);
    const given = end >= 0 && end <= MAX_PLAN ? text.slice(0, end) : '';
    void answerTo(given, apply).then(say);
  };
  socket.on('data', take);
}

async function answerTo(text: string, apply: (plan: LinePlan) => Promise<Told>): Promise<Answer> {
  try {
    return { ok: true, ...(await apply(parsePlan(text))) };
  } catch (error) {
    const known = error instanceof LinkAgentError ? error : new LinkAgentError('not-applied', String(error));
    return { ok: false, code: known.code, sentence: known.message };
  }
}
