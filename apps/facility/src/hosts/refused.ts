import type { BoothSlot, Refusal, RefusalCode } from '#protocol';

/** HTTP status and English sentence of every refusal; the screens have their own texts by code. */
const REFUSALS: Readonly<Record<RefusalCode, readonly [status: number, sentence: string]>> = {
  'bad-input': [400, 'Something in what was sent is not right.'],
  'not-signed-in': [401, 'Sign in first.'],
  locked: [401, 'This desk is locked. Sign in again.'],
  'not-allowed': [403, 'This account may not do that.'],
  'wrong-origin': [403, 'The request did not come from a page of this host.'],
  'too-many-tries': [429, 'Too many tries. Wait a quarter of an hour.'],
  'wrong-sign-in': [401, 'The name or the password is wrong.'],
  'not-found': [404, 'There is nothing here.'],
  'booth-taken': [409, 'The booth is taken at that time.'],
  'detainee-taken': [409, 'The detainee has another booking at that time.'],
  'attorney-taken': [409, 'The attorney has another booking at that time.'],
  'person-taken': [409, 'One of these people has another booking at that time.'],
  'booth-unknown': [404, 'There is no such booth.'],
  'detainee-unknown': [404, 'There is no such detainee number.'],
  'attorney-unknown': [404, 'There is no such attorney.'],
  'interpreter-unknown': [404, 'There is no such interpreter with an account in use.'],
  'times-wrong': [400, 'The end must be after the start, and the start not in the past.'],
  'day-wrong': [400, 'Choose a day: today or one that is still to come.'],
  'wrong-state': [409, 'That is not possible in the present state of the booking.'],
  'booth-closed': [409, 'The booth is not open at that time.'],
  'booth-blocked': [409, 'The booth is blocked at that time.'],
  'must-not-meet': [409, 'Somebody this person must not meet is on the way at that time.'],
  'not-here': [409, 'This person is not in the facility now.'],
  'no-tie': [403, 'This attorney is not registered for this person.'],
  'session-runs': [409, 'A session runs there. End it first.'],
  'plan-changed': [409, 'The plan has changed meanwhile. Look at it again.'],
  'offer-gone': [409, 'This offer is no longer open. The place in the queue is kept.'],
  'reason-missing': [400, 'Give a reason.'],
  'code-wrong': [403, 'The code is wrong.'],
  'code-expired': [403, 'The code has expired. Ask the staff for a new slip.'],
  'code-used': [403, 'The code was used already.'],
  'code-other-booth': [403, 'The code is for another booth.'],
  'too-early': [409, 'It is too early for this booking.'],
  'not-admitted': [409, 'The desk has not admitted the person yet.'],
  'session-ended': [409, 'The session is over.'],
  'access-wrong': [403, 'There is no such code here. Look at it again.'],
  'access-used': [409, 'This code was used already. Sign in, or ask the desk for a new one.'],
  'access-expired': [409, 'This code has expired. Ask the desk for a new one.'],
  'access-withdrawn': [409, 'This code was withdrawn. Ask the desk for a new one.'],
  'account-taken': [409, 'There is an account of that name or address already.'],
  'account-inactive': [403, 'This account is out of use. Ask the desk.'],
  'same-officer': [403, 'This takes two officers: neither the account itself nor the one who asked.'],
  'password-names-account': [400, 'The password must not contain the account name.'],
  'kiosk-not-enrolled': [401, 'This kiosk is not enrolled.'],
  'enrolment-wrong': [403, 'The enrolment code is wrong, used or expired.'],
  'link-wrong': [403, 'There is no such invitation. Ask the clerk of the court for a new link.'],
  'link-expired': [403, 'This invitation has expired. Ask the clerk of the court for a new link.'],
  'link-elsewhere': [403, 'This invitation was first used on another device. The clerk of the court has been told.'],
  'hearing-over': [409, 'The hearing is over.'],
  'not-in-court': [409, 'This person is not in court now.'],
  'person-unknown': [404, 'There is no such person in this hearing.'],
  'parts-overlap': [409, 'A consultation ends before the hearing begins, or begins after it has ended.'],
  'pre-too-short': [409, 'A consultation before a hearing has 30 minutes, unless counsel waives them.'],
  'part-of-hearing': [409, 'This is part of a hearing. The court moves it, all parts together.'],
  'parties-differ': [409, 'Counsel of the booking is somebody else, so nothing was changed.'],
  'courtroom-taken': [409, 'The courtroom has another hearing at that time.'],
  'booth-not-safe': [503, 'The booth is not safe now, so it does not open.'],
  'self-test-failed': [503, 'The last self-test let through what a booth may never do, so no booth opens.'],
  'ledger-not-durable': [503, 'The record cannot be written now, so no booth opens.'],
  'message-too-large': [413, 'What was sent is too large.'],
  'message-malformed': [400, 'What was sent cannot be read.'],
  'message-unknown': [400, 'What was sent is of an unknown kind.'],
  'too-many-refusals': [429, 'Too many refused messages.'],
  'part-down': [503, 'A part of the system does not answer. Try again shortly.'],
  failed: [500, 'That failed. Look whether it was done before you try again.'],
};

/** The one error of the facility that a person may see: thrown anywhere, answered as `Refusal` with its status. */
export class Refused extends Error {
  readonly status: number;

  constructor(
    readonly code: RefusalCode,
    readonly field?: string,
    sentence?: string,
    readonly alternatives: readonly BoothSlot[] = [],
    /** Tries that are left. */
    readonly left?: number,
  ) {
    super(sentence ?? REFUSALS[code][1]);
    this.name = 'Refused';
    this.status = REFUSALS[code][0];
  }

  body(): Refusal {
    return {
      code: this.code,
      sentence: this.message,
      ...(this.field !== undefined && { field: this.field }),
      ...(this.left !== undefined && { left: this.left }),
      ...(this.alternatives.length > 0 && { alternatives: [...this.alternatives] }),
    };
  }
}
