import { DIRECTIONS, type LinkSession, makePlan, type Marking, USUAL_POLICY } from '#link';
import { LineClass, type LinePage, type LineWay } from '#protocol';
import type { LineCapacity } from './line-capacity.js';
import type { LineMeasurements } from './line-measurements.js';
import type { LineMeter } from './line-meter.js';
import type { LineSteps } from './line-steps.js';
import type { LineTest } from './line-test.js';
import type { LossWatch } from './loss-watch.js';

/** How far back the page looks. */
const WEEK_MS = 7 * 24 * 3_600_000;

/** Whether the link agent keeps the line at the plan; `code`: why not. */
export interface AgentState {
  readonly inForce: boolean;
  readonly code?: string | undefined;
}

export interface LinePageParts {
  readonly capacity: Pick<LineCapacity, 'now'>;
  /** Those that run. */
  readonly sessions: () => Promise<readonly LinkSession[]>;
  readonly marking: () => Promise<Marking | undefined>;
  /** Undefined: there is no agent. */
  readonly agent: () => AgentState | undefined;
  readonly losses: Pick<LossWatch, 'seen'>;
  readonly steps: Pick<LineSteps, 'list'>;
  readonly measurements: Pick<LineMeasurements, 'latest'>;
  readonly test: Pick<LineTest, 'state'>;
  readonly meter: Pick<LineMeter, 'traffic' | 'most'>;
  readonly now: () => Date;
}

/** What the line does now, in figures, and what gave way. No session is named. */
export async function readLinePage(parts: LinePageParts): Promise<LinePage> {
  const { marking, agent, steps, measurements, test, now } = parts;
  const at = now();
  const sessions = await parts.sessions();
  const count = (kind: LinkSession['kind']) => sessions.filter((session) => session.kind === kind).length;
  const state = agent();
  const measured = await measurements.latest();
  const capacity = await parts.capacity.now();
  const page: LinePage = {
    now: at.toISOString(),
    hearings: count('hearing'),
    booths: count('booth'),
    agent: state === undefined ? 'none' : state.inForce ? 'in-force' : 'not-in-force',
    ...(state?.code !== undefined && { agentCode: state.code }),
    test: await test.state(),
    ...(measured && { measured }),
    steps: await steps.list(new Date(at.getTime() - WEEK_MS)),
  };
  if (capacity === undefined) return page;
  const { lossy, duplicate } = parts.losses.seen;
  const policy = { ...USUAL_POLICY, duplicate };
  const { line, reasons } = makePlan({ capacity, sessions, policy, marking: await marking(), lossy });
  const missing = reasons.reduce((sum, reason) => sum + (reason.code === 'sound-does-not-fit' ? reason.missing : 0), 0);
  const traffic = parts.meter.traffic(at.getTime());
  const ways = DIRECTIONS.map((direction): LineWay => {
    const known = reasons.find((reason) => reason.code === 'capacity' && reason.direction === direction);
    if (known?.code !== 'capacity') throw new Error('a plan says what the line carries');
    const classes = line.kind === 'by-class' ? line[direction].classes : undefined;
    const most = parts.meter.most[direction];
    return {
      direction,
      carries: known.capacity,
      from: known.from === 'recent' ? 'recent' : 'configured',
      usable: known.usable,
      ...(classes && {
        classes: LineClass.options.map((name) => ({
          name,
          ...classes[name],
          ...(traffic && { now: traffic[direction][name].kbps, dropped: traffic[direction][name].dropped }),
        })),
      }),
      ...(most && { most: { kbps: most.kbps, at: new Date(most.at).toISOString() } }),
    };
  });
  return { ...page, ways, ...(missing > 0 && { missing }) };
}
