import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LinePlan } from '#link';

/** The plan in force, for the next start of the agent. Belongs to the agent alone. */
export class KeptPlan {
  readonly #path: string;

  constructor(folder: string) {
    this.#path = join(folder, 'plan.json');
  }

  /** Undefined when there is none, or none that may be trusted. */
  async read(): Promise<LinePlan | undefined> {
    const text = await readFile(this.#path, 'utf8').catch(() => undefined);
    try {
      return text === undefined ? undefined : LinePlan.parse(JSON.parse(text));
    } catch {
      return undefined;
    }
  }

  async write(plan: LinePlan): Promise<void> {
    await writeFile(`${this.#path}.new`, `${JSON.stringify(plan)}\n`, { mode: 0o600 });
    await rename(`${this.#path}.new`, this.#path);
  }
}
