import { type ComplaintKind, ComplaintTaken, type KioskProblem } from '#protocol';
import { ask } from '../../api/call-api.js';
import { ComplaintBox } from '../../complaints/complaint-box.js';

/** What was said in this booth; what waits outlives the reload at the end of a visit. Nobody is in it. */
export const boothComplaints = new ComplaintBox({
  post: (complaint) => ask(ComplaintTaken, 'POST', '/api/kiosk/complaints', complaint),
  kept: sessionStorage,
  owner: 'booth',
});
void boothComplaints.flush();

/** These two are also for oversight, whatever the desk does. */
const KIND_OF: Readonly<Record<string, ComplaintKind | undefined>> = {
  'cannot-hear': 'not-heard',
  'not-private': 'not-private',
};

/** The person touched a picture of the problem dialog. @returns the complaint's id, if it is one. */
export function complainOf(problem: KioskProblem | undefined, booking: string | undefined): string | undefined {
  const kind = KIND_OF[problem ?? 'staff'];
  return kind && boothComplaints.say(kind, booking);
}
