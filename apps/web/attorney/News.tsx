import type { Notice as Told, Notices } from '#protocol';
import { send } from '../api/call-api.js';
import { useAction } from '../api/use-action.js';
import type { Answer } from '../api/use-answer.js';
import { m } from '../generated/texts/messages.js';
import { slotWords } from '../text/queue-words.js';
import { reasonWords } from '../text/reason-words.js';
import { Button } from '../ui/Button.js';
import { Notice } from '../ui/Notice.js';

const MOST = 5;
const KIND = {
  offered: 'unknown',
  'offer-expired': 'caution',
  confirmed: 'good',
  moved: 'caution',
  cancelled: 'bad',
  reminder: 'unknown',
} as const;

/** The sentence of a notice, old → new where something was moved. */
function words({ kind, facts }: Told, zone: string): string {
  const slot = slotWords(facts, zone);
  if (kind === 'moved' && facts.before) return m.news_moved({ before: slotWords(facts.before, zone), slot });
  const sentences = {
    offered: m.news_offered,
    'offer-expired': m.news_offer_expired,
    confirmed: m.news_confirmed,
    moved: m.news_confirmed,
    cancelled: m.news_cancelled,
    reminder: m.news_reminder,
  };
  return sentences[kind]({ slot });
}

/** The last word about each booking, newest first. An offer stands among the requests, where it can be answered. */
function newsOf(notices: readonly Told[]): Told[] {
  const seen = new Set<string>();
  return notices.filter(({ read, kind, booking }) => {
    if (read || seen.has(booking)) return false;
    seen.add(booking);
    return kind !== 'offered';
  });
}

/** What changed since the person last looked; stays until it was seen. */
export function News({ answer, zone }: { answer: Answer<Notices>; zone: string }) {
  const seen = useAction(async (upTo: string) => {
    await send('POST', '/api/attorney/notices/read', { upTo });
    answer.again();
  });
  const unread = newsOf(answer.value?.notices ?? []);
  const [newest] = unread;
  if (newest === undefined) return null;
  return (
    <section class="stack" aria-labelledby="news">
      <div class="page-title">
        <h2 id="news">{m.news({ count: unread.length })}</h2>
        <Button onPress={() => seen.run(newest.id)} off={seen.running}>
          {m.news_seen()}
        </Button>
      </div>
      {unread.slice(0, MOST).map((notice) => (
        <Notice key={notice.id} kind={KIND[notice.kind]} title={words(notice, zone)}>
          {notice.facts.reason && <p>{reasonWords(notice.facts.reason)}</p>}
        </Notice>
      ))}
    </section>
  );
}
