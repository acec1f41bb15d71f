import { Me } from '#protocol';
import { useEffect, useMemo } from 'preact/hooks';
import { AccessScreen } from '../account/AccessScreen.js';
import { ask } from '../api/call-api.js';
import { useAnswer } from '../api/use-answer.js';
import { complaintsOf, OwnComplaints } from '../complaints/own-complaints.js';
import { m } from '../generated/texts/messages.js';
import { useLocale } from '../text/locale.js';
import { Failed } from '../ui/Failed.js';
import { Page } from '../ui/Page.js';
import { SignIn } from '../ui/SignIn.js';
import { Working } from '../ui/Working.js';
import { useHash } from '../ui/use-hash.js';
import { Sessions } from './Sessions.js';

export function Attorney() {
  useLocale();
  const hash = useHash();
  const me = useAnswer(() => ask(Me, 'GET', '/api/me'), 0, []);
  const place = me.value?.facility.name ?? '';
  const id = me.value?.person?.id;
  const complaints = useMemo(() => (id === undefined ? undefined : complaintsOf(id)), [id]);
  useEffect(() => {
    void complaints?.flush();
    return () => complaints?.stop();
  }, [complaints]);
  if (!me.value) {
    return (
      <Page place={place} title={m.attorney_title()} help={m.help_attorney()}>
        {me.failure ? <Failed failure={me.failure} onAgain={me.again} /> : <Working what={m.starting()} />}
      </Page>
    );
  }
  if (hash.startsWith('access')) return <AccessScreen place={place} help={m.help_attorney()} onDone={me.again} />;
  const { person } = me.value;
  if (person?.role !== 'attorney' && person?.role !== 'interpreter') {
    return <SignIn place={place} title={m.sign_in_attorney()} help={m.help_attorney()} onDone={me.again} />;
  }
  return (
    <OwnComplaints.Provider value={complaints}>
      <Sessions facility={me.value.facility} seal={me.value.seal} person={person} onOut={me.again} />
    </OwnComplaints.Provider>
  );
}
