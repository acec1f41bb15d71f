/** One OFFER as far as the facility sees it: what it relayed, never what the devices conclude. */
export interface Round {
  readonly id: string;
  readonly attempt: number;
  /** Places of the booked roster that have a place in this one, in order: `places[i]` is who the seal calls `i`. */
  readonly places: readonly number[];
  /** By place of this roster: `confirm` was relayed; of all: the devices are probably keyed, and a return is theirs. */
  readonly confirmed: readonly boolean[];
  /** By place of this roster: a valid signed "same" was relayed. */
  readonly matched: readonly boolean[];
  /** By place of this roster: left; the others drew new seeds, and only RESUME brings it back (E2EE.md §7). */
  readonly gone: readonly boolean[];
}

/** What changes with rounds, of an open session. */
export interface Rounds {
  readonly present: readonly boolean[];
  /** The newest. */
  readonly round: Round | undefined;
  /** The keyed one before it, whose keys serve until the newest is keyed. */
  readonly served: Round | undefined;
}

/** Booth and attorney: the roster is sorted by role, and has one of each. Without them there is no OFFER. */
const NEEDED = [0, 1];

export const withPlace = (list: readonly boolean[], place: number, value: boolean): boolean[] =>
  list.map((old, i) => (i === place ? value : old));

export const newRound = (id: string, attempt: number, places: readonly number[]): Round => {
  const none = places.map(() => false);
  return { id, attempt, places, confirmed: none, matched: none, gone: none };
};

export const isKeyed = (round: Round | undefined): boolean => round?.confirmed.every(Boolean) === true;

/** Everybody of the round signed "same" in it. */
export const isCompared = (round: Round | undefined): boolean => round?.matched.every(Boolean) === true;

/** The newest round is compared, and nobody is here who has no place in it. */
export const isMatched = ({ round, present }: Rounds): boolean =>
  round !== undefined && isCompared(round) && present.every((is, place) => !is || round.places.includes(place));

/** Whom an OFFER would go to now; undefined while somebody is missing without whom there is none. */
export const placesHere = (present: readonly boolean[]): readonly number[] | undefined =>
  NEEDED.every((place) => present[place]) ? [...present.keys()].filter((place) => present[place]) : undefined;

/** Notes of one place in whichever of the two rounds the event names. */
export const noted = <Of extends Rounds>(
  rounds: Of,
  { round: id, place }: { readonly round: string; readonly place: number },
  what: 'confirmed' | 'matched',
): Of => {
  const note = (round: Round | undefined): Round | undefined =>
    round?.id === id ? { ...round, [what]: withPlace(round[what], round.places.indexOf(place), true) } : round;
  return { ...rounds, round: note(rounds.round), served: note(rounds.served) };
};

/** Somebody comes to this place, and says what it holds. */
export interface Arrival {
  readonly place: number;
  readonly holds?: string | undefined;
}

/** Who left and says that it holds the newest round is let back into it: the devices RESUME, or one asks for an OFFER. */
export const welcomed = <Of extends Rounds>(rounds: Of, { place, holds }: Arrival): Of => {
  const { round } = rounds;
  if (round === undefined || round.id !== holds) return rounds;
  return { ...rounds, round: { ...round, gone: withPlace(round.gone, round.places.indexOf(place), false) } };
};

/**
 * Somebody came: the devices need no OFFER when the newest round has that place and its keys. Who says nothing of what it
 * holds asks for one if need be.
 */
export const fitsWith = ({ round }: Rounds, { place, holds }: Arrival): boolean => {
  if (round === undefined || !isKeyed(round) || (holds ?? round.id) !== round.id) return false;
  const index = round.places.indexOf(place);
  return index >= 0 && !round.gone[index];
};

/**
 * Somebody left. A keyed round goes on without them (in a round of two it waits for them); one that is not keyed is offered
 * anew to those who stay, or given up for the one whose keys they still have.
 */
export const afterLeaving = <Of extends Rounds>(rounds: Of, place: number): Of | 'offer' => {
  const { round, served, present } = rounds;
  const index = round?.places.indexOf(place) ?? -1;
  if (round === undefined || index < 0) return rounds;
  if (isKeyed(round)) {
    return round.places.length > 2
      ? { ...rounds, round: { ...round, gone: withPlace(round.gone, index, true) } }
      : rounds;
  }
  const here = placesHere(present);
  if (here === undefined) return rounds;
  // Nobody has the keys of a round in which one never confirmed.
  const back = !round.confirmed[index] && served !== undefined && served.places.join() === here.join();
  return back && !served.gone.some(Boolean) ? { ...rounds, round: served, served: undefined } : 'offer';
};
