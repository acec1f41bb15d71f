/** Runs `then` after so many milliseconds; what it returns takes that back. */
export type Later = (then: () => void, milliseconds: number) => () => void;

export const later: Later = (then, milliseconds) => {
  const id = setTimeout(then, milliseconds);
  return () => clearTimeout(id);
};
