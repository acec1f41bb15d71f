import { PeopleScreen } from './people/PeopleScreen.js';
import { Me } from '#protocol';
import { useState } from 'preact/hooks';
import { ask } from '../api/call-api.js';
import { ServerClock } from '../api/server-clock.js';
import { useAnswer } from '../api/use-answer.js';
import { m } from '../generated/texts/messages.js';
import { useLocale } from '../text/locale.js';
import { Failed } from '../ui/Failed.js';
import { Page } from '../ui/Page.js';
import { SignIn } from '../ui/SignIn.js';
import { Working } from '../ui/Working.js';
import { OwnAccount } from '../account/OwnAccount.js';
import { AccessScreen } from '../account/AccessScreen.js';
import { AccountsScreen } from './accounts/AccountsScreen.js';
import { BoothsScreen } from './BoothsScreen.js';
import { DayBoard } from './DayBoard.js';
import { LineScreen } from './line/LineScreen.js';
import { DeskPage, type Shift } from './DeskPage.js';
import { QueueScreen } from './QueueScreen.js';
import { StatusScreen } from './StatusScreen.js';
import { DeskLock } from './lock/DeskLock.js';
import { type Place, usePlace } from './use-place.js';

export function Desk() {
  useLocale();
  const [clock] = useState(() => new ServerClock());
  const me = useAnswer(() => ask(Me, 'GET', '/api/me'), 0, []);
  const place = usePlace(me.value?.person?.role);
  const name = me.value?.facility.name ?? '';
  if (!me.value) {
    return (
      <Page place={name} title={m.desk_title()} help={m.help_desk()}>
        {me.failure ? <Failed failure={me.failure} onAgain={me.again} /> : <Working what={m.starting()} />}
      </Page>
    );
  }
  const { facility, person } = me.value;
  if (place === 'access') return <AccessScreen place={name} help={m.help_desk()} onDone={me.again} />;
  if (person?.role !== 'desk' && person?.role !== 'operator') {
    return <SignIn place={name} title={m.sign_in_desk()} help={m.help_desk()} onDone={me.again} />;
  }
  const shift = { facility, person, clock, onOut: me.again };
  return (
    <>
      <DeskScreen place={place} shift={shift} />
      <DeskLock person={person} minutes={me.value.lockMinutes ?? 10} zone={facility.zone} onBack={me.again} />
    </>
  );
}

function DeskScreen({ place, shift }: { place: Exclude<Place, 'access'>; shift: Shift }) {
  switch (place) {
    case 'account':
      return (
        <DeskPage shift={shift} title={m.account_title()} failedAt={undefined}>
          <OwnAccount zone={shift.facility.zone} onOut={shift.onOut} />
        </DeskPage>
      );
    case 'status':
      return <StatusScreen shift={shift} />;
    case 'accounts':
      return <AccountsScreen shift={shift} />;
    case 'line':
      return <LineScreen shift={shift} />;
    case 'booths':
      return <BoothsScreen shift={shift} />;
    case 'people':
      return <PeopleScreen shift={shift} />;
    case 'queue':
      return <QueueScreen shift={shift} />;
    case 'day':
      return <DayBoard shift={shift} />;
  }
}
