import type { KioskProblem } from '#protocol';
import { useState } from 'preact/hooks';
import { ComplaintForm } from '../../complaints/ComplaintForm.js';
import { SaidState } from '../../complaints/SaidState.js';
import { useSaid } from '../../complaints/use-said.js';
import { m } from '../../generated/texts/messages.js';
import { clock } from '../../text/moments.js';
import { Button } from '../../ui/Button.js';
import { Dialog } from '../../ui/Dialog.js';
import { Notice } from '../../ui/Notice.js';
import { boothComplaints } from './booth-complaints.js';
import { ProblemPicture } from './ProblemPicture.js';
import type { Touched } from './touched.js';

const WORDS: Record<KioskProblem, () => string> = {
  'cannot-hear': m.problem_cannot_hear,
  'cannot-see': m.problem_cannot_see,
  'somebody-near': m.problem_somebody_near,
  unwell: m.problem_unwell,
  'not-private': m.problem_not_private,
};

interface ProblemDialogProps {
  booth: string;
  booking: string | undefined;
  zone: string;
  /** How many reports the desk was not told yet. */
  waiting: number;
  touched: Touched | undefined;
  onSay: (problem: KioskProblem | undefined) => void;
  onClose: () => void;
}

/** Over every screen of the kiosk; a call under it goes on. Five pictures, a bell without words, and oversight alone. */
export function ProblemDialog({ booth, booking, zone, waiting, touched, onSay, onClose }: ProblemDialogProps) {
  const [oversight, setOversight] = useState(false);
  if (touched) return <Taken {...{ booth, zone, waiting, touched, onClose }} />;
  if (oversight) {
    return (
      <Dialog title={m.complaint_oversight()} onClose={onClose}>
        <ComplaintForm box={boothComplaints} booking={booking} />
      </Dialog>
    );
  }
  return (
    <Dialog title={m.problem_title()} onClose={onClose}>
      <div class="problems">
        {(Object.keys(WORDS) as KioskProblem[]).map((problem) => (
          <button key={problem} type="button" class="problem" onClick={() => onSay(problem)}>
            <ProblemPicture problem={problem} />
            <span>{WORDS[problem]()}</span>
          </button>
        ))}
        <button type="button" class="problem problem-staff" onClick={() => onSay(undefined)}>
          <ProblemPicture problem={undefined} />
          <span>{m.call_staff()}</span>
        </button>
      </div>
      <p>{m.problem_sent({ booth })}</p>
      <Button wide onPress={() => setOversight(true)}>
        {m.complaint_oversight()}
      </Button>
    </Dialog>
  );
}

function Taken({
  booth,
  zone,
  waiting,
  touched: { problem, at, complaint },
  onClose,
}: Pick<ProblemDialogProps, 'booth' | 'zone' | 'waiting' | 'onClose'> & { touched: Touched }) {
  const said = useSaid(boothComplaints).find(({ id }) => id === complaint);
  return (
    <Dialog title={problem ? WORDS[problem]() : m.call_staff()} onClose={onClose}>
      <Notice
        kind={waiting > 0 ? 'caution' : 'good'}
        title={waiting > 0 ? m.problem_kept() : m.problem_taken()}
        role="status"
      >
        <p>{waiting > 0 ? m.problem_kept_words() : m.problem_taken_words()}</p>
      </Notice>
      {said && <SaidState said={said} />}
      <p>
        {m.problem_number()}{' '}
        <strong class="problem-number" data-unspoken>
          {`${booth}–${clock(at, zone).replace(':', '')}`}
        </strong>
      </p>
    </Dialog>
  );
}
