import { batch, changeCommands, type LinePlan, type LinkSite, markRuleset, removeCommands } from '#link';
import { holds, isWhole } from './holds.js';
import { type KernelState, readKernel } from './kernel-state.js';
import type { KeptPlan } from './kept-plan.js';
import { LinkAgentError } from './link-agent-error.js';
import { asksForCopies, type NotCopied, type Permitted, permitted } from './not-copied.js';
import { carryOut, type Programs } from './programs.js';
import { readRoute } from './read-route.js';

const FIRST_COME: LinePlan = { version: 1, kind: 'first-come' };

export interface AgentMeans {
  readonly site: LinkSite;
  readonly programs: Programs;
  readonly kept: KeptPlan;
  readonly log: (line: string) => void;
  /** Why nothing is copied at this site, whatever plan and route say. */
  readonly notCopied: NotCopied | undefined;
}

/** What came of a plan. */
export interface Applied {
  /** The kernel was changed. */
  readonly changed: boolean;
  /** Why sound that the plan wants sent twice leaves once. */
  readonly notCopied: NotCopied | undefined;
}

/** Keeps the kernel as the latest plan says; one thing at a time, in the order in which it was asked. */
export class LinkAgent {
  #now: Permitted = permitted(FIRST_COME, undefined);
  /** How the kernel lists the rules of `#now.plan`. */
  #rules: string | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly means: AgentMeans) {}

  /** Takes up the plan of the run before; what is left of a run that was killed is adopted or taken away. */
  async start(): Promise<void> {
    const kept = await this.means.kept.read();
    if (kept !== undefined) this.#now = await this.#permit(kept);
    await this.look();
    if (this.#now.plan.kind === 'first-come' || this.#rules === undefined) return;
    // Rules of the run before were not seen being loaded.
    const { programs, site } = this.means;
    await carryOut(programs, [batch('nft', [markRuleset(this.#now.plan, site)])]);
    await this.#take(this.#now, undefined);
  }

  /**
   * When this resolves the kernel was read and does what the plan says, as far as copies are permitted here. When it
   * rejects, the plan before is in force. @throws LinkAgentError `device-missing`, `device-taken`, `not-applied`, and `not-restored`
   * when the plan before is tried again every second.
   */
  apply(wanted: LinePlan): Promise<Applied> {
    return this.#inTurn(async () => {
      const next = await this.#permit(wanted);
      return { changed: await this.#change(next), notCopied: next.notCopied };
    });
  }

  /**
   * Makes good what somebody else took away, or what a device that went took with it. Copies end when the route is no
   * longer one that they are permitted on, and begin again with it.
   */
  look(): Promise<void> {
    return this.#inTurn(async () => {
      const [state, next] = await Promise.all([this.#read(), this.#permit(this.#now.wanted)]);
      const whole = holds(this.#now.plan, this.means.site, state, this.#rules);
      if (whole) this.#rules = state.rules;
      if (!state.device || state.foreign !== undefined) return;
      if (!whole) {
        await this.#rebuild(next, state);
        this.means.log('the plan was not in force: it is again');
      } else if (next.notCopied !== this.#now.notCopied) await this.#change(next);
    });
  }

  /** Nothing of ours is in the kernel afterwards. The plan is kept for the next start. */
  stop(): Promise<void> {
    return this.#inTurn(async () => this.#clear(await this.#read()));
  }

  async #permit(wanted: LinePlan): Promise<Permitted> {
    const { notCopied, programs, site } = this.means;
    if (wanted.kind === 'first-come' || !asksForCopies(wanted)) return permitted(wanted, undefined);
    return permitted(wanted, notCopied ?? (await readRoute(programs, site, wanted.marking.address)));
  }

  /** False when the kernel did before what it has to do. */
  async #change(next: Permitted): Promise<boolean> {
    const commands = changeCommands(this.#now.plan, next.plan, this.means.site);
    try {
      await carryOut(this.means.programs, commands);
      await this.#take(next, commands.some(({ program }) => program === 'nft') ? undefined : this.#rules);
    } catch (error) {
      await this.#afterFailure(next, error as Error);
    }
    return commands.length > 0;
  }

  async #take(next: Permitted, rules: string | undefined): Promise<void> {
    const state = await this.#read();
    if (!holds(next.plan, this.means.site, state, rules)) throw new Error('the kernel does not say what the plan says');
    if (next.notCopied !== this.#now.notCopied) {
      const why = next.notCopied;
      this.means.log(why === undefined ? 'sound may leave twice again' : `no sound leaves twice: ${why}`);
    }
    this.#now = next;
    this.#rules = state.rules;
    await this.means.kept.write(next.wanted);
  }

  async #afterFailure(next: Permitted, error: Error): Promise<void> {
    const state = await this.#read();
    if (!state.device) {
      throw new LinkAgentError('device-missing', `There is no device ${this.means.site.device}.`);
    }
    if (state.foreign !== undefined) {
      await this.#clear(state);
      throw new LinkAgentError('device-taken', `Another program has its queue (${state.foreign}) on the device.`);
    }
    // Somebody took ours away: the plan is not at fault.
    if (this.#now.plan.kind === 'by-class' && !isWhole(state)) {
      const built = await this.#rebuild(next, state).catch((again: Error) => again);
      if (!(built instanceof Error)) return;
    }
    await this.#restore(next.plan);
    throw new LinkAgentError('not-applied', `The plan before stays in force. ${error.message}`);
  }

  /** In place where that is possible, so that what waits in a queue stays in it. */
  async #restore(failed: LinePlan): Promise<void> {
    const { programs, site } = this.means;
    const before = this.#now;
    try {
      if (before.plan.kind === 'by-class' && failed.kind === 'by-class') {
        await carryOut(programs, changeCommands(failed, before.plan, site)).catch(() => undefined);
      }
      const state = await this.#read();
      if (holds(before.plan, site, state, undefined) && (this.#rules ?? state.rules) === state.rules) return;
      await this.#rebuild(before, state);
    } catch (error) {
      throw new LinkAgentError(
        'not-restored',
        `The plan before could not be written again. ${(error as Error).message}`,
      );
    }
  }

  async #rebuild(next: Permitted, state: KernelState): Promise<void> {
    await this.#clear(state);
    await carryOut(this.means.programs, changeCommands(FIRST_COME, next.plan, this.means.site));
    await this.#take(next, undefined);
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
