import { type Review, Reviews } from '#protocol';
import { useState } from 'preact/hooks';
import { ask } from '../../api/call-api.js';
import { useAction } from '../../api/use-action.js';
import type { Answer } from '../../api/use-answer.js';
import { m } from '../../generated/texts/messages.js';
import { reviewCauseWords } from '../../text/people-words.js';
import { slotWords } from '../../text/queue-words.js';
import { Button } from '../../ui/Button.js';
import { Dialog } from '../../ui/Dialog.js';
import { Failed } from '../../ui/Failed.js';
import { Field } from '../../ui/Field.js';

interface ReviewListProps {
  reviews: Answer<Reviews>;
  zone: string;
  onDecided: () => void;
}

/** Coming bookings of people who moved, left or must not meet; nothing is shown while there are none. */
export function ReviewList({ reviews, zone, onDecided }: ReviewListProps) {
  const [opened, open] = useState<Review>();
  const list = reviews.value?.reviews ?? [];
  if (reviews.failure && !reviews.value) return <Failed failure={reviews.failure} onAgain={reviews.again} />;
  if (list.length === 0) return null;
  return (
    <section class="stack" aria-labelledby="reviews">
      <h2 id="reviews">{m.reviews_title({ count: list.length })}</h2>
      <ul class="cards">
        {list.map((review) => (
          <li key={review.id} class="card">
            <div>
              <p class="lead">
                {m.number_short({ number: review.booking.detainee })} · {reviewCauseWords(review.cause)}
              </p>
              <p>{slotWords(review.booking, zone)}</p>
            </div>
            <Button onPress={() => open(review)}>{m.review_decide()}</Button>
          </li>
        ))}
      </ul>
      {opened && (
        <ReviewDialog
          review={opened}
          zone={zone}
          onClose={() => open(undefined)}
          onDone={() => {
            open(undefined);
            onDecided();
          }}
        />
      )}
    </section>
  );
}

interface ReviewDialogProps {
  review: Review;
  zone: string;
  onClose: () => void;
  onDone: () => void;
}

function ReviewDialog({ review, zone, onClose, onDone }: ReviewDialogProps) {
  const [reason, setReason] = useState('');
  const decide = useAction(async (decision: 'kept' | 'cancelled') => {
    await ask(Reviews, 'POST', `/api/desk/reviews/${review.id}`, { decision, reason });
    onDone();
  });
  const off = decide.running || reason.trim() === '';
  return (
    <Dialog title={m.review_title({ number: review.booking.detainee })} onClose={onClose}>
      {decide.failure && <Failed failure={decide.failure} />}
      <p class="lead">{reviewCauseWords(review.cause)}</p>
      <p>
        {slotWords(review.booking, zone)} · {review.booking.attorney.name}
      </p>
      <p>{m.review_words()}</p>
      <Field label={m.reason()} value={reason} onInput={setReason} maxLength={200} />
      <div class="row">
        <Button onPress={() => decide.run('kept')} off={off}>
          {m.review_keep()}
        </Button>
        <Button kind="danger" onPress={() => decide.run('cancelled')} off={off}>
          {m.review_cancel({ number: review.booking.detainee })}
        </Button>
      </div>
    </Dialog>
  );
}
