import { type Evidence, judge, type Why } from '#audibility';
import { describe, expect, it } from 'vitest';
import { evidence, heard, page } from './builders.js';

const QUIET = { page: -90, plane: -90 };
const silentSpeaker = { source: QUIET, sourceBefore: QUIET, heard: heard({ level: -90 }) };
const of = (changed: Partial<Evidence>) => {
  const { verdict, why } = judge(evidence(changed));
  return why === undefined ? verdict : `${verdict} ${why}`;
};

describe('the verdict of a second', () => {
  it.each<[string, Partial<Evidence>]>([
    ['HEARD', {}],
    ['HEARD', { heard: heard({ concealed: 50 }) }],
    ['HEARD', { heard: heard({ concealed: 400, silent: 360 }) }],
    ['HEARD', { source: { page: -28, plane: undefined }, sourceBefore: { page: -28, plane: undefined } }],
    // The speaker's page may be asleep while its microphone is not.
    ['HEARD', { source: { page: undefined, plane: -25 }, sourceBefore: { page: undefined, plane: -25 } }],
    // 400 ms are not above 400.
    ['HEARD', { speakerRtt: 0, listener: page({ rtt: 747 }), heard: heard({ buffer: 0 }) }],
    ['STRAINED', { speakerRtt: 0, listener: page({ rtt: 748 }), heard: heard({ buffer: 0 }) }],
    ['STRAINED', { heard: heard({ buffer: 340 }) }],
    ['STRAINED', { speakerRtt: 700 }],
    ['IMPAIRED', { heard: heard({ concealed: 51 }) }],
    ['IMPAIRED', { heard: heard({ received: 30, concealed: 400, silent: 100 }) }],
    // Filled with silence, but then most of it.
    ['IMPAIRED', { heard: heard({ received: 20, concealed: 600, silent: 600 }) }],
    ['NOT_DELIVERED', { heard: heard({ received: 0, concealed: 1000, silent: 900 }) }],
    ['NOT_DELIVERED', { heard: heard({ received: 3, concealed: 900, silent: 800 }) }],
    ['NOT_DELIVERED', { heard: heard({ received: 0, concealed: 1000, silent: 1000 }), forwarded: 0 }],
    // Not subscribed, and nothing forwarded: both say so.
    ['NOT_DELIVERED', { heard: undefined, forwarded: 0 }],
    ['NOT_DELIVERED', { heard: 'repeated', forwarded: 0 }],
    ['NOT_DELIVERED', { heard: heard({ received: 0, played: 0, level: -127 }) }],
    ['NOT_PLAYED output-gone', { listener: page({ output: 'gone' }) }],
    ['NOT_PLAYED muted', { heard: heard({ element: 'muted', level: -127 }) }],
    ['NOT_PLAYED volume-0', { heard: heard({ element: 'volume-0', level: -127 }) }],
    ['NOT_PLAYED paused', { heard: heard({ element: 'paused', played: 0, level: -127 }) }],
    ['NOT_PLAYED absent', { heard: heard({ element: 'absent', played: 0, level: -127 }) }],
    ['NOT_PLAYED nothing-taken', { heard: heard({ played: 0, level: -127 }) }],
    ['NOT_PLAYED nothing-taken', { heard: heard({ played: 249 }) }],
    ['HEARD', { heard: heard({ played: 490 }) }],
    ['NOT_PLAYED nothing-taken', { listener: page({ playout: 0 }) }],
    // The plane read speech and it came whole, but all that came out is silence: stopped behind the jitter buffer.
    ['NOT_PLAYED no-energy', { heard: heard({ level: -127 }) }],
    ['SILENT', silentSpeaker],
    ['SILENT', { source: { page: -46, plane: -46 }, sourceBefore: QUIET }],
    ['SILENT', { source: { page: -127, plane: undefined } }],
    ['UNKNOWN no-plane', { forwarded: undefined }],
    ['UNKNOWN no-page', { listener: undefined }],
    ['UNKNOWN repeated', { listener: 'repeated' }],
    ['UNKNOWN clock', { listener: 'clock' }],
    ['UNKNOWN reset', { heard: 'reset' }],
    ['UNKNOWN repeated', { heard: 'repeated' }],
    ['UNKNOWN no-stream', { heard: undefined }],
    ['UNKNOWN no-source', { source: { page: undefined, plane: undefined } }],
    // A plane that samples may miss speech: its silence alone is not the speaker's.
    ['UNKNOWN no-source', { source: { page: undefined, plane: -90 } }],
  ])('is %s of %o', (verdict, changed) => {
    expect(of(changed)).toBe(verdict);
  });
});

describe('of two that are true', () => {
  const muted = heard({ element: 'muted', level: -127 });
  const dropped = { received: 0, concealed: 1000, silent: 900 };
  it.each<[string, string, Partial<Evidence>]>([
    [
      'a missing witness before a contradiction',
      'UNKNOWN no-plane',
      { forwarded: undefined, heard: heard({ silent: 90 }) },
    ],
    ['a missing listener before silence', 'UNKNOWN no-page', { ...silentSpeaker, listener: undefined }],
    ['a contradiction before silence', 'DISAGREE sound-not-forwarded', { ...silentSpeaker, forwarded: 0 }],
    ['a contradiction before a mute', 'DISAGREE packets-not-forwarded', { heard: { ...muted, received: 900 } }],
    ['silence before what was not delivered', 'SILENT', { ...silentSpeaker, heard: heard(dropped) }],
    ['silence before a mute', 'SILENT', { ...silentSpeaker, heard: muted }],
    ['the line before the device', 'NOT_DELIVERED', { heard: { ...muted, ...dropped } }],
    ['the device before concealment', 'NOT_PLAYED muted', { heard: { ...muted, concealed: 300 } }],
    ['concealment before delay', 'IMPAIRED', { heard: heard({ concealed: 300, buffer: 900 }) }],
  ])('%s', (_, verdict, changed) => {
    expect(of(changed)).toBe(verdict);
  });
});

describe('witnesses contradict', () => {
  const report = (changed: Partial<NonNullable<Evidence['report']>>): Partial<Evidence> => ({
    report: {
      ...{ seconds: 5, received: 250, lost: 0, forwarded: 250 },
      claimed: { seconds: 5, received: 250, played: 5000, concealed: 0 },
      ...changed,
    },
  });
  const claimed = (changed: object) => ({ seconds: 5, received: 250, played: 5000, concealed: 0, ...changed });
  const nothing = claimed({ received: 0, concealed: 5000 });
  const alone = { page: -28, plane: undefined };

  it.each<[Why, Partial<Evidence>]>([
    ['impossible', { heard: heard({ concealed: 1100 }) }],
    ['impossible', { heard: heard({ concealed: 10, silent: 40 }) }],
    ['impossible', { heard: heard({ played: 1600 }) }],
    ['impossible', { heard: heard({ received: 0 }) }],
    ['sound-not-forwarded', { forwarded: 0 }],
    ['sound-not-forwarded', { forwarded: 0, forwardedLately: 200 }],
    ['sound-not-forwarded', { forwarded: 0, heard: heard({ concealed: 490, silent: 490 }) }],
    ['packets-not-forwarded', { heard: heard({ received: 256 }) }],
    ['packets-not-forwarded', { forwarded: 0, forwardedLately: 0, heard: heard({ received: 50, concealed: 800 }) }],
    ['speech-denied', { source: { page: -90, plane: -25 }, sourceBefore: { page: -90, plane: undefined } }],
    ['speech-of-nobody', { ...silentSpeaker, heard: heard() }],
    ['speech-not-sent', { source: alone, sourceBefore: alone, heard: heard({ level: -90 }) }],
    ['speech-not-sent', { source: { page: -28, plane: -90 }, sourceBefore: alone, heard: heard({ level: -90 }) }],
    // Claims HEARD over lossy receiver reports.
    ['lost-and-not-concealed', report({ received: 200, lost: 50, claimed: claimed({ received: 200 }) })],
    [
      'lost-and-not-concealed',
      report({ received: 150, lost: 100, claimed: claimed({ received: 150, concealed: 900 }) }),
    ],
    // Claims NOT_DELIVERED although acknowledged.
    [
      'acknowledged-more',
      { ...report({ claimed: nothing }), heard: heard({ received: 0, concealed: 1000, silent: 900 }) },
    ],
    ['acknowledged-less', report({ received: 120, lost: 0, claimed: claimed({}) })],
  ])('%s', (why, changed) => {
    expect(of(changed)).toBe(`DISAGREE ${why}`);
  });

  it('not where they are honest (control)', () => {
    const lost = report({ received: 150, lost: 100, claimed: claimed({ received: 150, concealed: 1700 }) });
    expect(of({ ...lost, heard: heard({ received: 30, concealed: 340 }) })).toBe('IMPAIRED');
    const late = report({ received: 205, claimed: claimed({}) });
    expect(of(late)).toBe('HEARD');
    // A line that stood still and then brought all at once.
    expect(of({ heard: heard({ received: 200 }), forwardedLately: 250 })).toBe('HEARD');
    // On a line so slow the seconds of the two cannot be compared.
    expect(of({ ...silentSpeaker, heard: heard({ buffer: 990 }) })).toBe('SILENT');
    // What was said at the end of a second is heard in the next.
    const quiet = { page: -90, plane: -90 };
    expect(of({ source: quiet, heard: heard() })).toBe('SILENT');
    expect(of({ sourceBefore: quiet, heard: heard({ level: -90 }) })).toBe('HEARD');
    // The buffer plays on for a moment when forwarding stops.
    expect(of({ forwarded: 0, heard: heard({ received: 4, concealed: 700, silent: 400 }) })).toBe('IMPAIRED');
  });

  it('is not known where the page was away for some seconds of the report', () => {
    const some = { ...claimed({ received: 200, played: 4000 }), seconds: 4 };
    expect(of(report({ claimed: some }))).toBe('HEARD');
    expect(of(report({ received: 150, lost: 100, claimed: some }))).toBe('UNKNOWN claims-not-whole');
    const away = { seconds: 0, received: 0, played: 0, concealed: 0 };
    expect(of(report({ received: 150, lost: 100, claimed: away }))).toBe('HEARD');
  });
});
