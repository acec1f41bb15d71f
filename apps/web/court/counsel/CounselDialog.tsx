import { CourtChoices, isUnderWay } from '#protocol';
import { useState } from 'preact/hooks';
import { ask } from '../../api/call-api.js';
import { useAnswer } from '../../api/use-answer.js';
import { m } from '../../generated/texts/messages.js';
import { Button } from '../../ui/Button.js';
import { Dialog } from '../../ui/Dialog.js';
import { Failed } from '../../ui/Failed.js';
import { Field } from '../../ui/Field.js';
import { Working } from '../../ui/Working.js';
import type { CourtProps } from '../court-props.js';

interface CounselDialogProps {
  court: CourtProps;
  /** An accused; `counsel`: seat of the own one, where that is known. */
  accused: { readonly seat: number; readonly name: string; readonly counsel?: number | undefined };
  onClose: () => void;
}

/** The clerk proposes another counsel: somebody with an attorney's account here. Nothing changes until the accused says yes. */
export function CounselDialog({ court: { view, actions, lostSince }, accused, onClose }: CounselDialogProps) {
  const { seat, name, counsel } = accused;
  const choices = useAnswer(() => ask(CourtChoices, 'GET', '/api/court/hearings/choices'), 0, []);
  const all = [...view.people, ...(view.lobby ?? [])].filter(({ role }) => role === 'counsel');
  const leaving = counsel === undefined ? all : all.filter((one) => one.seat === counsel);
  const [former, setFormer] = useState(leaving[0]?.seat);
  const [attorney, setAttorney] = useState('');
  const off =
    lostSince !== undefined || isUnderWay(view.counselChange?.state) || attorney === '' || former === undefined;
  return (
    <Dialog title={m.court_counsel_title({ name })} onClose={onClose}>
      <p>{m.court_counsel_words({ name })}</p>
      {choices.failure && <Failed failure={choices.failure} onAgain={choices.again} />}
      {!choices.value && !choices.failure && <Working what={m.starting()} />}
      {choices.value && (
        <form
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            if (off) return;
            actions.say({ type: 'propose-counsel', seat, attorney, former });
            onClose();
          }}
        >
          <Field
            label={m.court_counsel_goes()}
            value={String(former ?? '')}
            onInput={(value) => setFormer(value === '' ? undefined : Number(value))}
            options={leaving.map((one) => ({ value: String(one.seat), label: one.name }))}
          />
          <Field
            label={m.court_counsel_comes()}
            value={attorney}
            onInput={setAttorney}
            placeholder={m.court_counsel_choose()}
            options={choices.value.attorneys.map(({ id, name: label }) => ({ value: id, label }))}
          />
          <Button kind="main" submit off={off}>
            {m.court_counsel_ask({ name })}
          </Button>
        </form>
      )}
    </Dialog>
  );
}
