import type { WebSocket } from 'ws';
import type { BoothPlane } from '#janus';
import { freshId } from '../fresh-id.js';
import type { GrantBook } from '../gateway/grant-book.js';
import { type Answer, HostileClient, NoAnswer } from './hostile-client.js';
import { type OwnPlace, TRIES, type Try } from './tries.js';

export interface SelfTestParts {
  readonly plane: Pick<BoothPlane, 'openRoom' | 'closeRoom'>;
  readonly grants: Pick<GrantBook, 'issue' | 'revoke'>;
  /** An open socket to the facility's own `/janus`, by the way that browsers come. */
  readonly connect: () => Promise<WebSocket>;
  readonly patienceMs?: number;
}

/** `not-run`: nothing forbidden got through, and yet it shows nothing; `why` is for the log of the machine. */
export type SelfTestOutcome =
  | { readonly kind: 'done'; readonly tried: number; readonly refused: number; readonly letThrough: readonly string[] }
  | { readonly kind: 'not-run'; readonly why: string };

const PATIENCE_MS = 5_000;
const notRun = (why: string): SelfTestOutcome => ({ kind: 'not-run', why });

/**
 * A party of a room of its own, without a booking, tries what no party may do. What is allowed must go through, before and
 * after: a gateway that refuses everything passes nothing. Never rejects; grant, session and room are gone when it resolves.
 */
export async function runSelfTest(parts: SelfTestParts, tries: readonly Try[] = TRIES): Promise<SelfTestOutcome> {
  const session = freshId();
  let client: HostileClient | undefined;
  try {
    const room = await parts.plane.openRoom(session, 2);
    const token = parts.grants.issue({ session, party: 0, role: 1, room, signIn: session });
    client = new HostileClient(await parts.connect(), token, parts.patienceMs ?? PATIENCE_MS);
    return await tryAll(client, tries);
  } catch (error) {
    return notRun(error instanceof Error ? error.name : 'failed');
  } finally {
    client?.close();
    await parts.grants.revoke(session).catch(() => undefined);
    await parts.plane.closeRoom(session).catch(() => undefined);
  }
}

async function tryAll(client: HostileClient, tries: readonly Try[]): Promise<SelfTestOutcome> {
  const own = await enter(client);
  if (own === undefined) return notRun('what is allowed was refused before');
  const letThrough: string[] = [];
  let tried = 0;
  let beside: string | undefined;
  for (const { name, frame, code } of tries) {
    const answer = await client.ask(frame(own)).catch((error: unknown) => {
      // A connection that broke behind something forbidden that got through does not undo it.
      if (error instanceof NoAnswer && letThrough.length > 0) return undefined;
      throw error;
    });
    if (answer === undefined) break;
    if (answer.error?.refusal === 'plane-down') return letThrough.length > 0 ? done(tried, letThrough) : notRun(name);
    tried += 1;
    if (answer.error?.refusal === undefined) letThrough.push(name);
    else if (answer.error.refusal !== code) beside ??= name;
  }
  if (letThrough.length > 0) return done(tried, letThrough);
  if (beside !== undefined) return notRun(`${beside} was refused for another reason`);
  const alive = await client.ask({ janus: 'keepalive', session_id: own.session });
  return alive.janus === 'ack' ? done(tried, []) : notRun('what is allowed was refused after');
}

const done = (tried: number, letThrough: readonly string[]): SelfTestOutcome => ({
  kind: 'done',
  tried,
  refused: tried - letThrough.length,
  letThrough,
});

/** The positive control: a party may make its session and join its room. Undefined when that is refused. */
async function enter(client: HostileClient): Promise<OwnPlace | undefined> {
  const session = idOf(await client.ask({ janus: 'create' }));
  if (session === undefined) return undefined;
  const attach = { janus: 'attach', session_id: session, plugin: 'janus.plugin.videoroom' };
  const publisher = idOf(await client.ask(attach));
  const fresh = idOf(await client.ask(attach));
  if (publisher === undefined || fresh === undefined) return undefined;
  const join = { request: 'join', ptype: 'publisher' };
  const answered = await client.ask(
    { janus: 'message', session_id: session, handle_id: publisher, body: join },
    ({ janus }) => janus !== 'ack',
  );
  return answered.plugindata?.data.videoroom === 'joined' ? { session, publisher, fresh } : undefined;
}

const idOf = ({ janus, data }: Answer): number | undefined => (janus === 'success' ? data?.id : undefined);
