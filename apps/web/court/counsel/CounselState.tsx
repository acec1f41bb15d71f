import type { CounselChangeSeen } from '#protocol';
import { m } from '../../generated/texts/messages.js';
import { failureWords } from '../../text/failure-words.js';
import { Button } from '../../ui/Button.js';
import { Notice } from '../../ui/Notice.js';
import type { CourtProps } from '../court-props.js';

type Told = readonly [kind: 'good' | 'caution' | 'unknown', title: string, words: string];

function toldOf({ state, comes, goes, why }: CounselChangeSeen, name: string): Told {
  const stays = m.court_counsel_stays({ goes });
  switch (state) {
    case 'asked':
      return ['unknown', m.court_counsel_asked({ name }), m.court_counsel_asked_words({ comes, goes })];
    case 'taking-effect':
      return ['unknown', m.court_counsel_taking(), m.court_counsel_asked_words({ comes, goes })];
    case 'changed':
      return ['good', m.court_counsel_changed({ comes, name }), m.court_counsel_changed_words({ goes })];
    case 'refused':
      return ['caution', m.court_counsel_refused({ name }), stays];
    case 'unanswered':
      return ['caution', m.court_counsel_unanswered({ name }), stays];
    case 'withdrawn':
    case 'failed':
      return ['caution', m.court_counsel_failed(), why === undefined ? stays : `${stays} ${failureWords(why)}`];
  }
}

/** For judge and clerk: that an accused is asked about another counsel, and what came of it until the clerk has read it. */
export function CounselState({ court: { view, actions, lostSince } }: { court: CourtProps }) {
  const change = view.counselChange;
  const accused = [...view.people, ...(view.lobby ?? [])].find(({ seat }) => seat === change?.accused);
  const told = change && toldOf(change, accused?.name ?? '');
  const drop = change?.state !== 'taking-effect' && view.you.role === 'clerk';
  return (
    <div role="status" class="court-counsel">
      {change && told && (
        <Notice kind={told[0]} title={told[1]} code={change.why && m.code_line({ code: change.why })}>
          <p>{told[2]}</p>
          {drop && (
            <Button off={lostSince !== undefined} onPress={() => actions.say({ type: 'drop-counsel' })}>
              {change.state === 'asked' ? m.court_counsel_withdraw() : m.court_counsel_read()}
            </Button>
          )}
        </Notice>
      )}
    </div>
  );
}
