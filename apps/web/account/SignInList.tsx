import type { OwnSignIn } from '#protocol';
import { m } from '../generated/texts/messages.js';
import { browserWords } from '../text/browser-words.js';
import { dayAndClock } from '../text/moments.js';
import { Button } from '../ui/Button.js';

interface SignInListProps {
  signIns: readonly OwnSignIn[];
  zone: string;
  onEnd: (id: string) => void;
}

/** One card a sign-in, so that it fits a telephone too. */
export function SignInList({ signIns, zone, onEnd }: SignInListProps) {
  const moment = (at: string) => dayAndClock(at, zone);
  return (
    <ul class="cards">
      {signIns.map(({ id, browser, since, seen, own }) => (
        <li key={id} class="card">
          <div>
            <p>
              <strong>{browserWords(browser)}</strong>
              {own && <span class="card-mark">{m.account_here()}</span>}
            </p>
            <p class="small">
              {m.account_since()}: {moment(since)}
            </p>
            <p class="small">
              {m.account_seen()}: {moment(seen)}
            </p>
          </div>
          {!own && <Button onPress={() => onEnd(id)}>{m.account_end_one()}</Button>}
        </li>
      ))}
    </ul>
  );
}
