import type { Me } from '#protocol';
import type { ComponentChildren } from 'preact';
import { m } from '../../generated/texts/messages.js';
import { clock } from '../../text/moments.js';
import { Clock } from '../../ui/Clock.js';
import { ConnectionBar } from '../../ui/ConnectionBar.js';
import { Page } from '../../ui/Page.js';
import { PersonBar } from '../../ui/PersonBar.js';

/** What every screen of a signed-in clerk knows. */
export interface ClerkShift {
  facility: Me['facility'];
  person: NonNullable<Me['person']>;
  onOut: () => void;
}

interface ClerkPageProps {
  shift: ClerkShift;
  title: string;
  main?: ComponentChildren;
  /** Milliseconds: since when the server has not answered. */
  failedAt?: number | undefined;
  children: ComponentChildren;
}

export function ClerkPage({ shift: { facility, person, onOut }, title, main, failedAt, children }: ClerkPageProps) {
  return (
    <Page
      place={facility.name}
      title={title}
      help={m.court_help_clerk()}
      bar={<ConnectionBar since={failedAt === undefined ? undefined : clock(failedAt, facility.zone)} />}
      beside={
        <>
          <Clock now={Date.now} zone={facility.zone} />
          <PersonBar name={person.name} onOut={onOut} />
        </>
      }
      main={main}
    >
      {children}
    </Page>
  );
}
