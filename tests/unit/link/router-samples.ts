import { type RouterFile, type RouterInput, standingPlan } from '#link';
import { MARKING } from './line-samples.js';

/** A router that is told the line and the usual need; `inside`: the planes are behind its device lan1. */
export const routerInput = (up: number, down: number, inside?: string): RouterInput => ({
  capacity: { up, down },
  plan: standingPlan({ capacity: { up, down }, marking: MARKING, outside: 3, booths: 2 }),
  site: { device: 'wan', inside: inside === undefined ? undefined : { device: 'lan1', address: inside } },
});

export const shownFiles = (files: readonly RouterFile[]): string =>
  files.map(({ path, is, text }) => `=== ${path} (${is})\n${text}`).join('\n');

export const fileNamed = (files: readonly RouterFile[], end: string): string => {
  const found = files.find(({ path }) => path.endsWith(end));
  if (found === undefined) throw new Error(`no file ${end}`);
  return found.text;
};
