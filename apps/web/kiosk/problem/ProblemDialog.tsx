import type { KioskProblem } from '#protocol';
import { useEffect, useState } from 'preact/hooks';
import { m } from '../../generated/texts/messages.js';
import { clock } from '../../text/moments.js';
import { Dialog } from '../../ui/Dialog.js';
import { Notice } from '../../ui/Notice.js';
import { ProblemPicture } from './ProblemPicture.js';
import type { Problems } from './use-problem-reports.js';

const WORDS: Record<KioskProblem, () => string> = {
  'cannot-hear': m.problem_cannot_hear,
  'cannot-see': m.problem_cannot_see,
  'somebody-near': m.problem_somebody_near,
  unwell: m.problem_unwell,
  'not-private': m.problem_not_private,
};

interface ProblemDialogProps {
  booth: string;
  zone: string;
  now: () => number;
  problems: Problems;
  /** Touched already, outside: only what came of it is shown. */
  said?: KioskProblem | undefined;
  onClose: () => void;
}

/** Over every screen of the kiosk; a call under it goes on. Five pictures, and a bell without words. */
export function ProblemDialog({ booth, zone, now, problems, said, onClose }: ProblemDialogProps) {
  const [taken, setTaken] = useState<{ words: string; at: number }>();
  const report = (problem: KioskProblem | undefined) => {
    problems.report(problem);
    setTaken({ words: problem ? WORDS[problem]() : m.call_staff(), at: now() });
  };
  useEffect(() => {
    if (said) report(said);
    // oxlint-disable-next-line exhaustive-deps
  }, [said]);
  if (taken) {
    const number = `${booth}–${clock(taken.at, zone).replace(':', '')}`;
    return (
      <Dialog title={taken.words} onClose={onClose}>
        <Notice
          kind={problems.waiting > 0 ? 'caution' : 'good'}
          title={problems.waiting > 0 ? m.problem_kept() : m.problem_taken()}
          role="status"
        >
          <p>{problems.waiting > 0 ? m.problem_kept_words() : m.problem_taken_words()}</p>
        </Notice>
        <p>
          {m.problem_number()}{' '}
          <strong class="problem-number" data-unspoken>
            {number}
          </strong>
        </p>
      </Dialog>
    );
  }
  return (
    <Dialog title={m.problem_title()} onClose={onClose}>
      <div class="problems">
        {(Object.keys(WORDS) as KioskProblem[]).map((problem) => (
          <button key={problem} type="button" class="problem" onClick={() => report(problem)}>
            <ProblemPicture problem={problem} />
            <span>{WORDS[problem]()}</span>
          </button>
        ))}
        <button type="button" class="problem problem-staff" onClick={() => report(undefined)}>
          <ProblemPicture problem={undefined} />
          <span>{m.call_staff()}</span>
        </button>
      </div>
      <p>{m.problem_sent({ booth })}</p>
    </Dialog>
  );
}
