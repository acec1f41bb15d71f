import type { RefusalCode } from '#protocol';
import { m } from '../generated/texts/messages.js';
import { failureWords } from '../text/failure-words.js';
import { Button } from '../ui/Button.js';
import { Notice } from '../ui/Notice.js';
import { Page } from '../ui/Page.js';
import type { Leave } from './court-props.js';

interface NotLetInProps {
  facility: string;
  code: RefusalCode | 'replaced';
  leave?: Leave | undefined;
}

/** Whoever is not let in learns why and who helps, and of the hearing nothing. */
export function NotLetIn({ facility, code, leave }: NotLetInProps) {
  return (
    <Page
      place={facility}
      title={m.court_not_in()}
      help={m.court_help()}
      languageKept={false}
      main={
        code === 'replaced' && (
          <Button kind="main" onPress={() => location.reload()}>
            {m.court_enter_here()}
          </Button>
        )
      }
    >
      <div class="stack-wide">
        <Notice
          kind={code === 'replaced' ? 'caution' : 'bad'}
          title={code === 'replaced' ? m.court_replaced() : failureWords(code)}
          code={code === 'replaced' ? undefined : m.code_line({ code })}
          role="status"
        >
          <p>{code === 'replaced' ? m.court_replaced_words() : m.court_not_in_words()}</p>
        </Notice>
        {leave && <Button onPress={leave.go}>{leave.words}</Button>}
      </div>
    </Page>
  );
}
