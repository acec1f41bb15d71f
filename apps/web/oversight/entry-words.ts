import { CompletionCode } from '#protocol';
import { m } from '../generated/texts/messages.js';
import { type ReadEntry, shown } from './fold/ordered.js';
import { completionWords } from '../text/completion-words.js';
import { partyWords } from '../text/party-words.js';

/** What an entry of a session says happened, as a sentence. Of other types only the name. */
export function entryWords(entry: ReadEntry): string {
  const role = partyWords(shown(entry, 'role'));
  switch (entry.leaf.type) {
    case 'booth.opened':
      return m.axis_opened();
    case 'party.joined':
      return m.axis_joined({ role });
    case 'party.left':
      return m.axis_left({ role });
    case 'code.verdict':
      return shown(entry, 'same') === true ? m.axis_same({ role }) : m.axis_differ({ role });
    case 'code.skipped':
      return m.axis_skipped({ role });
    case 'gateway.refused':
      return m.axis_refused({
        role,
        code: (shown(entry, 'code') as string | undefined) ?? '–',
        count: (shown(entry, 'count') as number | undefined) ?? 1,
      });
    case 'session.closed': {
      const code = CompletionCode.safeParse(shown(entry, 'code'));
      return m.axis_closed({ how: code.success ? completionWords(code.data) : '–' });
    }
    default:
      return entry.leaf.type;
  }
}
