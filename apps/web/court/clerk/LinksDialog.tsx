import { type HearingRow, LinkMade } from '#protocol';
import { useState } from 'preact/hooks';
import { ask } from '../../api/call-api.js';
import { useAction } from '../../api/use-action.js';
import { m } from '../../generated/texts/messages.js';
import { courtRoleWords } from '../../text/court-words.js';
import { Button } from '../../ui/Button.js';
import { Dialog } from '../../ui/Dialog.js';
import { Failed } from '../../ui/Failed.js';
import { GivenLink } from './GivenLink.js';

const STATES: Readonly<Record<HearingRow['people'][number]['link'], { shape: string; words: () => string }>> = {
  none: { shape: '○', words: m.court_link_none },
  made: { shape: '◐', words: m.court_link_made },
  used: { shape: '●', words: m.court_link_used },
  account: { shape: '●', words: m.court_link_account },
};

interface LinksDialogProps {
  hearing: HearingRow;
  zone: string;
  onMade: () => void;
  onClose: () => void;
}

/** A personal link for each person. One that was made is seen once; a new one makes the former void. */
export function LinksDialog({ hearing, zone, onMade, onClose }: LinksDialogProps) {
  const [made, setMade] = useState<LinkMade>();
  const make = useAction(async (seat: number) => {
    setMade(undefined);
    setMade(await ask(LinkMade, 'POST', `/api/court/hearings/${hearing.id}/links`, { seat }));
    onMade();
  });
  const invited = hearing.people.filter(({ role }) => role !== 'clerk');
  return (
    <Dialog title={m.court_links_title({ number: hearing.caseNumber })} onClose={onClose}>
      <p>{m.court_links_words()}</p>
      {make.failure && <Failed failure={make.failure} />}
      <ul class="court-rows">
        {invited.map(({ seat, name, role, signLanguage, link }) => (
          <li key={seat} class="court-row">
            <div class="row apart">
              <div>
                <p>
                  <strong>{name}</strong> {courtRoleWords(role, signLanguage)}
                </p>
                <p class="small">
                  <span aria-hidden="true">{STATES[link].shape} </span>
                  {STATES[link].words()}
                </p>
              </div>
              <Button off={make.running} onPress={() => make.run(seat)}>
                {link === 'none' || link === 'account' ? m.court_link_make() : m.court_link_anew()}
              </Button>
            </div>
            {made?.seat === seat && <GivenLink made={made} name={name} zone={zone} />}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
