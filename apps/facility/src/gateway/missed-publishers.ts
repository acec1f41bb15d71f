import { z } from 'zod';
import type { JanusFrame } from '#janus';
import { feedOf, type Seat } from './grants.js';

/** Of our own request; a browser's begin with `c:`, those of the wire client with `h`. */
const TRANSACTION = 'missed';
const Participants = z.object({
  transaction: z.literal(TRANSACTION),
  plugindata: z.object({
    data: z.object({
      videoroom: z.literal('participants'),
      participants: z.array(z.object({ id: z.number(), publisher: z.boolean() })),
    }),
  }),
});

/**
 * Janus tells nobody who publishes while nobody holds the session, so the gateway asks once it was claimed. The request is the
 * server's own, whole; undefined where the seat has not joined the room.
 */
export function askMissed(seat: Seat): Record<string, unknown> | undefined {
  const publisher = publisherOf(seat);
  if (publisher === undefined) return undefined;
  const body = { request: 'listparticipants', room: seat.grant.room.id };
  return { janus: 'message', transaction: TRANSACTION, handle_id: publisher.janus, body };
}

/** The answer as the event that a publisher's handle would have had; what of it this seat may be told is judged like any event. */
export function missedOf(frame: JanusFrame, seat: Seat): JanusFrame | undefined {
  const answer = Participants.safeParse(frame);
  const publisher = publisherOf(seat);
  if (!answer.success || publisher === undefined) return undefined;
  const { participants } = answer.data.plugindata.data;
  const others = participants.filter(({ id, publisher: sends }) => sends && id !== feedOf(seat.grant.party));
  const publishers = others.map(({ id }) => ({ id }));
  return { janus: 'event', sender: publisher.janus, plugindata: { data: { videoroom: 'event', publishers } } };
}

const publisherOf = (seat: Seat) => [...seat.handles.values()].find(({ kind }) => kind === 'publisher');
