import { AppendRequest, MAX_ENTRIES_BODY, type LeafWriter } from '#ledger';
import { chmod, unlink } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Keeper } from './keeper.js';
import { KeeperRefused } from './keeper-refused.js';

/** Serves one writer on a Unix socket of mode 0660: whoever can open it is that writer. */
export async function serveWriter(keeper: Keeper, writer: LeafWriter, socket: string): Promise<Server> {
  await unlink(socket).catch(() => undefined);
  const server = createServer((request, response) => void answer(keeper, writer, request, response));
  server.requestTimeout = 10_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(socket, resolve);
  });
  await chmod(socket, 0o660);
  return server;
}

async function answer(
  keeper: Keeper,
  writer: LeafWriter,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const path = request.url ?? '';
    const proof = /^\/proof\/(0|[1-9]\d{0,14})$/.exec(path);
    if (request.method === 'POST' && path === '/entries') {
      const { entries } = parseEntries(await readBody(request));
      send(response, 200, 'application/json', JSON.stringify(await keeper.submit(writer, entries)));
    } else if (request.method === 'GET' && path === '/state') {
      send(response, 200, 'application/json', JSON.stringify(keeper.state()));
    } else if (request.method === 'GET' && proof) {
      send(response, 200, 'text/plain; charset=utf-8', await keeper.proof(Number(proof[1])));
    } else {
      throw new KeeperRefused({ code: 'not-found', sentence: 'There is no such page.' });
    }
  } catch (error) {
    const refused =
      error instanceof KeeperRefused
        ? error
        : new KeeperRefused({ code: 'not-durable', sentence: 'The keeper failed; send the same again.' });
    if (refused.refusal.code === 'too-large') response.setHeader('connection', 'close');
    send(response, refused.status, 'application/json', JSON.stringify(refused.refusal));
  }
}

function parseEntries(body: Buffer): AppendRequest {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new KeeperRefused({ code: 'malformed', sentence: 'The body is not JSON.' });
  }
  const parsed = AppendRequest.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const entry = issue?.path[1];
  throw new KeeperRefused({
    code: 'malformed',
    sentence: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`,
    ...(typeof entry === 'number' && { entry }),
  });
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_ENTRIES_BODY) {
      throw new KeeperRefused({ code: 'too-large', sentence: `A request has at most ${MAX_ENTRIES_BODY} bytes.` });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}
