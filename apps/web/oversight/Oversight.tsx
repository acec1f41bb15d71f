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
import { LogScreen } from './LogScreen.js';

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
  return <LogScreen facility={facility} person={person} onOut={me.again} />;
}
