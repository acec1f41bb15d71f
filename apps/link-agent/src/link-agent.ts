import { batch, changeCommands, type LinePlan, type LinkSite, markRuleset, removeCommands } from '#link';
import { holds, isWhole } from './holds.js';
import { type KernelState, readKernel } from './kernel-state.js';
import type { KeptPlan } from './kept-plan.js';
import { LinkAgentError } from './link-agent-error.js';
import { carryOut, type Programs } from './programs.js';

const FIRST_COME: LinePlan = { version: 1, kind: 'first-come' };

export interface AgentMeans {
  readonly site: LinkSite;
  readonly programs: Programs;
  readonly kept: KeptPlan;
  readonly log: (line: string) => void;
}

/** Keeps the kernel as the latest plan says; one thing at a time, in the order in which it was asked. */
export class LinkAgent {
  #plan: LinePlan = FIRST_COME;
  /** How the kernel lists the rules of `#plan`. */
  #rules: string | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly means: AgentMeans) {}

  /** Takes up the plan of the run before; what is left of a run that was killed is adopted or taken away. */
  async start(): Promise<void> {
    const kept = await this.means.kept.read();
    if (kept !== undefined) this.#plan = kept;
    await this.look();
    if (this.#plan.kind === 'first-come' || this.#rules === undefined) return;
    // Rules of the run before were not seen being loaded.
    const { programs, site } = this.means;
    await carryOut(programs, [batch('nft', [markRuleset(this.#plan, site)])]);
    await this.#take(this.#plan, undefined);
  }

  /**
   * When this resolves the kernel was read and does what the plan says; false when it did before. When it rejects, the
   * plan before is in force. @throws LinkAgentError `device-missing`, `device-taken`, `not-applied`, and `not-restored`
   * when the plan before is tried again every second.
   */
  apply(plan: LinePlan): Promise<boolean> {
    return this.#inTurn(async () => {
      const commands = changeCommands(this.#plan, plan, this.means.site);
      try {
        await carryOut(this.means.programs, commands);
        await this.#take(plan, commands.some(({ program }) => program === 'nft') ? undefined : this.#rules);
      } catch (error) {
        await this.#afterFailure(plan, error as Error);
      }
      return commands.length > 0;
    });
  }

  /** Makes good what somebody else took away, or what a device that went took with it. */
  look(): Promise<void> {
    return this.#inTurn(async () => {
      const state = await this.#read();
      if (holds(this.#plan, this.means.site, state, this.#rules)) {
        this.#rules = state.rules;
        return;
      }
      if (!state.device || state.foreign !== undefined) return;
      await this.#rebuild(this.#plan, state);
      this.means.log('the plan was not in force: it is again');
    });
  }

  /** Nothing of ours is in the kernel afterwards. The plan is kept for the next start. */
  stop(): Promise<void> {
    return this.#inTurn(async () => this.#clear(await this.#read()));
  }

  async #take(plan: LinePlan, rules: string | undefined): Promise<void> {
    const state = await this.#read();
    if (!holds(plan, this.means.site, state, rules)) throw new Error('the kernel does not say what the plan says');
    this.#plan = plan;
    this.#rules = state.rules;
    await this.means.kept.write(plan);
  }

  async #afterFailure(plan: LinePlan, error: Error): Promise<void> {
    const state = await this.#read();
    if (!state.device) {
      throw new LinkAgentError('device-missing', `There is no device ${this.means.site.device}.`);
    }
    if (state.foreign !== undefined) {
      await this.#clear(state);
      throw new LinkAgentError('device-taken', `Another program has its queue (${state.foreign}) on the device.`);
    }
    // Somebody took ours away: the plan is not at fault.
    if (this.#plan.kind === 'by-class' && !isWhole(state)) {
      const built = await this.#rebuild(plan, state).catch((again: Error) => again);
      if (!(built instanceof Error)) return;
    }
    await this.#restore(plan);
    throw new LinkAgentError('not-applied', `The plan before stays in force. ${error.message}`);
  }

  /** In place where that is possible, so that what waits in a queue stays in it. */
  async #restore(failed: LinePlan): Promise<void> {
    const { programs, site } = this.means;
    const before = this.#plan;
    try {
      if (before.kind === 'by-class' && failed.kind === 'by-class') {
        await carryOut(programs, changeCommands(failed, before, site)).catch(() => undefined);
      }
      const state = await this.#read();
      if (holds(before, site, state, undefined) && (this.#rules ?? state.rules) === state.rules) return;
      await this.#rebuild(before, state);
    } catch (error) {
      throw new LinkAgentError(
        'not-restored',
        `The plan before could not be written again. ${(error as Error).message}`,
      );
    }
  }

  async #rebuild(plan: LinePlan, state: KernelState): Promise<void> {
    await this.#clear(state);
    await carryOut(this.means.programs, changeCommands(FIRST_COME, plan, this.means.site));
    await this.#take(plan, undefined);
  }

  #clear({ rules, root, incoming }: KernelState): Promise<void> {
    const present = { rules: rules !== undefined, root, incoming };
    return carryOut(this.means.programs, removeCommands(this.means.site, present));
  }

  #read(): Promise<KernelState> {
    return readKernel(this.means.programs, this.means.site);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work);
    this.#last = mine.catch(() => undefined);
    return mine;
  }
}
