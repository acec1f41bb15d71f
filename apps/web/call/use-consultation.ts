import { Consultation, type ConsultationState } from '#calling';
import type { PartyBooking, SeenRound } from '#protocol';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

export interface RunningConsultation {
  state: ConsultationState;
  /** When the present state began, this device's clock. */
  since: number;
  consultation: Consultation | undefined;
  /** From a person's click or touch only: capture starts here. `device`: key pair of an enrolled device. */
  enter: (booking: PartyBooking, device?: CryptoKeyPair) => void;
  /** Handshakes that this page saw since `enter`, until `leave`: for the receipt. */
  seen: readonly SeenRound[];
  leave: () => void;
}

/** What a call screen shows of a consultation's words, window and line. */
export const talkOf = (consultation: Consultation | undefined) => ({
  words: consultation?.talk.words.list ?? [],
  sharing: consultation?.talk.window.stream,
  line: consultation?.line(),
  isWindow: (place: number) => consultation?.talk.window.isShownBy(place) ?? false,
});

const IDLE: ConsultationState = { name: 'idle' };

/** One consultation at a time; leaving the screen or the page ends capture. `keep`: what shall outlive the page. */
export function useConsultation(keep?: (booking: string, seen: SeenRound) => void): RunningConsultation {
  const running = useRef<Consultation>(undefined);
  const rounds = useRef(new Map<string, SeenRound>());
  const [shown, show] = useState({ state: IDLE, since: Date.now() });
  const [, redraw] = useState(0);
  const leave = useCallback(() => {
    running.current?.dispose();
    running.current = undefined;
    rounds.current.clear();
    show({ state: IDLE, since: Date.now() });
  }, []);
  const enter = useCallback((booking: PartyBooking, device?: CryptoKeyPair) => {
    if (running.current) return;
    const consultation = new Consultation({
      booking,
      device,
      onState: (state) => {
        if (running.current !== consultation) return;
        show((before) => ({ state, since: before.state.name === state.name ? before.since : Date.now() }));
      },
      onSeen: (seen) => {
        rounds.current.set(seen.ctx, seen);
        keep?.(booking.id, seen);
      },
      onChange: () => redraw((count) => count + 1),
    });
    running.current = consultation;
    void consultation.enter();
  }, []);
  useEffect(() => leave, [leave]);
  return { ...shown, consultation: running.current, enter, leave, seen: [...rounds.current.values()] };
}
