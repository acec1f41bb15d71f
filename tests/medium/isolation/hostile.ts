import { randomBytes } from 'node:crypto';
import { type Frame, type Party, wordOf } from '../gateway/party.js';
import type { HeldHearing } from './held-hearing.js';
import type { PeerBox } from './peer-box.js';
import { seatOf, SEATS, type Who } from './seats.js';

interface RoomData {
  readonly videoroom?: string;
  readonly error_code?: number;
  readonly publishers?: readonly { readonly id: number }[];
  readonly streams?: readonly { readonly feed_id?: number }[];
}

const roomData = (frame: Frame): RoomData => (frame['plugindata'] as { data?: RoomData } | undefined)?.data ?? {};

/** Sends a request of the room; the answer that is not the `ack`. */
async function asked(party: Party, handle: number, body: Record<string, unknown>, jsep?: unknown): Promise<Frame> {
  const sent = party.send(party.request(handle, body, jsep));
  return party.find((frame) => frame['transaction'] === sent && frame.janus !== 'ack');
}

/** `attached`, or how it was refused. */
function outcomeOf(answer: Frame): string {
  const { videoroom, error_code } = roomData(answer);
  return answer.janus === 'event'
    ? error_code === undefined
      ? String(videoroom)
      : `room ${error_code}`
    : wordOf(answer);
}

/** What came of asking for each of the others' feeds by itself. A feed counts as received when Janus offers it. */
export async function tryFeeds(party: Party, who: Who): Promise<Map<Who, string>> {
  const outcomes = new Map<Who, string>();
  for (const other of SEATS) {
    if (other === who) continue;
    const feed = seatOf(other) + 1;
    const handle = await party.attach();
    const answer = await asked(party, handle, { request: 'join', ptype: 'subscriber', streams: [{ feed }] });
    const offered = roomData(answer).streams?.map(({ feed_id }) => feed_id) ?? [];
    const outcome = outcomeOf(answer);
    const jsep = answer['jsep'] as { type?: string } | undefined;
    const whole = outcome !== 'attached' || (offered.join() === String(feed) && jsep?.type === 'offer');
    outcomes.set(other, whole ? outcome : `attached to ${offered.join()}`);
    await party.ask({ janus: 'detach', session_id: party.session, handle_id: handle });
  }
  return outcomes;
}

/** With every grant this person was ever given, an invented one and none: who lets it in, and what it gets then. */
export async function tryOldGrants(held: HeldHearing, who: Who): Promise<Set<string>> {
  const invented = randomBytes(32).toString('base64url');
  const words = new Set<string>();
  for (const grant of [...held.formerGrants(who), invented, undefined]) {
    const party = await held.connect(grant);
    const made = await party.ask({ janus: 'create' });
    words.add(wordOf(made));
    const former = held.parties.get(who)?.session;
    if (former !== undefined) words.add(await party.outcome({ janus: 'claim', session_id: former }));
    party.socket.terminate();
  }
  return words;
}

/** Requests and verbs that nobody in court may make, whatever they hold. */
const NEVER: readonly Record<string, unknown>[] = [
  { request: 'list' },
  { request: 'listparticipants' },
  { request: 'exists' },
  { request: 'listforwarders' },
  { request: 'listremotes' },
  { request: 'kick', id: 1 },
  { request: 'moderate', id: 1, mid: '0', mute: true },
  { request: 'edit', new_is_private: false },
  { request: 'destroy' },
  { request: 'create' },
  { request: 'enable_recording', record: true },
  { request: 'rtp_forward', host: '192.0.2.1' },
  { request: 'publish_remotely', host: '192.0.2.1' },
  { request: 'switch', streams: [{ feed: 1, mid: '0' }] },
  { request: 'joinandconfigure', ptype: 'publisher' },
  { request: 'join', ptype: 'subscriber', use_msid: true, autoupdate: true, streams: [{ feed: 1 }] },
  { request: 'join', ptype: 'publisher', id: 1, display: 'x' },
];

/** Everything that is open to nobody, and what is open to this one as a control. `foreign`: of another hearing. */
export async function tryTheForbidden(party: Party, foreign: { room: number; session: number }) {
  const handle = await party.attach();
  const ask = async (body: Record<string, unknown>) => outcomeOf(await asked(party, handle, body));
  const never: string[] = [];
  for (const body of NEVER) never.push(await ask({ ...body, room: foreign.room }), await ask(body));
  const streams = [{ feed: 1 }];
  const otherRoom = await ask({ request: 'join', ptype: 'subscriber', room: foreign.room, streams });
  const otherSession = await party.outcome({ janus: 'claim', session_id: foreign.session });
  const info = await party.outcome({ janus: 'info' });
  const own = await party.outcome({ janus: 'keepalive', session_id: party.session });
  await party.ask({ janus: 'detach', session_id: party.session, handle_id: handle });
  return { never: new Set(never), otherRoom, otherSession, info, own };
}

/** Takes all of these feeds at once, as a page in court does, and from then on counts packets by whose they are. */
export async function listen(party: Party, peers: PeerBox, name: string, feeds: readonly Who[]): Promise<number> {
  const handle = await party.attach();
  const streams = feeds.map((who) => ({ feed: seatOf(who) + 1 }));
  const offered = await asked(party, handle, { request: 'join', ptype: 'subscriber', streams });
  const sdp = await peers.answer(name, (offered['jsep'] as { sdp: string }).sdp);
  const started = await asked(party, handle, { request: 'start' }, { type: 'answer', sdp });
  if (outcomeOf(started) !== 'event') throw new Error(JSON.stringify(started));
  return handle;
}

/** Asks for one more stream of this person over a handle that receives others already. */
export const subscribeMore = async (party: Party, handle: number, feeds: readonly Who[]): Promise<string> =>
  outcomeOf(
    await asked(party, handle, { request: 'subscribe', streams: feeds.map((who) => ({ feed: seatOf(who) + 1 })) }),
  );

/** How often the gateway told of somebody by itself, with or without words. */
export const tidingsOf = (party: Party): number =>
  party.frames.filter(
    (frame) => frame.janus === 'event' && frame['transaction'] === undefined && roomData(frame).videoroom === 'event',
  ).length;
