import { setTimeout as wait } from 'node:timers/promises';
import { type Heard, LineEars } from '../../lab/line-ears.js';
import type { Scenario } from '../../lab/scenarios/scenario.js';
import type { UplinkStreet } from '../../lab/uplink-street.js';
import { STREET_MARKING, streetPlan } from '../../medium/link/router-agent.js';
import { booths, hearing } from '../../unit/link/line-samples.js';
import { type Change, type Part, planOf, shieldingOf, withArm } from './arm.js';
import { type BoothsHeard, hearBooths, speakOfBooths } from './booth-probes.js';
import type { HearingCall } from './hearing-call.js';
import { type HeardSeconds, heardSeconds } from './heard-seconds.js';
import type { LineConditions } from './line-conditions.js';
import { load } from './load.js';

/** Seconds in which what fills the line finds its rate, and jitter buffers find that, before anything is counted. */
const AHEAD_S = { downloads: 10, others: 5 };

/** `up`: the court hears the facility; `down`: the other way round. */
export interface Measured {
  readonly up: HeardSeconds;
  readonly down: HeardSeconds;
  /** Packets of the hearing's sound, as they left and came. */
  readonly line: Heard;
  readonly booths?: BoothsHeard | undefined;
  /** kbit/s of payload that the rest got through, and what the hearing left on the line. */
  readonly bulk: number;
  readonly left: number;
  /** Milliseconds of each change of plan. */
  readonly changes: readonly number[];
}

export interface Lab {
  readonly street: UplinkStreet;
  readonly conditions: LineConditions;
  readonly call: HearingCall;
}

/** One run: both enter anew, the line is filled, and after a while everything is counted for so many seconds. */
export async function measure(
  lab: Lab,
  scenario: Scenario,
  part: Part,
  seconds: number,
  seed: number,
): Promise<Measured> {
  const { street, conditions, call } = lab;
  const plan = planOf(scenario);
  const ahead = scenario.downloads === undefined ? AHEAD_S.others : AHEAD_S.downloads;
  const whole = seconds + ahead;
  return withArm(part, street, plan, async (change) => {
    await call.enter(plan, shieldingOf(part, plan));
    const { booths: count = 0 } = scenario;
    const loaded = Promise.all([
      load(street, scenario, whole),
      count > 0 ? speakOfBooths(street, plan, count, whole) : undefined,
    ]);
    // Awaited below; where something else fails first, that is what is told.
    loaded.catch(() => undefined);
    const worse = conditions.worsen(seed, loaded);
    await wait(ahead * 1000);
    const ears = await LineEars.at(street, STREET_MARKING.hearingPorts, STREET_MARKING.audioPayloads);
    const [{ inside, outside }, heard, changes] = await Promise.all([
      call.looks(seconds),
      count > 0 ? hearBooths(street, count, seconds) : undefined,
      changePlans(scenario, seconds, change),
    ]);
    const line = await ears.end();
    const [bulk] = await loaded;
    await worse;
    conditions.better();
    const way = scenario.downloads?.to === 'facility' ? 'down' : 'up';
    const left = scenario.line - (line[way].bytes * 8) / 1000 / seconds;
    return { up: heardSeconds(outside), down: heardSeconds(inside), line, booths: heard, bulk, left, changes };
  });
}

/** Evenly over the time: booths come and go, and the line gets wider. */
async function changePlans({ changes = 0, line }: Scenario, seconds: number, change?: Change): Promise<number[]> {
  const took: number[] = [];
  if (change === undefined) return took;
  for (let count = 1; count <= changes; count += 1) {
    await wait((seconds * 1000) / (changes + 1));
    const sessions = [hearing('h1', { inside: 1, outside: 1, viewers: 0 }), ...booths(count % 4)];
    took.push(await change(streetPlan(line + (count % 2) * 10, sessions)));
  }
  return took;
}
