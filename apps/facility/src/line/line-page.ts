import {
  type BothWays,
  type CapacitySource,
  DIRECTIONS,
  type LinkSession,
  makePlan,
  type Marking,
  USUAL_POLICY,
} from '#link';
import { LineClass, type LinePage, type LineWay } from '#protocol';
import type { LineSteps } from './line-steps.js';
import type { LossWatch } from './loss-watch.js';

/** How far back the page looks. */
const WEEK_MS = 7 * 24 * 3_600_000;

/** Whether the link agent keeps the line at the plan; `code`: why not. */
export interface AgentState {
  readonly inForce: boolean;
  readonly code?: string | undefined;
}

export interface LinePageParts {
  readonly capacity: BothWays<CapacitySource> | undefined;
  /** Those that run. */
  readonly sessions: () => Promise<readonly LinkSession[]>;
  readonly marking: () => Promise<Marking | undefined>;
  /** Undefined: there is no agent. */
  readonly agent: () => AgentState | undefined;
  readonly losses: Pick<LossWatch, 'seen'>;
  readonly steps: Pick<LineSteps, 'list'>;
  readonly now: () => Date;
}

/** What the line does now, in figures, and what gave way. No session is named. */
export async function readLinePage(parts: LinePageParts): Promise<LinePage> {
  const { capacity, marking, agent, steps, now } = parts;
  const at = now();
  const sessions = await parts.sessions();
  const count = (kind: LinkSession['kind']) => sessions.filter((session) => session.kind === kind).length;
  const state = agent();
  const page: LinePage = {
    now: at.toISOString(),
    hearings: count('hearing'),
    booths: count('booth'),
    agent: state === undefined ? 'none' : state.inForce ? 'in-force' : 'not-in-force',
    ...(state?.code !== undefined && { agentCode: state.code }),
    steps: await steps.list(new Date(at.getTime() - WEEK_MS)),
  };
  if (capacity === undefined) return page;
  const { lossy, duplicate } = parts.losses.seen;
  const policy = { ...USUAL_POLICY, duplicate };
  const { line, reasons } = makePlan({ capacity, sessions, policy, marking: await marking(), lossy });
  const missing = reasons.reduce((sum, reason) => sum + (reason.code === 'sound-does-not-fit' ? reason.missing : 0), 0);
  const ways = DIRECTIONS.map((direction): LineWay => {
    const known = reasons.find((reason) => reason.code === 'capacity' && reason.direction === direction);
    if (known?.code !== 'capacity') throw new Error('a plan says what the line carries');
    const classes = line.kind === 'by-class' ? line[direction].classes : undefined;
    return {
      direction,
      carries: known.capacity,
      usable: known.usable,
      ...(classes && { classes: LineClass.options.map((name) => ({ name, ...classes[name] })) }),
    };
  });
  return { ...page, ways, ...(missing > 0 && { missing }) };
}
