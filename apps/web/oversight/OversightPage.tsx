import type { Me } from '#protocol';
import type { ComponentChildren } from 'preact';
import { m } from '../generated/texts/messages.js';
import { Page } from '../ui/Page.js';
import { PersonBar } from '../ui/PersonBar.js';
import { usePlace, type Way } from './oversight-place.js';

const WORDS: Readonly<Record<Way, () => string>> = {
  calendar: m.calendar_title,
  complaints: m.complaints_title,
  attempts: m.attempts_title,
  reads: m.reads_title,
  waiting: m.waits_title,
  log: m.log_place,
  verify: m.verify_place,
};

/** Who looks, and whose log it is. */
export interface Frame {
  facility: Me['facility'];
  /** Who is signed in, and what follows when they leave. Without a server nobody is, and nothing can be asked. */
  signedIn: { person: NonNullable<Me['person']>; onOut: () => void } | undefined;
  ways: readonly [Way, ...Way[]];
  /** The moment that the log is judged from: now, or that of the newest entry of a log without a server. RFC 3339. */
  asOf: string;
}

interface OversightPageProps {
  frame: Frame;
  title: string;
  main?: ComponentChildren;
  children: ComponentChildren;
}

/** One screen of oversight, with the ways to the others. */
export function OversightPage({ frame: { facility, signedIn, ways }, title, main, children }: OversightPageProps) {
  const { place } = usePlace(ways);
  // A session is opened from the calendar.
  const here = place === 'session' ? 'calendar' : place;
  return (
    <Page
      place={facility.name}
      title={title}
      help={m.help_oversight()}
      beside={signedIn && <PersonBar name={signedIn.person.name} onOut={signedIn.onOut} />}
      main={main}
      places={
        <nav class="places" aria-label={m.oversight_places()}>
          {ways.map((way) => (
            <a key={way} href={`#${way}`} aria-current={way !== here ? undefined : way === place ? 'page' : 'true'}>
              {WORDS[way]()}
            </a>
          ))}
        </nav>
      }
    >
      <div class="stack-wide">{children}</div>
    </Page>
  );
}
