import { Me } from '#protocol';
import { useEffect, useState } from 'preact/hooks';
import { ask } from '../api/call-api.js';
import { ServerClock } from '../api/server-clock.js';
import { useAnswer } from '../api/use-answer.js';
import { m } from '../generated/texts/messages.js';
import { useLocale } from '../text/locale.js';
import { Clock } from '../ui/Clock.js';
import { Failed } from '../ui/Failed.js';
import { KioskPage } from '../ui/KioskPage.js';
import { Working } from '../ui/Working.js';
import { beat } from './device-key.js';
import { LaterEnrol } from './LaterEnrol.js';
import { KioskSession } from './KioskSession.js';
import { OwnKiosk } from './own-kiosk.js';
import { HelpInThisBooth } from './problem/HelpInThisBooth.js';

const CHECK_EVERY = 10_000;
const BEAT_EVERY = 15_000;

/** The page of one booth. Asks who it is; everything after that is one visit. */
export function Kiosk() {
  useLocale();
  const [serverClock] = useState(() => new ServerClock());
  const [own] = useState(() => new OwnKiosk());
  const [visit, setVisit] = useState(0);
  const [booking, setBooking] = useState<string>();
  const about = useAnswer(() => ask(Me, 'GET', '/api/me'), CHECK_EVERY, []);
  const kiosk = useAnswer(
    async () => {
      const state = await own.state();
      serverClock.learn(state.now);
      return state;
    },
    CHECK_EVERY,
    [],
  );
  useEffect(() => {
    const timer = setInterval(() => void beat().catch(() => undefined), BEAT_EVERY);
    return () => clearInterval(timer);
  }, []);
  const now = () => serverClock.now();
  const zone = about.value?.facility.zone ?? 'UTC';
  const clock = about.value && <Clock now={now} zone={zone} />;
  if (!about.value || !kiosk.value) {
    const failure = about.failure ?? kiosk.failure;
    return (
      <KioskPage booth={undefined} clock={clock} title={failure ? m.booth_closed() : m.starting()}>
        {failure ? (
          <Failed failure={failure} onAgain={() => (about.again(), kiosk.again())} />
        ) : (
          <Working what={m.starting()} />
        )}
      </KioskPage>
    );
  }
  if (!kiosk.value.booth) return <LaterEnrol clock={clock} onDone={kiosk.again} />;
  return (
    <HelpInThisBooth booth={kiosk.value.booth} booking={booking} zone={zone} now={now}>
      <KioskSession
        key={visit}
        facility={about.value.facility}
        booth={kiosk.value.booth}
        clock={clock}
        profile={about.value.seal}
        now={now}
        lost={about.failure ?? kiosk.failure}
        onBooking={setBooking}
        onFinished={() => setVisit(visit + 1)}
      />
    </HelpInThisBooth>
  );
}
