import { createHash } from 'node:crypto';
import {
  CALM_LOOKS,
  type ClassPlan,
  copyingRules,
  DUPLICATION_RULE,
  duplicationRule,
  judgeLoss,
  LinePlan,
  type LineLoss,
  type LinkSession,
  markRuleset,
  NO_LOSS,
  rulesOfPlan,
  SOUND_CLASSES,
  USUAL_POLICY,
} from '#link';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyCapacity, anySessions, booths, hearing, planFor } from './line-samples.js';

const LOSSY = { up: true, down: false };
const WITH_BOOTHS = { ...USUAL_POLICY, duplicate: SOUND_CLASSES };
const SITE = { device: 'wan0', kernel: { cake: false, fqCodel: false } };
const upOf = (kbps: number, sessions: readonly LinkSession[], policy = USUAL_POLICY, lossy = LOSSY) => {
  const plan = planFor(kbps, sessions, { policy, lossy });
  const line = plan.line as ClassPlan;
  return { ...plan, line, up: line.up, codes: plan.reasons.map(({ code }) => code) };
};

describe('the loss of a line', () => {
  const looks = (from: LineLoss, missing: (number | undefined)[], duplicated = false) =>
    missing.reduce((state, one) => judgeLoss(state, one, duplicated), from);
  const lossy = judgeLoss(NO_LOSS, 0.1, false);

  it('calls for the shield at once, and lets go of it after a calm half minute', () => {
    expect(judgeLoss(NO_LOSS, 0.049, false).lossy).toBe(false);
    expect(judgeLoss(NO_LOSS, 0.05, false).lossy).toBe(true);
    expect(looks(lossy, Array(CALM_LOOKS - 1).fill(0)).lossy).toBe(true);
    expect(looks(lossy, Array(CALM_LOOKS).fill(0))).toEqual(NO_LOSS);
    expect(looks(lossy, [...Array(CALM_LOOKS - 1).fill(0), 0.03, ...Array(CALM_LOOKS - 1).fill(0)]).lossy).toBe(true);
  });

  it('between the two thresholds changes nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.0201, max: 0.0499, noNaN: true })), (between) => {
        expect(looks(NO_LOSS, between).lossy).toBe(false);
        expect(looks(lossy, between).lossy).toBe(true);
      }),
    );
  });

  it('is what the line loses, not what copies left of it', () => {
    // 10 % of one packet and 10 % of its copy: 1 % lack both.
    expect(looks(lossy, Array(CALM_LOOKS).fill(0.01), true).lossy).toBe(true);
    expect(looks(lossy, Array(CALM_LOOKS).fill(0.01), false).lossy).toBe(false);
    expect(looks(lossy, Array(CALM_LOOKS).fill(0.0003), true).lossy).toBe(false);
  });

  it('that nobody measured is none', () => {
    for (const missing of [undefined, Number.NaN, -0.1, 1.1]) expect(judgeLoss(lossy, missing, true)).toEqual(NO_LOSS);
  });
});

describe('the shield in a plan', () => {
  it('is off while nothing is lost', () => {
    const { line, shield, codes } = upOf(4000, [hearing()], USUAL_POLICY, { up: false, down: false });
    expect(line).not.toHaveProperty('duplicate');
    expect(shield.up).toEqual({ hearingAudio: false, boothAudio: false, jitterBufferTarget: undefined });
    expect(codes).not.toContain('sound-sent-twice');
  });

  it('gives the sound of hearings its rate twice, and pictures give way to it', () => {
    const { line, up, shield, reasons } = upOf(2000, [hearing()]);
    expect(line.duplicate).toEqual(['hearing-audio']);
    expect(up.classes['hearing-audio']).toEqual({ guaranteed: 2 * 495 + 1, ceiling: Math.min(1900, 4 * 495 + 220) });
    expect(up.soundOfOne).toBe(2 * 3 * 55 * 2);
    expect(shield.up).toEqual({ hearingAudio: true, boothAudio: false, jitterBufferTarget: 100 });
    expect(shield.down.jitterBufferTarget).toBeUndefined();
    expect(reasons).toContainEqual({ code: 'sound-sent-twice', direction: 'up', hearings: 495, booths: 0 });
    expect(reasons).toContainEqual({ code: 'left-for-others', direction: 'up', guaranteed: 95, atMost: 910 - 450 });
  });

  it('of booths only where the facility says so, and after hearings', () => {
    expect(upOf(9000, [hearing(), ...booths(2)]).line.duplicate).toEqual(['hearing-audio']);
    expect(upOf(9000, [hearing(), ...booths(2)], WITH_BOOTHS).line.duplicate).toEqual(['hearing-audio', 'booth-audio']);
    const tight = upOf(1400, [hearing(), ...booths(2)], WITH_BOOTHS);
    expect(tight.line.duplicate).toEqual(['hearing-audio']);
    expect(tight.reasons).toContainEqual({ code: 'no-room-for-copies', direction: 'up', missing: 110 });
  });

  it('is off where the sound does not fit twice, and says so', () => {
    const { line, shield, reasons } = upOf(1100, [hearing()]);
    expect(line).not.toHaveProperty('duplicate');
    expect(reasons).toContainEqual({ code: 'no-room-for-copies', direction: 'up', missing: 495 });
    // What is sent again still needs the time.
    expect(shield.up).toEqual({ hearingAudio: false, boothAudio: false, jitterBufferTarget: 100 });
  });

  it('copies nothing that comes in or is not marked', () => {
    const { line, shield, codes } = upOf(9000, [hearing()], USUAL_POLICY, { up: false, down: true });
    expect(line).not.toHaveProperty('duplicate');
    expect(shield.down).toEqual({ hearingAudio: false, boothAudio: false, jitterBufferTarget: 100 });
    expect(codes).toContain('copies-by-the-sender');
    const unmarked = planFor(9000, [hearing()], { marking: undefined, lossy: LOSSY });
    expect(unmarked.line).toEqual({ version: 1, kind: 'first-come' });
    expect(unmarked.shield.up.hearingAudio).toBe(false);
  });

  it('never costs what must not give way', () => {
    fc.assert(
      fc.property(anyCapacity, anySessions, (kbps, sessions) => {
        const with_ = upOf(kbps, sessions, WITH_BOOTHS);
        const without = upOf(kbps, sessions, WITH_BOOTHS, { up: false, down: false });
        expect(LinePlan.parse(with_.line)).toBeTruthy();
        expect(with_.line.down).toEqual(without.line.down);
        expect(with_.caps.map(({ opus }) => opus)).toEqual(without.caps.map(({ opus }) => opus));
        for (const name of ['hearing-audio', 'booth-audio'] as const) {
          const [shielded, plain] = [with_.up.classes[name].guaranteed - 1, without.up.classes[name].guaranteed - 1];
          expect(shielded).toBe(with_.line.duplicate?.includes(name) ? 2 * plain : plain);
        }
        expect(with_.up.classes.signalling.guaranteed).toBe(without.up.classes.signalling.guaranteed);
        expect(with_.up.classes.other.guaranteed).toBe(without.up.classes.other.guaranteed);
        expect(with_.up.rate).toBe(without.up.rate);
      }),
    );
  });
});

describe('the rule that copies', () => {
  it('is published with its hash, and has no destination of its own', () => {
    expect(createHash('sha256').update(DUPLICATION_RULE.text).digest('hex')).toBe(DUPLICATION_RULE.sha256);
    expect(duplicationRule('wan0')).toBe(DUPLICATION_RULE.text.replace('DEVICE', 'wan0'));
    expect(DUPLICATION_RULE.text.match(/dup to .*/)?.[0]).toBe('dup to "DEVICE"');
  });

  it('is the only one that copies in any ruleset, in chains of what leaves alone', () => {
    fc.assert(
      fc.property(anyCapacity, anySessions, fc.boolean(), (kbps, sessions, lossy) => {
        const { line } = upOf(kbps, sessions, WITH_BOOTHS, { up: lossy, down: lossy });
        const found = copyingRules(markRuleset(line, SITE));
        expect(found).toEqual(rulesOfPlan(line, 'wan0'));
        for (const { chain, rule } of found) {
          expect(chain).toMatch(/^up_(hearing|booth)_audio$/);
          expect(rule).toBe(duplicationRule('wan0'));
        }
      }),
    );
  });

  it('is found wherever a table has one', () => {
    const listing = 'table netdev x {\n\tchain up_other {\n\t\tudp dport 9 dup to "lan"\n\t}\n}';
    expect(copyingRules(listing)).toEqual([{ chain: 'up_other', rule: 'udp dport 9 dup to "lan"' }]);
  });
});

it('a plan names no destination of copies', () => {
  const { line } = upOf(4000, [hearing()]);
  for (const more of [
    { duplicate: ['hearing-video'] },
    { duplicate: ['hearing-audio', 'hearing-audio'] },
    { duplicate: [] },
    { duplicate: [{ class: 'hearing-audio', to: '192.0.2.9' }] },
    { duplicateTo: '192.0.2.9' },
    { gateway: '192.0.2.9' },
  ])
    expect(LinePlan.safeParse({ ...line, ...more }).success).toBe(false);
});
