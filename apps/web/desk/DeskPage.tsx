import type { Me } from '#protocol';
import type { ComponentChildren } from 'preact';
import type { ServerClock } from '../api/server-clock.js';
import { m } from '../generated/texts/messages.js';
import { clock } from '../text/moments.js';
import { Clock } from '../ui/Clock.js';
import { ConnectionBar } from '../ui/ConnectionBar.js';
import { Page } from '../ui/Page.js';
import { PersonBar } from '../ui/PersonBar.js';
import { Places } from './Places.js';

/** What every screen of the desk knows while somebody is signed in. */
export interface Shift {
  facility: Me['facility'];
  person: NonNullable<Me['person']>;
  clock: ServerClock;
  onOut: () => void;
}

interface DeskPageProps {
  shift: Shift;
  title: string;
  /** Who helps, where it is not the desk. */
  help?: string;
  main?: ComponentChildren;
  /** Milliseconds: since when the server has not answered. */
  failedAt: number | undefined;
  children: ComponentChildren;
}

/** The frame of every screen of the desk: where one can go, the clock, the person, the line to the server. */
export function DeskPage({ shift, title, help = m.help_desk(), main, failedAt, children }: DeskPageProps) {
  const { facility, person, clock: serverClock, onOut } = shift;
  return (
    <Page
      place={facility.name}
      title={title}
      help={help}
      places={<Places role={person.role} />}
      bar={<ConnectionBar since={failedAt === undefined ? undefined : clock(failedAt, facility.zone)} />}
      beside={
        <>
          <Clock now={() => serverClock.now()} zone={facility.zone} />
          <PersonBar name={person.name} onOut={onOut} />
        </>
      }
      main={main}
    >
      {children}
    </Page>
  );
}
