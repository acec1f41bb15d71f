import { ComplaintKind } from '#protocol';
import { useState } from 'preact/hooks';
import { COMPLAINT_WORDS } from '../../complaints/complaint-words.js';
import { SaidState } from '../../complaints/SaidState.js';
import { useSaid } from '../../complaints/use-said.js';
import { m } from '../../generated/texts/messages.js';
import { Button } from '../../ui/Button.js';
import { boothComplaints } from './booth-complaints.js';

/** Asked once when a session is over. Only oversight learns of it, and "yes" is told nobody. */
export function WasItPrivate({ booking }: { booking: string }) {
  const [answered, setAnswered] = useState<string>();
  const said = useSaid(boothComplaints).find(({ id }) => id === answered);
  if (said) {
    return (
      <div class="was-private">
        <SaidState said={said} />
      </div>
    );
  }
  if (answered) return <p role="status">{m.private_thanks()}</p>;
  return (
    <section class="was-private stack" aria-labelledby="private">
      <h2 id="private">{m.private_question()}</h2>
      <div class="row">
        <Button onPress={() => setAnswered('yes')}>{m.private_yes()}</Button>
        {ComplaintKind.options.map((kind) => (
          <Button key={kind} onPress={() => setAnswered(boothComplaints.say(kind, booking))}>
            {COMPLAINT_WORDS[kind]()}
          </Button>
        ))}
      </div>
    </section>
  );
}
