import { LinkMade } from '#protocol';
import { useState } from 'preact/hooks';
import { ask } from '../../api/call-api.js';
import { useAction } from '../../api/use-action.js';
import { m } from '../../generated/texts/messages.js';
import { Button } from '../../ui/Button.js';
import { Failed } from '../../ui/Failed.js';
import { GivenLink } from '../clerk/GivenLink.js';

interface OwnLinkProps {
  hearing: string;
  person: { readonly seat: number; readonly name: string };
  zone: string;
}

/** A personal link is made when it is asked for, and shown once. */
export function OwnLink({ hearing, person: { seat, name }, zone }: OwnLinkProps) {
  const [made, setMade] = useState<LinkMade>();
  const make = useAction(async () =>
    setMade(await ask(LinkMade, 'POST', `/api/court/hearings/${hearing}/links`, { seat })),
  );
  return (
    <>
      {make.failure && <Failed failure={make.failure} />}
      {made ? (
        <GivenLink made={made} name={name} zone={zone} />
      ) : (
        <Button kind="main" off={make.running} onPress={make.run}>
          {m.court_link_make()}
        </Button>
      )}
    </>
  );
}
