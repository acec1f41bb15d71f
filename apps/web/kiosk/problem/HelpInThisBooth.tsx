import type { KioskProblem } from '#protocol';
import type { ComponentChildren } from 'preact';
import { useCallback, useState } from 'preact/hooks';
import { HelpInBooth } from '../../ui/help.js';
import { useQuiet } from '../use-quiet.js';
import { ProblemDialog } from './ProblemDialog.js';
import { useProblemReports } from './use-problem-reports.js';

interface HelpInThisBoothProps {
  booth: string;
  zone: string;
  now: () => number;
  children: ComponentChildren;
}

/** Help on every screen under it, in a session or outside of one; what is under it stays as it is. */
export function HelpInThisBooth({ booth, zone, now, children }: HelpInThisBoothProps) {
  const problems = useProblemReports();
  const [open, setOpen] = useState<{ said: KioskProblem | undefined }>();
  const ask = useCallback((said?: KioskProblem) => setOpen({ said }), []);
  const close = useCallback(() => setOpen(undefined), []);
  useQuiet(open !== undefined, 60_000, close);
  return (
    <HelpInBooth.Provider value={ask}>
      {children}
      {open && <ProblemDialog {...{ booth, zone, now, problems }} said={open.said} onClose={close} />}
    </HelpInBooth.Provider>
  );
}
