import { type HearingRow, Id128, Me } from '#protocol';
import { useEffect, useState } from 'preact/hooks';
import { AccessScreen } from '../account/AccessScreen.js';
import { OwnAccount } from '../account/OwnAccount.js';
import { ask } from '../api/call-api.js';
import { useAnswer } from '../api/use-answer.js';
import { m } from '../generated/texts/messages.js';
import { useLocale } from '../text/locale.js';
import { Failed } from '../ui/Failed.js';
import { Page } from '../ui/Page.js';
import { SignIn } from '../ui/SignIn.js';
import { Working } from '../ui/Working.js';
import { useHash } from '../ui/use-hash.js';
import { Attendance } from './Attendance.js';
import { ClerkList } from './clerk/ClerkList.js';
import { ClerkPage } from './clerk/ClerkPage.js';
import { ScheduleScreen } from './clerk/ScheduleScreen.js';
import { enterByLink } from './court-key.js';

const TO_LIST = () => ({ words: m.court_to_list(), go: () => void (location.hash = ''), always: true });

/** `link`: who came by a personal link; everybody else is a clerk with an account. */
export function Court({ link }: { link: string | undefined }) {
  useLocale();
  const hash = useHash();
  const me = useAnswer(() => ask(Me, 'GET', '/api/me'), 0, []);
  const place = me.value?.facility.name ?? '';
  const [saved, setSaved] = useState<HearingRow>();
  useEffect(() => {
    // The link of a person is no page of the clerk's: whoever pastes one here enters with it.
    if (/^[\w-]{43}$/.test(hash)) location.reload();
    if (hash !== '') setSaved(undefined);
  }, [hash]);
  if (!me.value) {
    return (
      <Page place={place} title={m.court_title()} help={m.court_help()}>
        {me.failure ? <Failed failure={me.failure} onAgain={me.again} /> : <Working what={m.starting()} />}
      </Page>
    );
  }
  const { facility, person } = me.value;
  if (link !== undefined) {
    return <Attendance key={link} facility={facility} enter={(challenge) => enterByLink(link, challenge)} />;
  }
  if (hash.startsWith('access')) return <AccessScreen place={place} help={m.court_help()} onDone={me.again} />;
  if (person?.role !== 'clerk') {
    return <SignIn place={place} title={m.court_sign_in()} help={m.court_help_clerk()} onDone={me.again} />;
  }
  const hearing = Id128.safeParse(hash.replace('hearing=', ''));
  if (hearing.success) {
    const enter = async () => ({ type: 'enter-clerk' as const, hearing: hearing.data });
    return <Attendance key={hearing.data} facility={facility} enter={enter} leave={TO_LIST()} />;
  }
  const shift = { facility, person, onOut: me.again };
  if (hash === 'account') {
    return (
      <ClerkPage shift={shift} title={m.account_title()}>
        <OwnAccount zone={facility.zone} onOut={me.again} />
      </ClerkPage>
    );
  }
  if (hash === 'schedule') {
    const onSaved = (hearing: HearingRow) => {
      setSaved(hearing);
      location.hash = '';
    };
    return <ScheduleScreen shift={shift} onSaved={onSaved} />;
  }
  return <ClerkList shift={shift} saved={saved} />;
}
