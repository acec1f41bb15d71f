import { rm } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import { buildScreens } from './build-screens.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the built screens, the same for all files of a run. */
    builtScreens: string;
  }
}

export default async function builtOnce(project: TestProject): Promise<() => Promise<void>> {
  const built = await buildScreens();
  project.provide('builtScreens', built);
  return () => rm(built, { recursive: true, force: true });
}
