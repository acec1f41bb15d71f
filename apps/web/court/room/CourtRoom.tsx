import { useState } from 'preact/hooks';
import { runsTheHearing } from '#hearing';
import { m } from '../../generated/texts/messages.js';
import { courtRoleWords } from '../../text/court-words.js';
import { Button } from '../../ui/Button.js';
import type { CourtProps } from '../court-props.js';
import { CounselAsked } from '../counsel/CounselAsked.js';
import { CounselState } from '../counsel/CounselState.js';
import { CounselTold } from '../counsel/CounselTold.js';
import { Relieved } from '../counsel/Relieved.js';
import { RoomShown } from '../presence/RoomShown.js';
import { ShowRoom } from '../presence/ShowRoom.js';
import { CannotHear } from '../running/CannotHear.js';
import { RunPanel } from '../running/RunPanel.js';
import { VoiceSaid } from '../running/VoiceSaid.js';
import { RunButton } from '../running/RunButton.js';
import { Affirm } from './Affirm.js';
import { CourtFrame } from './CourtFrame.js';
import { MutedByCourt } from './MutedByCourt.js';
import { OwnControls } from './OwnControls.js';
import { Paused } from './Paused.js';
import { RollConfirm } from './RollConfirm.js';
import { Stage } from './Stage.js';
import { ThinLine } from './ThinLine.js';

/** Everybody who is in court: the pictures, the own controls; for judge and clerk what runs the hearing beside them. */
export function CourtRoom({ court }: { court: CourtProps }) {
  const { view, actions } = court;
  const { you } = view;
  const runs = runsTheHearing(you.role);
  const [layout, setLayout] = useState<'speaker' | 'gallery'>(runs ? 'gallery' : 'speaker');
  const lost = court.lostSince !== undefined;
  const open = view.state === 'open';
  return (
    <CourtFrame
      court={court}
      title={m.court_room_title()}
      titleUnseen
      beside={
        open && (
          <div class="court-layout" role="group" aria-label={m.court_layout()}>
            {(['speaker', 'gallery'] as const).map((one) => (
              <button
                key={one}
                type="button"
                class="language"
                aria-pressed={layout === one ? 'true' : 'false'}
                onClick={() => setLayout(one)}
              >
                {one === 'speaker' ? m.court_layout_speaker() : m.court_layout_gallery()}
              </button>
            ))}
          </div>
        )
      }
      other={<OwnControls court={court} />}
      main={
        runs ? (
          <RunButton court={court} />
        ) : (
          open && (
            <Button kind="main" off={lost} onPress={() => actions.say({ type: 'hand', up: !you.handUp })}>
              {you.handUp ? m.court_hand_down() : m.court_hand_up()}
            </Button>
          )
        )
      }
    >
      <p class="court-me small">
        {m.court_you_are({ name: you.name, role: courtRoleWords(you.role, you.signLanguage) })}
        {you.handUp && <strong> ▲ {m.court_hand_is_up()}</strong>}
      </p>
      <MutedByCourt court={court} />
      <ThinLine court={court} />
      <RoomShown court={court} />
      {runs && <CannotHear court={court} />}
      {runs && <VoiceSaid court={court} />}
      {runs && <CounselState court={court} />}
      <CounselTold court={court} />
      <Relieved court={court} />
      <div class="court-both">
        {open ? <Stage court={court} layout={layout} /> : <Paused court={court} />}
        <CounselAsked court={court} />
        {runs ? (
          <RunPanel court={court} />
        ) : (
          open && (
            <>
              <ShowRoom court={court} />
              <RollConfirm court={court} />
              <Affirm court={court} />
            </>
          )
        )}
      </div>
    </CourtFrame>
  );
}
