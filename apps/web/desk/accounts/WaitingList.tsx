import { GivenAccess, type Account } from '#protocol';
import { ask, send } from '../../api/call-api.js';
import { useAction } from '../../api/use-action.js';
import { m } from '../../generated/texts/messages.js';
import { accessWords, roleWords } from '../../text/account-words.js';
import { clock } from '../../text/moments.js';
import { Button } from '../../ui/Button.js';
import { Failed } from '../../ui/Failed.js';

interface WaitingListProps {
  accounts: readonly Account[];
  zone: string;
  onDone: (made?: GivenAccess) => void;
}

/** What this officer can do now: confirm as the second, or make the code that a second one has confirmed. */
export function WaitingList({ accounts, zone, onDone }: WaitingListProps) {
  const confirm = useAction(async (id: string) => {
    await send('POST', `/api/desk/access/${id}/confirm`);
    onDone();
  });
  const give = useAction(async (id: string) => onDone(await ask(GivenAccess, 'POST', `/api/desk/access/${id}/code`)));
  const waiting = accounts.flatMap((account) =>
    account.access?.may.some((step) => step !== 'withdraw') ? [account] : [],
  );
  const failure = confirm.failure ?? give.failure;
  if (waiting.length === 0 && !failure) return null;
  return (
    <section class="stack" aria-labelledby="second">
      <h2 id="second">{m.access_waiting()}</h2>
      {failure && <Failed failure={failure} />}
      <ul class="cards">
        {waiting.map(({ id, name, username, role, access }) => (
          <li key={id} class="card">
            <div>
              <p>
                <strong>{name}</strong> · {username} · {roleWords(role)}
              </p>
              <p>{access && accessWords(access)}</p>
              <p class="small">
                {access && m.access_asked_by({ name: access.askedBy, until: clock(access.expires, zone) })}
              </p>
            </div>
            {access?.may.includes('confirm') && (
              <Button onPress={() => confirm.run(access.id)} off={confirm.running}>
                {m.access_confirm({ name: username })}
              </Button>
            )}
            {access?.may.includes('give') && (
              <Button onPress={() => give.run(access.id)} off={give.running}>
                {m.access_give({ name: username })}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <p class="small">{m.access_second_words()}</p>
    </section>
  );
}
