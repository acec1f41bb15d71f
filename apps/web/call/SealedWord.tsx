import type { PartyBooking, SealProfile, SeenRound } from '#protocol';
import { useEffect } from 'preact/hooks';
import { m } from '../generated/texts/messages.js';
import { Working } from '../ui/Working.js';
import { CallView } from './CallView.js';
import { talkOf, useConsultation } from './use-consultation.js';

export interface SealedWordProps {
  /** Part `hearing` of an accused in the facility. */
  booking: PartyBooking;
  own: 'booth' | 'attorney';
  /** Key pair of an enrolled device. */
  device?: CryptoKeyPair | undefined;
  profile: SealProfile;
  zone: string;
  now: () => number;
  keep?: ((booking: string, seen: SeenRound) => void) | undefined;
  /** Back to the court. The session stays: there may be another word in it. */
  onEnd: () => void;
}

/** A word in private from within a hearing: the consultation of its booking, sealed as always. Drawn from a person's click or touch. */
export function SealedWord({ booking, own, device, profile, zone, now, keep, onEnd }: SealedWordProps) {
  const running = useConsultation(keep);
  const { state, consultation } = running;
  useEffect(() => running.enter(booking, device), []);
  useEffect(() => {
    if (state.name === 'ended') onEnd();
  }, [state.name]);
  if (state.name === 'idle' || state.name === 'ended') return <Working what={m.starting()} />;
  const back = () => {
    running.leave();
    onEnd();
  };
  return (
    <CallView
      zone={zone}
      call={{
        own,
        state,
        remotes: consultation?.remotes ?? [],
        preview: consultation?.preview,
        ...talkOf(consultation),
        profile: consultation?.facts?.seal ?? profile,
        origin: location.host,
        booth: booking.booth,
        now,
        since: running.since + (now() - Date.now()),
        to: consultation?.facts && Date.parse(consultation.facts.to),
        actions: {
          answer: (same) => consultation?.answer(same),
          goOnWithoutMatching: () => consultation?.goOnWithoutMatching(),
          showVideoWhileMatching: (on) => consultation?.showVideoWhileMatching(on),
          again: () => void consultation?.again(),
          setMuted: (kind, muted) => consultation?.setMuted(kind, muted),
          say: (text) => consultation?.talk.words.say(text),
          end: back,
          leave: back,
        },
      }}
    />
  );
}
