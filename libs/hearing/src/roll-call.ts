import { AUDIBILITY } from '#audibility';
import type { Heard, Hearing } from './hearing.js';
import { HearingError } from './hearing-error.js';
import { maySee } from './may-receive.js';
import type { Step } from './step.js';

/** One says of another whether it hears; the last word of a pair counts. */
export function hears(hearing: Hearing, heard: Heard): Step {
  if (hearing.roll === undefined) throw new HearingError('wrong-state');
  const { listener, speaker, yes, measured } = heard;
  if (listener === speaker || !maySee(hearing, speaker, listener)) throw new HearingError('person-unknown', 'seat');
  const others = hearing.roll.filter((one) => one.listener !== listener || one.speaker !== speaker);
  const said = { listener, speaker, yes, ...(measured !== undefined && { measured }) };
  return { hearing: { ...hearing, roll: [...others, said] }, effects: [] };
}

/**
 * The roll in one line, by seats: `listener>speaker=yes|no`, and where it was measured `/level/concealed/buffer` in dBov, per
 * cent and milliseconds.
 */
export const rollText = (roll: readonly Heard[]): string =>
  roll
    .map(({ listener, speaker, yes, measured }) => {
      const figures = measured === undefined ? '' : `/${measured.level}/${measured.concealed}/${measured.buffer}`;
      return `${listener}>${speaker}=${yes ? 'yes' : 'no'}${figures}`;
    })
    .join(' ');

/** Quieter than this over some seconds nobody speaks; of what is more broken than this words are lost. dBov, per cent. */
const AUDIBLE = { level: AUDIBILITY.quietDbov, concealed: 10 };

/** Whether what was said of a pair is not what its page measured; where nothing was measured it is not known, and not said. */
export const saidDiffers = ({ yes, measured }: Heard): boolean =>
  measured !== undefined && yes !== (measured.level >= AUDIBLE.level && measured.concealed <= AUDIBLE.concealed);
