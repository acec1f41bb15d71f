import type { RosterPlace } from '#protocol';
import type { RemoteParty } from './consultation-state.js';

/**
 * Whose stream is whose. With two parties there is one other; with more, the worker would have to say which place's
 * keys open the frames of which stream (E2EE.md §5), because feeds are named by the server.
 */
export function placeRemotes(
  roster: readonly RosterPlace[],
  own: number,
  streams: readonly MediaStream[],
): readonly RemoteParty[] {
  const others = roster.map(({ label }, place) => ({ label, place })).filter(({ place }) => place !== own);
  return streams.flatMap((stream, index) => {
    const other = others[index];
    return other === undefined ? [] : [{ ...other, stream }];
  });
}
