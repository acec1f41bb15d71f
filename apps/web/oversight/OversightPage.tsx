import type { Me } from '#protocol';
import type { ComponentChildren } from 'preact';
import { m } from '../generated/texts/messages.js';
import { Page } from '../ui/Page.js';
import { PersonBar } from '../ui/PersonBar.js';
import { PLACES, usePlace } from './oversight-place.js';

const WORDS: Readonly<Record<(typeof PLACES)[number], () => string>> = {
  calendar: m.calendar_title,
  complaints: m.complaints_title,
  attempts: m.attempts_title,
  reads: m.reads_title,
  waiting: m.waits_title,
  log: m.log_place,
};

/** Who looks, and whose log it is. */
export interface Frame {
  facility: Me['facility'];
  person: NonNullable<Me['person']>;
  onOut: () => void;
}

interface OversightPageProps {
  frame: Frame;
  title: string;
  main?: ComponentChildren;
  children: ComponentChildren;
}

/** One screen of oversight, with the ways to the others. */
export function OversightPage({ frame: { facility, person, onOut }, title, main, children }: OversightPageProps) {
  const { place } = usePlace();
  // A session is opened from the calendar.
  const here = place === 'session' ? 'calendar' : place;
  return (
    <Page
      place={facility.name}
      title={title}
      help={m.help_oversight()}
      beside={<PersonBar name={person.name} onOut={onOut} />}
      main={main}
      places={
        <nav class="places" aria-label={m.oversight_places()}>
          {PLACES.map((way) => (
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
