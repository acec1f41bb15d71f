import type { GivenAccess } from '#protocol';
import { m } from '../../generated/texts/messages.js';
import { dayAndClock } from '../../text/moments.js';
import { Button } from '../../ui/Button.js';
import { Dialog } from '../../ui/Dialog.js';
import { Notice } from '../../ui/Notice.js';
import { QrCode } from '../../ui/QrCode.js';

interface GivenCodeProps {
  given: GivenAccess;
  zone: string;
  onClose: () => void;
}

/** The one time a code is shown; or that a second officer must confirm first. */
export function GivenCode({ given, zone, onClose }: GivenCodeProps) {
  const { account, code, link, expires, mailed } = given;
  const until = dayAndClock(expires, zone);
  if (code === undefined || link === undefined) {
    return (
      <Dialog title={m.access_needs_second()} onClose={onClose}>
        <p>{m.access_needs_second_words({ name: account.username, until })}</p>
      </Dialog>
    );
  }
  return (
    <Dialog title={m.access_code_title({ name: account.username })} onClose={onClose}>
      <Button kind="main" onPress={() => print()}>
        {m.access_print()}
      </Button>
      <div class="screen-only stack">
        <p>{m.access_once_words()}</p>
        {mailed === true && <Notice kind="good" title={m.access_mailed()} role="status" />}
        {mailed === false && <Notice kind="caution" title={m.access_not_mailed()} role="status" />}
      </div>
      <div class="slip stack">
        <p class="lead">{m.access_slip_title()}</p>
        <p>{m.access_slip_words({ until, zone })}</p>
        <div class="row">
          <div>
            <p>
              {m.account_name()}: <strong>{account.username}</strong>
            </p>
            <p>{m.access_code()}</p>
            <p class="access-code">{code}</p>
          </div>
          <QrCode text={link} label={m.access_qr()} />
        </div>
        <p class="access-link">{link}</p>
      </div>
    </Dialog>
  );
}
