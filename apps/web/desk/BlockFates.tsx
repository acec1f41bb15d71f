import type { BlockPreview, BlockWish, Fate } from '#protocol';
import { useState } from 'preact/hooks';
import { send } from '../api/call-api.js';
import { useAction } from '../api/use-action.js';
import { m } from '../generated/texts/messages.js';
import { clock } from '../text/moments.js';
import { slotWords } from '../text/queue-words.js';
import { Button } from '../ui/Button.js';
import { Dialog } from '../ui/Dialog.js';
import { Failed } from '../ui/Failed.js';
import { Field } from '../ui/Field.js';
import { fatesFor } from './block-typed.js';

interface BlockFatesProps {
  wish: BlockWish;
  preview: BlockPreview;
  zone: string;
  onBack: () => void;
  onClose: () => void;
  onBlocked: () => void;
}

function fateWords(fate: Fate, zone: string): string {
  if (fate.fate === 'move') return m.fate_move({ slot: slotWords(fate.slot, zone) });
  return { queue: m.fate_queue, cancel: m.fate_cancel, end: m.fate_end }[fate.fate]();
}

/** What becomes of each booking that is hit, as proposed or as chosen here; then the block, which names itself. */
export function BlockFates({ wish, preview: { hits }, zone, onBack, onClose, onBlocked }: BlockFatesProps) {
  const [chosen, choose] = useState<Readonly<Record<string, Fate>>>({});
  const block = useAction(async () => {
    const fates = hits.map(({ booking, proposed }) => chosen[booking.id] ?? proposed);
    await send('POST', '/api/desk/blocks', { ...wish, fates });
    onBlocked();
  });
  const times = { from: clock(wish.from, zone), to: clock(wish.to, zone) };
  const booths = wish.booths?.map((booth) => m.booth_named({ booth })).join(', ');
  return (
    <Dialog title={m.block_preview_title()} onClose={onClose}>
      {block.failure && <Failed failure={block.failure} />}
      <p>{m.block_preview_words()}</p>
      {hits.length === 0 && <p class="lead">{m.block_preview_none()}</p>}
      {hits.map(({ booking, proposed }) => {
        const fates = fatesFor(booking, proposed);
        const label = m.fate_of({
          time: clock(booking.from, zone),
          booth: booking.booth,
          number: m.number_short({ number: booking.detainee }),
        });
        return fates.length === 1 ? (
          <p key={booking.id}>
            <strong>{label}</strong>: {fateWords(proposed, zone)}
          </p>
        ) : (
          <Field
            key={booking.id}
            label={label}
            value={(chosen[booking.id] ?? proposed).fate}
            onInput={(value) => {
              const fate = fates.find((one) => one.fate === value);
              if (fate) choose((was) => ({ ...was, [booking.id]: fate }));
            }}
            options={fates.map((fate) => ({ value: fate.fate, label: fateWords(fate, zone) }))}
          />
        );
      })}
      <Button onPress={onBack}>{m.block_again()}</Button>
      <div class="apart-below">
        <Button kind="danger" onPress={() => block.run()} off={block.running}>
          {booths === undefined ? m.lockdown_named(times) : m.block_named({ booths, ...times })}
        </Button>
      </div>
    </Dialog>
  );
}
