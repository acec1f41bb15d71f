import { m } from '../generated/texts/messages.js';
import { Failed } from '../ui/Failed.js';
import { Working } from '../ui/Working.js';
import { Finding } from './Finding.js';
import type { CheckedLog } from './use-log.js';

/** How far the check of the log has come on this page, and what it found. */
export function LogState({ checked: { said, log, failure, again } }: { checked: CheckedLog }) {
  return (
    <>
      {failure && <Failed failure={failure} onAgain={again} />}
      {!said && !log && !failure && <Working key="log" what={m.loading_log()} />}
      {said && !log && !failure && <Working key="check" what={m.checking_log({ size: said.size })} />}
      {log && <Finding report={log.report} said={said} />}
    </>
  );
}
