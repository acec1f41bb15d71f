import { useState } from 'preact/hooks';
import { m } from '../../generated/texts/messages.js';
import { RollConfirm } from '../room/RollConfirm.js';
import type { CourtProps } from '../court-props.js';
import { LobbyList } from './LobbyList.js';
import { Minute } from './Minute.js';
import { MinuteForm } from './MinuteForm.js';
import { PeopleList } from './PeopleList.js';
import { RollGrid } from './RollGrid.js';

const TABS = ['people', 'lobby', 'roll', 'minute'] as const;
type Tab = (typeof TABS)[number];

/** What runs the hearing, beside the pictures. What was typed stays when another part is shown. */
export function RunPanel({ court, first = 'people' }: { court: CourtProps; first?: Tab }) {
  const { view } = court;
  const waiting = (view.lobby ?? []).filter(({ standing }) => standing === 'waiting').length;
  const [tab, show] = useState<Tab>(
    view.roll !== undefined ? 'roll' : waiting > 0 && view.people.length === 0 ? 'lobby' : first,
  );
  const [draft, setDraft] = useState('');
  const [corrects, setCorrects] = useState<number>();
  const words: Record<Tab, string> = {
    people: m.court_tab_people(),
    lobby: m.court_tab_lobby({ count: waiting }),
    roll: m.court_tab_roll(),
    minute: m.court_minute(),
  };
  return (
    <aside class="court-panel" aria-label={m.court_panel()}>
      <div class="court-tabs" role="group" aria-label={m.court_panel()}>
        {TABS.map((one) => (
          <button
            key={one}
            type="button"
            class="language"
            aria-pressed={tab === one ? 'true' : 'false'}
            onClick={() => show(one)}
          >
            {words[one]}
          </button>
        ))}
      </div>
      <div class="court-panel-body stack" tabIndex={0} role="region" aria-label={words[tab]}>
        {tab === 'people' && <PeopleList court={court} />}
        {tab === 'lobby' && <LobbyList court={court} />}
        {tab === 'roll' && (
          <>
            <RollGrid court={court} />
            <RollConfirm court={court} />
          </>
        )}
        {tab === 'minute' && <Minute court={court} onCorrect={setCorrects} />}
      </div>
      {tab === 'minute' && (
        <MinuteForm court={court} draft={draft} onDraft={setDraft} corrects={corrects} onCorrects={setCorrects} />
      )}
    </aside>
  );
}
