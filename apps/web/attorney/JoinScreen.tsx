import type { PartyBooking, SealProfile } from '#protocol';
import type { ComponentProps } from 'preact';
import { useState } from 'preact/hooks';
import type { ApiFailure } from '../api/call-api.js';
import { m } from '../generated/texts/messages.js';
import { useWarmSeal } from '../call/use-warm-seal.js';
import { hearingPartWords } from '../text/hearing-part-words.js';
import { bookingStateWords } from '../text/booking-state-words.js';
import { Button } from '../ui/Button.js';
import { Failed } from '../ui/Failed.js';
import { Notice } from '../ui/Notice.js';
import { Page } from '../ui/Page.js';
import { SealBadge } from '../ui/SealBadge.js';
import { SealStatement } from '../ui/SealStatement.js';
import { type KnownRosters, sameRoster } from './known-rosters.js';
import { whenWords } from './when-words.js';

export type Frame = Omit<ComponentProps<typeof Page>, 'title' | 'main' | 'children'>;

const labels = (roster: PartyBooking['roster']): string => roster.map((place) => place.label).join(', ');

interface JoinScreenProps {
  frame: Frame;
  booking: PartyBooking;
  known: KnownRosters;
  zone: string;
  seal: SealProfile;
  /** From the click: camera and microphone start here. */
  onJoin: (booking: PartyBooking) => void;
  joining: boolean;
  /** The booking could not be read anew, or this device was sent away from it. */
  failure: ApiFailure | undefined;
  onTest: () => void;
  onBack: () => void;
}

export function JoinScreen({
  frame,
  booking,
  known,
  zone,
  seal,
  onJoin,
  joining,
  failure,
  onTest,
  onBack,
}: JoinScreenProps) {
  const [, redraw] = useState(0);
  useWarmSeal();
  const stored = known.of(booking);
  const same = sameRoster(stored, booking);
  const joinable = same && seal.profile !== 'none';
  return (
    <Page
      {...frame}
      title={booking.part === 'hearing' ? m.court_title() : m.join_title({ booth: booking.booth })}
      main={
        joinable && (
          <Button kind="main" off={joining} onPress={() => onJoin(booking)}>
            {booking.part === 'hearing' ? m.court_enter_as_counsel() : m.join()}
          </Button>
        )
      }
    >
      <div class="stack-wide">
        {failure && <Failed failure={failure} />}
        <p class="lead">{whenWords(booking.from, booking.to, zone)}</p>
        <SealBadge mark={seal.profile === 'none' ? 'closed' : booking.state === 'confirmed' ? 'checking' : 'ready'} />
        {booking.part !== undefined && <p>{hearingPartWords(booking.part)}</p>}
        <p>{booking.state === 'confirmed' ? m.client_not_yet() : bookingStateWords(booking.state)}</p>
        <p>{m.will_be_present({ labels: labels(stored.roster) })}</p>
        {!same && (
          <Notice kind="caution" title={m.roster_changed()}>
            <p>{m.roster_change({ old: labels(stored.roster), fresh: labels(booking.roster) })}</p>
            <p>{m.roster_changed_words()}</p>
            <Button
              onPress={() => {
                known.accept(booking);
                redraw((count) => count + 1);
              }}
            >
              {m.roster_accept()}
            </Button>
          </Notice>
        )}
        <p>{booking.part === 'hearing' ? m.court_enter_as_counsel_words() : m.join_words()}</p>
        <SealStatement profile={seal} origin={location.host} />
        <div class="row">
          <Button onPress={onTest}>{m.test_title()}</Button>
          <Button onPress={onBack}>{m.back_to_sessions()}</Button>
        </div>
      </div>
    </Page>
  );
}
