import { DeviceTest, judgeBooth, lookAtBooth, probeLine, type SeenOfBooth } from '#calling';
import type { BoothPart } from '#protocol';
import { useEffect, useRef, useState } from 'preact/hooks';
import { send } from '../../api/call-api.js';

type Known = { seen: SeenOfBooth; heard: boolean };
/**
 * `heard?`: a tone was played, and the person says whether it was heard. Only in a device test: `say`, `recording`, and
 * `heard-myself?` while the recording is played back.
 */
export type BoothCheckStep =
  | { name: 'ready' | 'working' }
  | { name: 'heard?'; seen: SeenOfBooth }
  | ({ name: 'say' | 'recording' } & Known)
  | ({ name: 'heard-myself?'; recorded: string } & Known)
  | { name: 'found'; faults: readonly BoothPart[] };

export interface RunningBoothCheck {
  step: BoothCheckStep;
  /** From a touch only, as `record`: capture begins here. */
  begin: () => void;
  record: () => void;
  answer: (heard: boolean) => void;
}

/** The booth's look at itself, in a device test with the person's voice heard back. No capture runs once it has found. */
export function useBoothCheck(withVoice: boolean): RunningBoothCheck {
  const [step, show] = useState<BoothCheckStep>({ name: 'ready' });
  const running = useRef<DeviceTest>(undefined);
  const end = () => {
    running.current?.end();
    running.current = undefined;
  };
  const start = () => {
    end();
    return (running.current = new DeviceTest(() => undefined));
  };
  useEffect(() => end, []);
  const find = (known: Known, heardMyself?: boolean) => {
    end();
    const faults = judgeBooth({ ...known.seen, heard: known.heard, ...(heardMyself !== undefined && { heardMyself }) });
    show({ name: 'found', faults });
    // Where it cannot be told, the desk sees a kiosk that is away; the check is then due again.
    void send('POST', '/api/kiosk/check', { faults }).catch(() => undefined);
  };
  const begin = () => {
    const test = start();
    show({ name: 'working' });
    const line = probeLine(
      location.origin.replace(/^http/, 'ws'),
      (url, protocol) => new WebSocket(url, protocol),
      () => performance.now(),
    );
    void lookAtBooth(test, line).then((seen) => running.current === test && show({ name: 'heard?', seen }));
  };
  const record = () => {
    if (step.name !== 'say') return;
    const test = start();
    show({ ...step, name: 'recording' });
    test
      .begin()
      .then(() => test.record())
      .then(
        (recorded) => running.current === test && show({ ...step, name: 'heard-myself?', recorded }),
        () => running.current === test && find(step, false),
      );
  };
  const answer = (heard: boolean) => {
    if (step.name === 'heard-myself?') find(step, heard);
    if (step.name !== 'heard?') return;
    const known = { seen: step.seen, heard };
    if (withVoice) show({ name: 'say', ...known });
    else find(known);
  };
  return { step, begin, record, answer };
}
