import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { ArrivalRate } from '#link';
import { LINE_TEST_BYTES, LINE_TEST_CHUNK, LINE_TEST_MS, type LineArrived } from '#protocol';

/** Tests at a time; one building has one. */
const MAX_TESTS = 4;
/** Nobody is served for longer: a request that stalls included. */
const LONGEST_MS = 3 * LINE_TEST_MS;

/** Random, so that nothing on the way makes it smaller. */
const CHUNK = randomBytes(LINE_TEST_CHUNK);

/** The far end of a line test (libs/protocol, `line-test.ts`). Knows nobody and keeps nothing. */
export function lineEnd(): Server {
  let running = 0;
  return createServer((request, response) => {
    if (request.url !== '/') return refuse(response, 404);
    const serve = request.method === 'GET' ? give : request.method === 'POST' ? take : undefined;
    if (serve === undefined) return refuse(response, 405);
    if (running >= MAX_TESTS) return refuse(response, 503);
    running += 1;
    const timer = setTimeout(() => request.destroy(), LONGEST_MS);
    response.on('close', () => {
      running -= 1;
      clearTimeout(timer);
    });
    serve(request, response);
  });
}

const refuse = (response: ServerResponse, status: number): void =>
  void response.writeHead(status, { connection: 'close' }).end();

/** Bytes for as long as the other side reads them, and no longer than a test takes. */
function give(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'cache-control': 'no-store' });
  const until = performance.now() + LINE_TEST_MS + 1000;
  let given = 0;
  const more = () => {
    while (performance.now() < until && given < LINE_TEST_BYTES) {
      given += CHUNK.length;
      if (!response.write(CHUNK)) return;
    }
    response.off('drain', more);
    response.end();
  };
  response.on('drain', more);
  more();
}

/** Answers while the rest still comes: what waits in the sender's own buffers says nothing of the line. */
function take(request: IncomingMessage, response: ServerResponse): void {
  const rate = new ArrivalRate();
  const answer = () => {
    clearTimeout(timer);
    request.off('data', count).off('end', answer).resume();
    const kbps = rate.kbps();
    if (kbps === undefined || kbps < 1) return refuse(response, 422);
    const arrived: LineArrived = { kbps };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(arrived));
    // The sender has the answer by then, and ends it itself: closed at once, the answer could be lost with the connection.
    setTimeout(() => request.destroy(), LINE_TEST_MS).unref();
  };
  const count = (piece: Buffer) => {
    rate.took(piece.length, performance.now());
    if (rate.bytes >= LINE_TEST_BYTES) answer();
  };
  const timer = setTimeout(answer, LINE_TEST_MS);
  response.on('close', () => clearTimeout(timer));
  request.on('data', count).on('end', answer);
}
