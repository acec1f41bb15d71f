import { type BoothFacts, DeviceTest, judgeBooth, lookAtBooth, probeLine } from '#calling';
import type { BoothPart } from '#protocol';
import { useEffect, useRef, useState } from 'preact/hooks';
import { send } from '../../api/call-api.js';

/** `heard?`: a tone was played, and the person says whether it was heard. */
export type BoothCheckStep =
  | { name: 'ready' | 'working' }
  | { name: 'heard?'; facts: Omit<BoothFacts, 'heard'> }
  | { name: 'found'; faults: readonly BoothPart[] };

/** The booth's look at itself. Capture begins with `begin` (a touch) and has ended before anything is said of it. */
export function useBoothCheck(): { step: BoothCheckStep; begin: () => void; answer: (heard: boolean) => void } {
  const [step, show] = useState<BoothCheckStep>({ name: 'ready' });
  const running = useRef<DeviceTest>(undefined);
  const end = () => {
    running.current?.end();
    running.current = undefined;
  };
  useEffect(() => end, []);
  const begin = () => {
    end();
    show({ name: 'working' });
    const test = new DeviceTest(() => undefined);
    running.current = test;
    const line = probeLine(
      location.origin.replace(/^http/, 'ws'),
      (url, protocol) => new WebSocket(url, protocol),
      () => performance.now(),
    );
    void lookAtBooth(test, line).then((facts) => running.current === test && show({ name: 'heard?', facts }));
  };
  const answer = (heard: boolean) => {
    if (step.name !== 'heard?') return;
    const faults = judgeBooth({ ...step.facts, heard });
    show({ name: 'found', faults });
    // Where it cannot be told, the desk sees a kiosk that is away; the check is then due again.
    void send('POST', '/api/kiosk/check', { faults }).catch(() => undefined);
  };
  return { step, begin, answer };
}
