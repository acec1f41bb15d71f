import { HearingLanguage, PersonAdded } from '#protocol';
import { useState } from 'preact/hooks';
import { ask } from '../../api/call-api.js';
import { useAction } from '../../api/use-action.js';
import { m } from '../../generated/texts/messages.js';
import { courtRoleWords, languageWords } from '../../text/court-words.js';
import { Button } from '../../ui/Button.js';
import { Dialog } from '../../ui/Dialog.js';
import { Failed } from '../../ui/Failed.js';
import { Field } from '../../ui/Field.js';
import { INVITED_ROLES, type InvitedRole } from '../clerk/schedule-typed.js';
import type { CourtProps } from '../court-props.js';
import { OwnLink } from './OwnLink.js';
import { Screening } from './Screening.js';
import { SignLanguage } from './SignLanguage.js';

/** Role, name, language, who is kept from whom; and then the link by which this person comes in. */
export function AddPersonDialog({ court, onClose }: { court: CourtProps; onClose: () => void }) {
  const { view, zone } = court;
  const [role, setRole] = useState<InvitedRole | ''>('');
  const [name, setName] = useState('');
  const [language, setLanguage] = useState<HearingLanguage>('ru');
  const [signs, setSigns] = useState(false);
  const [protectedFrom, setProtectedFrom] = useState<readonly number[]>([]);
  const [screens, setScreens] = useState<readonly number[]>([]);
  const [added, setAdded] = useState<number>();
  const add = useAction(async () => {
    const sign = role === 'interpreter' && signs && { signLanguage: true };
    const wish = { role, name: name.trim(), language, ...sign, protectedFrom, screens };
    const { seat } = await ask(PersonAdded, 'POST', `/api/court/hearings/${view.hearing}/people`, wish);
    setAdded(seat);
  });
  const others = [...view.people, ...(view.lobby ?? [])].filter((one) => one.role !== 'clerk' && one.seat !== added);
  const off = court.lostSince !== undefined || role === '' || name.trim() === '' || add.running;
  if (added !== undefined) {
    return (
      <Dialog title={m.court_added({ name: name.trim() })} onClose={onClose}>
        <p role="status">{m.court_added_words()}</p>
        <OwnLink hearing={view.hearing} person={{ seat: added, name: name.trim() }} zone={zone} />
      </Dialog>
    );
  }
  return (
    <Dialog title={m.court_person_add()} onClose={onClose}>
      <p>{m.court_person_add_words()}</p>
      {add.failure && <Failed failure={add.failure} />}
      <form
        class="stack-wide"
        onSubmit={(event) => {
          event.preventDefault();
          if (!off) add.run();
        }}
      >
        <Field
          label={m.court_role()}
          value={role}
          onInput={(value) => setRole(INVITED_ROLES.find((one) => one === value) ?? '')}
          placeholder={m.court_counsel_choose()}
          options={INVITED_ROLES.map((one) => ({ value: one, label: courtRoleWords(one) }))}
        />
        <Field label={m.court_name()} value={name} onInput={setName} maxLength={120} />
        <Field
          label={m.language()}
          value={language}
          onInput={(value) => setLanguage(HearingLanguage.options.find((one) => one === value) ?? language)}
          options={HearingLanguage.options.map((one) => ({ value: one, label: languageWords(one) }))}
        />
        {role === 'interpreter' && <SignLanguage chosen={signs} onChoose={setSigns} />}
        <Screening
          words={m.court_protect_words()}
          title={m.court_add_protected()}
          others={others}
          chosen={protectedFrom}
          onChoose={setProtectedFrom}
        />
        <Screening
          words={m.court_add_screens_words()}
          title={m.court_add_screens()}
          others={others}
          chosen={screens}
          onChoose={setScreens}
        />
        <Button kind="main" submit off={off}>
          {m.court_add_now()}
        </Button>
      </form>
    </Dialog>
  );
}
