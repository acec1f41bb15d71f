import type { Me, SealProfile } from '#protocol';
import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useReducer } from 'preact/hooks';
import type { ApiFailure } from '../api/call-api.js';
import { CallView } from '../call/CallView.js';
import { talkOf, useConsultation } from '../call/use-consultation.js';
import { restoreLocale } from '../text/locale.js';
import { LaterCheck } from './check/LaterCheck.js';
import { LaterCourt } from '../court/LaterCourt.js';
import { m } from '../generated/texts/messages.js';
import { CodeScreen } from './CodeScreen.js';
import { CLOSES_AFTER, EndedScreen } from './EndedScreen.js';
import { IdleScreen } from './IdleScreen.js';
import { transition } from './kiosk-state.js';
import { LanguageScreen } from './LanguageScreen.js';
import { LaterLawyer } from './LaterLawyer.js';
import { useDeviceKey } from './use-device-key.js';
import { useQuiet } from './use-quiet.js';
import { SealScreen } from './SealScreen.js';

interface KioskSessionProps {
  facility: Me['facility'];
  booth: string;
  clock: ComponentChildren;
  profile: SealProfile;
  now: () => number;
  lost: ApiFailure | undefined;
  /** Whose session stands here now. */
  onBooking: (booking: string | undefined) => void;
  onFinished: () => void;
}

/** One visit, from the first touch to an empty screen. */
export function KioskSession({ facility, booth, clock, profile, now, lost, onBooking, onFinished }: KioskSessionProps) {
  const { zone } = facility;
  const [screen, dispatch] = useReducer(transition, { name: 'idle' });
  const running = useConsultation();
  const { state, consultation, leave } = running;
  const device = useDeviceKey();
  useEffect(() => {
    if (state.name === 'ended') dispatch({ type: 'ended', code: state.code });
  }, [state]);
  useEffect(() => onBooking('booking' in screen ? screen.booking.id : undefined), [screen]);
  const finish = useCallback(() => {
    leave();
    restoreLocale();
    onFinished();
    // A fresh page is a fresh memory.
    if (['ended', 'call', 'court', 'court-over', 'test'].includes(screen.name)) location.reload();
  }, [leave, onFinished, screen.name]);
  useQuiet(['language', 'code', 'lawyer', 'check', 'test', 'seal'].includes(screen.name), 90_000, finish);
  useQuiet(screen.name === 'lawyer-asked', CLOSES_AFTER, finish);
  useQuiet(screen.name === 'call' && state.name === 'broken', 120_000, finish);
  useQuiet(screen.name === 'court-over', CLOSES_AFTER, finish);
  const place = { booth, clock };
  switch (screen.name) {
    case 'idle':
      return <IdleScreen {...place} profile={profile} lost={lost} onTouch={() => dispatch({ type: 'touched' })} />;
    case 'language':
      return <LanguageScreen {...place} onChosen={() => dispatch({ type: 'language-chosen' })} onBack={finish} />;
    case 'code':
      return (
        <CodeScreen
          {...place}
          onOpened={(booking, checkDue) => dispatch({ type: 'opened', booking, checkDue })}
          onTest={() => dispatch({ type: 'test-opened' })}
          onLawyerWanted={() => dispatch({ type: 'lawyer-wanted' })}
          onBack={finish}
        />
      );
    case 'lawyer':
    case 'lawyer-asked':
      return (
        <LaterLawyer
          {...place}
          taken={screen.name === 'lawyer-asked' ? screen.taken : undefined}
          onTaken={(taken) => dispatch({ type: 'lawyer-asked', taken })}
          onBack={() => dispatch({ type: 'back' })}
          onFinish={finish}
        />
      );
    case 'check':
      return <LaterCheck {...place} onBack={finish} onDone={() => dispatch({ type: 'checked' })} />;
    case 'test':
      return <LaterCheck {...place} test onBack={finish} onDone={finish} />;
    case 'seal':
      return (
        <SealScreen
          {...place}
          profile={profile}
          origin={location.host}
          onBack={finish}
          onUnderstood={() => {
            running.enter(screen.booking, device);
            dispatch({ type: 'understood' });
          }}
        />
      );
    case 'court':
    case 'court-over':
      return (
        <LaterCourt
          facility={facility}
          booking={screen.booking}
          own="booth"
          device={device}
          profile={profile}
          zone={zone}
          now={now}
          leave={{ words: m.finish(), go: finish, always: false }}
          onOver={() => dispatch({ type: 'court-over' })}
        />
      );
    case 'ended':
      return (
        <EndedScreen
          {...place}
          code={screen.code}
          booking={screen.booking.id}
          session={screen.booking.session}
          seen={running.seen.at(-1)}
          onFinish={finish}
        />
      );
    default:
      return (
        <CallView
          zone={zone}
          call={{
            own: 'booth',
            state,
            remotes: consultation?.remotes ?? [],
            preview: consultation?.preview,
            ...talkOf(consultation),
            profile: consultation?.facts?.seal ?? profile,
            origin: location.host,
            booth,
            now,
            since: running.since + (now() - Date.now()),
            to: consultation?.facts && Date.parse(consultation.facts.to),
            actions: {
              answer: (same) => consultation?.answer(same),
              goOnWithoutMatching: () => undefined,
              showVideoWhileMatching: (on) => consultation?.showVideoWhileMatching(on),
              again: () => void consultation?.again(),
              setMuted: (kind, muted) => consultation?.setMuted(kind, muted),
              say: (text) => consultation?.talk.words.say(text),
              end: () => consultation?.end(),
              leave: finish,
            },
          }}
        />
      );
  }
}
