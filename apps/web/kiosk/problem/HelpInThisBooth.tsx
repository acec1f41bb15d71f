import type { KioskProblem } from '#protocol';
import type { ComponentChildren } from 'preact';
import { useCallback, useState } from 'preact/hooks';
import { m } from '../../generated/texts/messages.js';
import { Button } from '../../ui/Button.js';
import { Dialog } from '../../ui/Dialog.js';
import { HelpInBooth } from '../../ui/help.js';
import { useQuiet } from '../use-quiet.js';
import { laterHelp, useLaterHelp } from './later-help.js';
import type { Touched } from './touched.js';
import { useProblemReports } from './use-problem-reports.js';

interface HelpInThisBoothProps {
  booth: string;
  /** Of the session that stands on the kiosk. */
  booking: string | undefined;
  zone: string;
  now: () => number;
  children: ComponentChildren;
}

/** Help on every screen under it, in a session or outside of one; what is under it stays as it is. */
export function HelpInThisBooth({ booth, booking, zone, now, children }: HelpInThisBoothProps) {
  const { waiting, report } = useProblemReports();
  const [open, setOpen] = useState(false);
  const [touched, setTouched] = useState<Touched>();
  const later = useLaterHelp();
  const say = useCallback(
    (problem: KioskProblem | undefined) => {
      report(problem);
      const at = now();
      setTouched({ problem, at });
      void laterHelp().then(({ complainOf }) => setTouched({ problem, at, complaint: complainOf(problem, booking) }));
    },
    [booking, report],
  );
  const ask = useCallback(
    (problem?: KioskProblem) => {
      setTouched(undefined);
      if (problem) say(problem);
      setOpen(true);
    },
    [say],
  );
  const close = useCallback(() => setOpen(false), []);
  useQuiet(open, 60_000, close);
  return (
    <HelpInBooth.Provider value={ask}>
      {children}
      {open &&
        (later ? (
          <later.ProblemDialog {...{ booth, booking, zone, waiting, touched }} onSay={say} onClose={close} />
        ) : (
          <Dialog title={m.help_ask()} onClose={close}>
            {touched ? m.starting() : <Button onPress={() => say(undefined)}>{m.call_staff()}</Button>}
          </Dialog>
        ))}
    </HelpInBooth.Provider>
  );
}
