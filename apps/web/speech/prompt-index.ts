/** From and to in the sound, in seconds. */
export type Stretch = readonly [from: number, to: number];

/** One language's prompts, as make-prompts.mjs writes them. */
export interface PromptIndex {
  /** Address of the sound that holds all of them. */
  sound: string;
  /** Where each text, each piece of a text and each whole number below sixty is said. */
  said: Record<string, Stretch>;
  /** Texts with something in between, as the pieces around it. */
  shapes: readonly (readonly string[])[];
}

const escaped = (piece: string): string => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * What says `text`, undefined if there is no prompt for it. Of what stands in the place of a placeholder only whole
 * numbers below sixty and times of day are said: no code, no name.
 */
export function stretchesFor(text: string, index: PromptIndex): Stretch[] | undefined {
  const whole = index.said[text];
  if (whole) return [whole];
  for (const pieces of index.shapes) {
    const values = new RegExp(`^${pieces.map((piece) => escaped(piece)).join('(.+?)')}$`).exec(text)?.slice(1);
    if (!values) continue;
    return pieces
      .flatMap((piece, place) => [piece, ...numbersIn(values[place])])
      .flatMap((words) => {
        const stretch = index.said[words];
        return stretch ? [stretch] : [];
      });
  }
  return undefined;
}

function numbersIn(value: string | undefined): string[] {
  const parts = /^(\d{1,2})(?::(\d\d))?$/.exec(value ?? '')?.slice(1) ?? [];
  return parts.flatMap((digits) => (digits === undefined ? [] : [String(Number(digits))]));
}
