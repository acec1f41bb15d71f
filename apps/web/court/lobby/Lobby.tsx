import type { HearingRole } from '#protocol';
import { useState } from 'preact/hooks';
import { m } from '../../generated/texts/messages.js';
import { courtRoleWords } from '../../text/court-words.js';
import { clock, dayAndClock, zoneLabel } from '../../text/moments.js';
import { Button } from '../../ui/Button.js';
import { ConnectionBar } from '../../ui/ConnectionBar.js';
import { Failed } from '../../ui/Failed.js';
import { Notice } from '../../ui/Notice.js';
import { Page } from '../../ui/Page.js';
import { ApiFailure } from '../../api/call-api.js';
import type { CourtProps } from '../court-props.js';
import { CounselAsked } from '../counsel/CounselAsked.js';
import { CounselTold } from '../counsel/CounselTold.js';
import { isSaid, OwnCompany, UNSAID } from '../presence/OwnCompany.js';
import { TryOut } from './TryOut.js';

/** Three sentences: what will happen to somebody in this role. */
function happens(role: HearingRole, privateWords: boolean): readonly string[] {
  switch (role) {
    case 'witness':
    case 'expert':
      return [m.court_happens_witness_1(), m.court_happens_witness_2(), m.court_happens_witness_3()];
    case 'judge':
      return [m.court_happens_judge_1(), m.court_happens_judge_2(), m.court_happens_judge_3()];
    case 'accused':
      return [
        m.court_happens_1(),
        privateWords ? m.court_happens_accused_2() : m.court_happens_accused_sees(),
        m.court_happens_accused_3(),
      ];
    case 'counsel':
      return [
        m.court_happens_1(),
        privateWords ? m.court_happens_counsel_2() : m.court_happens_2(),
        m.court_happens_3(),
      ];
    default:
      return [m.court_happens_1(), m.court_happens_2(), m.court_happens_3()];
  }
}

/** Before the court: who am I here, what will happen, do camera and microphone work, who is with me. */
export function Lobby({ court }: { court: CourtProps }) {
  const { view, media, actions, zone, facility } = court;
  const { you } = view;
  const [said, say] = useState(UNSAID);
  const runs = you.role === 'judge';
  const lost = court.lostSince !== undefined;
  const able = media.devices === 'on' && isSaid(said) && !lost;
  const ready = () => {
    const { company, present } = said;
    if (company === undefined) return;
    actions.say({ type: 'ready', company, ...(present.length > 0 && { present: [...present] }) });
    if (runs) actions.say({ type: 'admit', seat: you.seat });
  };
  return (
    <Page
      place={facility}
      title={m.court_lobby_title()}
      help={m.court_help()}
      languageKept={false}
      bar={<ConnectionBar since={court.lostSince === undefined ? undefined : clock(court.lostSince, zone)} />}
      main={
        (!you.ready || runs) && (
          <Button kind="main" off={!able} why="ready-why" onPress={ready}>
            {runs ? m.court_enter() : m.court_ready()}
          </Button>
        )
      }
    >
      <div class="stack-wide">
        {court.refusal && <Failed failure={new ApiFailure(court.refusal)} />}
        <CounselAsked court={court} />
        <CounselTold court={court} />
        {you.ready && !runs && (
          <Notice kind="good" title={m.court_is_ready()} role="status">
            <p>{you.role === 'witness' ? m.court_is_ready_witness() : m.court_is_ready_words()}</p>
          </Notice>
        )}
        <div class="lobby">
          <div class="stack-wide">
            <dl class="facts">
              <dt>{m.court_entered_as()}</dt>
              <dd>
                <strong>{you.name}</strong>, {courtRoleWords(you.role, you.signLanguage)}
              </dd>
              <dt>{m.court_case()}</dt>
              <dd>
                {view.caseNumber}, {view.courtroom}
              </dd>
              <dt>{m.court_begins()}</dt>
              <dd>
                {dayAndClock(view.from, zone)} ({zoneLabel(zone)})
              </dd>
            </dl>
            <section class="stack" aria-labelledby="happens">
              <h2 id="happens">{m.court_happens()}</h2>
              <ol class="three-sentences">
                {happens(you.role, court.word !== undefined).map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ol>
            </section>
          </div>
          <div class="stack-wide">
            <TryOut court={court} />
            {(!you.ready || runs) && <OwnCompany said={said} onSay={say} />}
            {(!you.ready || runs) && (
              <p class="small" id="ready-why">
                {able ? m.court_ready_words() : m.court_ready_why()}
              </p>
            )}
            {court.leave?.always && <Button onPress={court.leave.go}>{court.leave.words}</Button>}
          </div>
        </div>
      </div>
    </Page>
  );
}
