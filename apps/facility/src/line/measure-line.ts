import { type ClientRequest, request as plain, type IncomingMessage } from 'node:http';
import { request as secure } from 'node:https';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { json } from 'node:stream/consumers';
import { ArrivalRate, type BothWays } from '#link';
import { LINE_TEST_BYTES, LINE_TEST_CHUNK, LINE_TEST_MS, LineArrived } from '#protocol';

/** For an answer, beyond what a transfer takes. */
const PATIENCE_MS = 5_000;

/**
 * kbit/s that came through in each direction, one after the other, as whoever received counted them; without the headers of
 * TCP and IP. Rejects when the far end does not answer, or `signal` ends it.
 */
export async function measureLine(end: string, signal: AbortSignal): Promise<BothWays<number>> {
  const down = await fetched(end, AbortSignal.any([signal, AbortSignal.timeout(LINE_TEST_MS + PATIENCE_MS)]));
  const up = await sent(end, AbortSignal.any([signal, AbortSignal.timeout(LINE_TEST_MS + PATIENCE_MS)]));
  return { up, down };
}

function ask(end: string, method: 'GET' | 'POST', signal: AbortSignal): ClientRequest {
  const request = (end.startsWith('https:') ? secure : plain)(end, { method, signal, agent: false });
  // Whoever waits for the answer hears of it; what comes after the answer is nobody's.
  return request.on('error', () => undefined);
}

async function answered(request: ClientRequest): Promise<IncomingMessage> {
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  if (answer.statusCode !== 200) throw new Error(`the far end answered ${answer.statusCode}`);
  return answer;
}

async function fetched(end: string, signal: AbortSignal): Promise<number> {
  const request = ask(end, 'GET', signal);
  try {
    request.end();
    const answer = await answered(request);
    const rate = new ArrivalRate();
    const until = performance.now() + LINE_TEST_MS;
    for await (const piece of answer) {
      rate.took((piece as Buffer).length, performance.now());
      if (performance.now() >= until) break;
    }
    const kbps = rate.kbps();
    if (kbps === undefined || kbps < 1) throw new Error('nothing came from the far end');
    return kbps;
  } finally {
    // What still waits anywhere is not needed any more.
    request.destroy();
  }
}

async function sent(end: string, signal: AbortSignal): Promise<number> {
  const request = ask(end, 'POST', signal);
  const chunk = randomBytes(LINE_TEST_CHUNK);
  let given = 0;
  const more = () => {
    while (given < LINE_TEST_BYTES) {
      given += chunk.length;
      if (!request.write(chunk)) return;
    }
    request.off('drain', more).end();
  };
  try {
    request.on('drain', more);
    more();
    const answer = await answered(request);
    return LineArrived.parse(await json(answer)).kbps;
  } finally {
    request.off('drain', more).destroy();
  }
}
