import { BlockPreview, BlockReason, type BlockWish } from '#protocol';
import { useState } from 'preact/hooks';
import { ask } from '../api/call-api.js';
import { useAction } from '../api/use-action.js';
import { m } from '../generated/texts/messages.js';
import { blockReasonWords } from '../text/block-words.js';
import { failureWords } from '../text/failure-words.js';
import { dayOf } from '../text/moments.js';
import { Button } from '../ui/Button.js';
import { Dialog } from '../ui/Dialog.js';
import { Failed } from '../ui/Failed.js';
import { Field } from '../ui/Field.js';
import { BlockFates } from './BlockFates.js';
import { blockWishOf, type TypedBlock } from './block-typed.js';
import type { Shift } from './DeskPage.js';

interface BlockFormProps {
  booths: readonly string[];
  shift: Shift;
  onClose: () => void;
  onBlocked: () => void;
}

/** First what would happen, then the deed. Going back from the preview keeps what was typed. */
export function BlockForm({ booths, shift, onClose, onBlocked }: BlockFormProps) {
  const { zone } = shift.facility;
  const [typed, setTyped] = useState<TypedBlock>(() => {
    const date = dayOf(shift.clock.now(), zone);
    return { all: false, booths: [], date, from: '', to: '', reason: '' };
  });
  const [seen, setSeen] = useState<{ wish: BlockWish; preview: BlockPreview }>();
  const look = useAction(async () => {
    const wish = blockWishOf(typed, zone);
    setSeen({ wish, preview: await ask(BlockPreview, 'POST', '/api/desk/blocks/preview', wish) });
  });
  const set = (part: Partial<TypedBlock>) => setTyped((was) => ({ ...was, ...part }));
  const { failure } = look;
  const beside = (code: string) => (failure?.code === code ? failureWords(failure.code) : undefined);
  const placed = failure && ['times-wrong', 'reason-missing'].includes(failure.code);
  if (seen) {
    return (
      <BlockFates
        wish={seen.wish}
        preview={seen.preview}
        zone={zone}
        onBack={() => setSeen(undefined)}
        onClose={onClose}
        onBlocked={onBlocked}
      />
    );
  }
  return (
    <Dialog title={m.block_form_title()} onClose={onClose}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          look.run();
        }}
      >
        {failure && !placed && <Failed failure={failure} />}
        <fieldset>
          <legend class="lead">{m.block_scope()}</legend>
          <label class="tick">
            <input type="checkbox" checked={typed.all} onChange={() => set({ all: !typed.all })} />
            <span>{m.block_all()}</span>
          </label>
          {!typed.all &&
            booths.map((booth) => (
              <label key={booth} class="tick">
                <input
                  type="checkbox"
                  checked={typed.booths.includes(booth)}
                  onChange={() =>
                    set({
                      booths: booths.filter((one) => (one === booth) !== typed.booths.includes(one)),
                    })
                  }
                />
                <span>{m.booth_named({ booth })}</span>
              </label>
            ))}
        </fieldset>
        <div class="row form-times">
          <Field label={m.date()} type="date" value={typed.date} onInput={(date) => set({ date })} />
          <Field
            label={m.from()}
            value={typed.from}
            onInput={(from) => set({ from })}
            maxLength={5}
            placeholder="10:30"
          />
          <Field
            label={m.to()}
            value={typed.to}
            onInput={(to) => set({ to })}
            maxLength={5}
            placeholder="12:00"
            problem={beside('times-wrong')}
          />
        </div>
        <Field
          label={m.reason()}
          value={typed.reason}
          onInput={(value) => set({ reason: BlockReason.options.find((one) => one === value) ?? '' })}
          placeholder={m.choose_reason()}
          problem={beside('reason-missing')}
          options={BlockReason.options.map((value) => ({ value, label: blockReasonWords(value) }))}
        />
        <Button kind="main" submit off={look.running}>
          {m.block_preview()}
        </Button>
      </form>
    </Dialog>
  );
}
