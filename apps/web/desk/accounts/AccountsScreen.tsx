import { AccountList, type GivenAccess, type Account } from '#protocol';
import { useState } from 'preact/hooks';
import { ask } from '../../api/call-api.js';
import { useAnswer } from '../../api/use-answer.js';
import { m } from '../../generated/texts/messages.js';
import { accessWords, accountStateWords, roleWords } from '../../text/account-words.js';
import { Button } from '../../ui/Button.js';
import { DataTable } from '../../ui/DataTable.js';
import { Empty } from '../../ui/Empty.js';
import { Failed } from '../../ui/Failed.js';
import { Field } from '../../ui/Field.js';
import { Working } from '../../ui/Working.js';
import { DeskPage, type Shift } from '../DeskPage.js';
import { AccountDialog } from './AccountDialog.js';
import { GivenCode } from './GivenCode.js';
import { InviteDialog } from './InviteDialog.js';
import { WaitingList } from './WaitingList.js';

/** Who may sign in: invite, help who lost the password, take out of use; what waits for a second officer stands first. */
export function AccountsScreen({ shift }: { shift: Shift }) {
  const [wanted, setWanted] = useState('');
  const [inviting, setInviting] = useState(false);
  const [opened, open] = useState<string>();
  const [given, setGiven] = useState<GivenAccess>();
  const list = useAnswer(() => ask(AccountList, 'GET', '/api/desk/accounts'), 10_000, []);
  const { value } = list;
  const { zone } = shift.facility;
  const search = wanted.trim().toLowerCase();
  const shown = (value?.accounts ?? []).filter(({ username, name }) =>
    `${username} ${name.toLowerCase()}`.includes(search),
  );
  const person = value?.accounts.find(({ id }) => id === opened);
  const done = (made?: GivenAccess) => {
    setInviting(false);
    open(undefined);
    setGiven(made);
    list.again();
  };
  const row = (account: Account) => ({
    key: account.id,
    cells: [
      <strong key="who">{account.name}</strong>,
      account.username,
      roleWords(account.role),
      <>
        {accountStateWords(account.state)}
        {account.access && <span class="small cell-note">{accessWords(account.access)}</span>}
      </>,
      <Button key="open" onPress={() => open(account.id)}>
        {m.open_session()}
        <span class="unseen"> {account.name}</span>
      </Button>,
    ],
  });
  return (
    <DeskPage
      shift={shift}
      title={m.place_accounts()}
      failedAt={value && list.failedAt}
      main={
        <Button kind="main" onPress={() => setInviting(true)} off={!value}>
          {m.account_invite()}
        </Button>
      }
    >
      <div class="stack-wide desk-body">
        {!value && list.failure && <Failed failure={list.failure} onAgain={list.again} />}
        {!value && !list.failure && <Working what={m.accounts_loading()} />}
        {value && <WaitingList accounts={value.accounts} zone={zone} onDone={done} />}
        {value && (
          <div class="form">
            <Field label={m.account_search()} value={wanted} onInput={setWanted} maxLength={64} />
          </div>
        )}
        {shown.length > 0 && (
          <DataTable
            caption={m.place_accounts()}
            columns={[m.account_label(), m.account_name(), m.account_role(), m.account_state(), m.request_new_action()]}
            rows={shown.map(row)}
          />
        )}
        {value && shown.length === 0 && (
          <Empty title={m.account_none_found()}>
            <p>{m.account_none_found_words()}</p>
          </Empty>
        )}
      </div>
      {inviting && value && <InviteDialog list={value} onClose={() => setInviting(false)} onDone={done} />}
      {person && <AccountDialog account={person} zone={zone} onClose={() => open(undefined)} onDone={done} />}
      {given && <GivenCode given={given} zone={zone} onClose={() => setGiven(undefined)} />}
    </DeskPage>
  );
}
