import { Me } from '#protocol';
import { ask } from '../api/call-api.js';
import { useAnswer } from '../api/use-answer.js';
import { m } from '../generated/texts/messages.js';
import { useLocale } from '../text/locale.js';
import { Failed } from '../ui/Failed.js';
import { Page } from '../ui/Page.js';
import { SignIn } from '../ui/SignIn.js';
import { Working } from '../ui/Working.js';
import { LogScreen } from './LogScreen.js';

export function Oversight() {
  useLocale();
  const me = useAnswer(() => ask(Me, 'GET', '/api/me'), 0, []);
  const place = me.value?.facility.name ?? '';
  if (!me.value) {
    return (
      <Page place={place} title={m.oversight_title()} help={m.help_oversight()}>
        {me.failure ? <Failed failure={me.failure} onAgain={me.again} /> : <Working what={m.starting()} />}
      </Page>
    );
  }
  if (me.value.person?.role !== 'oversight') {
    return <SignIn place={place} title={m.sign_in_oversight()} help={m.help_oversight()} onDone={me.again} />;
  }
  return <LogScreen facility={me.value.facility} person={me.value.person} onOut={me.again} />;
}
