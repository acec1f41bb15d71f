import type { RosterPlace } from '#protocol';
import type { PlacedStream } from './consultation-state.js';
import type { StreamOwner } from './seal-messages.js';
import type { ReceivedStream } from './subscriber.js';

/**
 * Whose stream is whose, as the worker proved it by the keys that open its frames (E2EE.md §5): feeds are named by the
 * server. A stream that no key opened is nobody's; of two streams of one party the newer counts (it came again).
 */
export function placeRemotes(
  roster: readonly RosterPlace[],
  streams: readonly ReceivedStream[],
  owners: readonly StreamOwner[],
): readonly PlacedStream[] {
  return roster.flatMap(({ label }, place) => {
    const found = owners
      .filter((owner) => owner[1] === place)
      .flatMap(([id]) => streams.filter((stream) => stream.id === id))
      .at(-1);
    return found === undefined ? [] : [{ place, label, stream: found.stream }];
  });
}
