import {
  type BothWays,
  type CapacitySource,
  type LinePlan,
  type LineUse,
  type LinkSession,
  makePlan,
  type Marking,
  type Reason,
  type SessionCap,
  USUAL_POLICY,
} from '#link';
import type { PlanAnswer } from './link-agent-client.js';
import type { LossWatch } from './loss-watch.js';

/** A plan that did not change is given again after so long: the agent may have been set up anew, and tells what it counted. */
const AGAIN_AFTER_MS = 10_000;

const FIRST_COME: LinePlan = { version: 1, kind: 'first-come' };

export interface LineMeans {
  /** Undefined: nobody knows, and nothing is planned. */
  readonly capacity: () => Promise<BothWays<CapacitySource> | undefined>;
  /** Those that run. */
  readonly sessions: () => Promise<readonly LinkSession[]>;
  /** How packets are told apart; undefined while that is not known: then nobody is given priority. */
  readonly marking: () => Promise<Marking | undefined>;
  /** The fraction of sound that each direction loses, as `judgeLoss` wants it; undefined while nobody measures: no shield. */
  readonly loss?: () => BothWays<number | undefined>;
  /** Where what was seen of it is kept, for who shows it. */
  readonly losses: LossWatch;
  /** Absent: no agent keeps the line at the plan; devices keep to it all the same. */
  readonly send?: (plan: LinePlan) => Promise<PlanAnswer>;
  /** What each session that runs may send; told with every look. */
  readonly limit: (caps: readonly SessionCap[]) => void;
  /** What people are told of it; with every plan. */
  readonly explain: (reasons: readonly Reason[]) => Promise<void>;
  /** What the agent's queues counted, with each of its answers; undefined: it could not tell. */
  readonly counted: (used: LineUse | undefined) => void;
  /** Once for each change, with a code and no more. */
  readonly told: (state: 'in force' | 'not in force', code?: string) => void;
  readonly now: () => number;
}

/**
 * Keeps link agent and devices at the plan for the conversations that run. An agent that fails stops none of them; while there
 * is no plan devices go on as they were told last.
 */
export class LinePlans {
  #given: { readonly text: string; readonly at: number } | undefined;
  #told: string | undefined;
  #looking: Promise<void> | undefined;
  #aside = false;
  /** There is no socket of an agent: nobody keeps the line at anything. */
  #absent = false;

  constructor(private readonly means: LineMeans) {}

  /** To be called again and again: a look that is under way is the answer to another one. Does not reject. */
  look(): Promise<void> {
    if (this.#looking === undefined) {
      this.#looking = this.#lookOnce();
      void this.#looking.then(() => (this.#looking = undefined));
    }
    return this.#looking;
  }

  /**
   * Does the work while the line is first come, first served, and then goes on with the plan. Devices keep to their plan
   * meanwhile. Rejects, without having begun, where the agent does not take its queues away: they would be what is measured.
   */
  async aside<T>(work: () => Promise<T>): Promise<T> {
    await this.#looking;
    this.#aside = true;
    try {
      await this.look();
      if (this.means.send !== undefined && !this.#absent && this.#given?.text !== JSON.stringify(FIRST_COME))
        throw new Error('the link agent does not let go of the line');
      return await work();
    } finally {
      this.#aside = false;
      void this.look();
    }
  }

  async #lookOnce(): Promise<void> {
    const { sessions, marking, loss, losses, limit, explain, now } = this.means;
    try {
      const capacity = await this.means.capacity();
      if (capacity === undefined) {
        // What was in force is of a capacity that nobody knows any more; without it the agent was never given anything.
        if (this.#given !== undefined || this.#aside) await this.#give(FIRST_COME);
        return;
      }
      const { lossy, duplicate } = losses.look(loss?.(), now());
      const { line, caps, reasons } = makePlan({
        capacity,
        sessions: await sessions(),
        policy: { ...USUAL_POLICY, duplicate },
        marking: await marking(),
        lossy,
      });
      limit(caps);
      // A list that cannot be kept is no reason to leave the line without its plan.
      await explain(reasons).catch(() => undefined);
      await this.#give(this.#aside ? FIRST_COME : line);
    } catch (error) {
      this.#given = undefined;
      const { code, message } = error as { code?: string; message?: string };
      this.#absent = code === 'ENOENT';
      this.#tell('not in force', code ?? message);
    }
  }

  async #give(line: LinePlan): Promise<void> {
    const { send, losses, counted, now } = this.means;
    if (send === undefined) return;
    const text = JSON.stringify(line);
    if (text === this.#given?.text && now() - this.#given.at < AGAIN_AFTER_MS) return;
    const answer = await send(line);
    this.#absent = false;
    losses.sent(line, answer, now());
    counted(answer.used);
    this.#given = { text, at: now() };
    this.#tell('in force');
  }

  #tell(state: 'in force' | 'not in force', code?: string): void {
    const said = `${state} ${code ?? ''}`;
    if (said === this.#told) return;
    this.#told = said;
    this.means.told(state, code);
  }
}
