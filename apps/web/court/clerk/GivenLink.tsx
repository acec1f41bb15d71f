import type { LinkMade } from '#protocol';
import { useState } from 'preact/hooks';
import { m } from '../../generated/texts/messages.js';
import { dayAndClock } from '../../text/moments.js';
import { Button } from '../../ui/Button.js';
import { Notice } from '../../ui/Notice.js';

/** The one time a link is shown. */
export function GivenLink({ made, name, zone }: { made: LinkMade; name: string; zone: string }) {
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no');
  const address = `${location.origin}/#${made.token}`;
  const copy = () =>
    void navigator.clipboard.writeText(address).then(
      () => setCopied('yes'),
      () => setCopied('failed'),
    );
  return (
    <div class="stack court-given">
      <p class="lead">{m.court_link_for({ name })}</p>
      <code>{address}</code>
      <p class="small">{m.court_link_once({ until: dayAndClock(made.until, zone) })}</p>
      <Button kind="main" onPress={copy}>
        {m.court_link_copy()}
      </Button>
      <div role="status">
        {copied === 'yes' && <p>✓ {m.court_link_copied()}</p>}
        {copied === 'failed' && <Notice kind="caution" title={m.court_link_not_copied()} />}
      </div>
    </div>
  );
}
