/** Which other places went away or came back between two `state` frames. */
export function presenceChanges(
  before: readonly boolean[],
  after: readonly boolean[],
  own: number,
): { left: number[]; back: number[] } {
  const others = [...after.keys()].filter((place) => place !== own);
  return {
    left: others.filter((place) => before[place] === true && after[place] === false),
    back: others.filter((place) => before[place] === false && after[place] === true),
  };
}
