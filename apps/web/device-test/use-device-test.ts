import { browserFit, DeviceTest, probeLine } from '#calling';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { type DeviceFacts, NOTHING_KNOWN } from './device-checks.js';

export interface RunningDeviceTest {
  facts: DeviceFacts;
  stream: MediaStream | undefined;
  /** Loudness of the microphone now, 0 to 1. */
  level: number;
  recording: boolean;
  /** Address of what was recorded, in this page only. */
  recorded: string | undefined;
  tonePlayed: boolean;
  /** From a click or touch only: capture starts here. */
  begin: () => void;
  record: () => void;
  playTone: () => void;
  answer: (what: 'heardMyself' | 'heardTone', heard: boolean) => void;
  pictureCame: () => void;
}

/** One device test; leaving its screen or the page ends capture and forgets what was recorded. */
export function useDeviceTest(): RunningDeviceTest {
  const test = useRef<DeviceTest>(undefined);
  const [facts, setFacts] = useState(NOTHING_KNOWN);
  const [level, setLevel] = useState(0);
  const [recording, setRecording] = useState(false);
  const [recorded, setRecorded] = useState<string>();
  const [tonePlayed, setTonePlayed] = useState(false);
  const learn = useCallback((fresh: Partial<DeviceFacts>) => setFacts((before) => ({ ...before, ...fresh })), []);
  const end = useCallback(() => {
    test.current?.end();
    test.current = undefined;
  }, []);
  useEffect(() => {
    void browserFit().then((fit) => learn({ fit }));
    addEventListener('pagehide', end);
    const meter = setInterval(() => test.current && setLevel(test.current.level()), 150);
    return () => {
      clearInterval(meter);
      removeEventListener('pagehide', end);
      end();
    };
  }, []);
  const begin = () => {
    end();
    setRecorded(undefined);
    setTonePlayed(false);
    const started = new DeviceTest(() => learn({ capture: 'refused' }));
    test.current = started;
    setFacts(({ fit }) => ({ ...NOTHING_KNOWN, fit }));
    started.begin().then(
      () => learn({ capture: 'runs' }),
      () => learn({ capture: 'refused' }),
    );
    probeLine(
      location.origin.replace(/^http/, 'ws'),
      (url, protocol) => new WebSocket(url, protocol),
      () => performance.now(),
    ).then(
      (line) => learn({ line }),
      () => learn({ line: 'none' }),
    );
  };
  const record = () => {
    setRecording(true);
    setRecorded(undefined);
    test.current
      ?.record()
      .then((url) => setRecorded(url || undefined))
      .catch(() => learn({ heardMyself: false }))
      .finally(() => setRecording(false));
  };
  return {
    facts,
    stream: test.current?.stream,
    level,
    recording,
    recorded,
    tonePlayed,
    begin,
    record,
    playTone: () => void test.current?.tone().then(() => setTonePlayed(true)),
    answer: (what, heard) => learn({ [what]: heard }),
    pictureCame: () => learn({ picture: true }),
  };
}
