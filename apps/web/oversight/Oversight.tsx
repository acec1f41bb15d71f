import { Me } from '#protocol';
import { AccessScreen } from '../account/AccessScreen.js';
import { ask } from '../api/call-api.js';
import { useAnswer } from '../api/use-answer.js';
import { m } from '../generated/texts/messages.js';
import { useLocale } from '../text/locale.js';
import { OwnAccount } from '../account/OwnAccount.js';
import { Button } from '../ui/Button.js';
import { Failed } from '../ui/Failed.js';
import { Page } from '../ui/Page.js';
import { PersonBar } from '../ui/PersonBar.js';
import { SignIn } from '../ui/SignIn.js';
import { useHash } from '../ui/use-hash.js';
import { Working } from '../ui/Working.js';
import type { KeptOpening } from '#ledger';
import { useState } from 'preact/hooks';
import { CalendarScreen } from './CalendarScreen.js';
import type { DetailsHere } from './details-here.js';
import { LOG_SCREENS, type Screens } from './log-screens.js';
import { PLACES, usePlace } from './oversight-place.js';
import type { Frame } from './OversightPage.js';
import { ServedLog } from './ServedLog.js';
import { WaitingScreen } from './WaitingScreen.js';
import { useLog } from './use-log.js';

const SCREENS: Screens = { ...LOG_SCREENS, waiting: WaitingScreen, log: ServedLog };

export function Oversight() {
  useLocale();
  const hash = useHash();
  const me = useAnswer(() => ask(Me, 'GET', '/api/me'), 0, []);
  const place = me.value?.facility.name ?? '';
  if (!me.value) {
    return (
      <Page place={place} title={m.oversight_title()} help={m.help_oversight()}>
        {me.failure ? <Failed failure={me.failure} onAgain={me.again} /> : <Working what={m.starting()} />}
      </Page>
    );
  }
  if (hash.startsWith('access')) return <AccessScreen place={place} help={m.help_oversight()} onDone={me.again} />;
  if (me.value.person?.role !== 'oversight') {
    return <SignIn place={place} title={m.sign_in_oversight()} help={m.help_oversight()} onDone={me.again} />;
  }
  const { facility, person } = me.value;
  if (hash === 'account') {
    return (
      <Page
        place={place}
        title={m.account_title()}
        help={m.help_oversight()}
        beside={<PersonBar name={person.name} onOut={me.again} />}
        main={
          <Button kind="main" onPress={() => (location.hash = '')}>
            {m.back_to_log()}
          </Button>
        }
      >
        <OwnAccount zone={facility.zone} onOut={me.again} />
      </Page>
    );
  }
  return (
    <ReadScreens
      frame={{ facility, signedIn: { person, onOut: me.again }, ways: PLACES, asOf: new Date().toISOString() }}
    />
  );
}

/** The log is read once for all of them; what was opened stays in this page's memory until it is left. */
function ReadScreens({ frame }: { frame: Frame }) {
  const { place, part } = usePlace(frame.ways);
  const checked = useLog();
  const [openings, keep] = useState<readonly KeptOpening[]>([]);
  const details: DetailsHere = {
    openings,
    keep: (opening) => keep((before) => [...before.filter(({ index }) => index !== opening.index), opening]),
  };
  const Screen = SCREENS[place] ?? CalendarScreen;
  return (
    <Screen
      key={`${place} ${place === 'session' ? part : ''}`}
      frame={frame}
      checked={checked}
      details={details}
      part={part}
    />
  );
}
