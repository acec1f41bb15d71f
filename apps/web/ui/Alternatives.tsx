import type { BoothSlot } from '#protocol';
import { m } from '../generated/texts/messages.js';
import { slotWords } from '../text/queue-words.js';
import { Button } from './Button.js';

interface AlternativesProps {
  slots: readonly BoothSlot[];
  zone: string;
  onChoose: (slot: BoothSlot) => void;
}

/** What is free instead of a slot that is gone, one button each. Nothing is kept until it is saved. */
export function Alternatives({ slots, zone, onChoose }: AlternativesProps) {
  if (slots.length === 0) return null;
  return (
    <div class="stack" role="group" aria-label={m.alternatives_title()}>
      <p class="lead">{m.alternatives_title()}</p>
      <div class="row">
        {slots.map((slot) => (
          <Button key={`${slot.booth} ${slot.from}`} onPress={() => onChoose(slot)}>
            {slotWords(slot, zone)}
          </Button>
        ))}
      </div>
    </div>
  );
}
