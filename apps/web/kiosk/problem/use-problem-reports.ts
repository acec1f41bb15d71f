import type { KioskProblem } from '#protocol';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { send } from '../../api/call-api.js';
import { ProblemReports } from './problem-reports.js';

export interface Problems {
  /** How many the desk was not told yet. */
  waiting: number;
  report: (problem: KioskProblem | undefined) => void;
}

/** The page's reports to the desk, over HTTP: they need no session and no call. */
export function useProblemReports(): Problems {
  const [waiting, setWaiting] = useState(0);
  const [reports] = useState(
    () => new ProblemReports((bell) => send('POST', '/api/kiosk/bell', bell), sessionStorage, setWaiting),
  );
  useEffect(() => {
    void reports.flush();
    return () => reports.stop();
  }, [reports]);
  return { waiting, report: useCallback((problem) => reports.report(problem), [reports]) };
}
