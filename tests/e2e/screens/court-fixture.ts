import { press, type ScreenCase } from './screen-case.js';

/** The screen of a role and state, from the page of fixtures. */
export const fixture = (state: string, ready = 'h1', reach?: ScreenCase['reach']): ScreenCase => ({
  name: `court ${state.replaceAll('-', ' ')}`,
  screens: 'fixtures',
  hash: `#court/${state}/`,
  answers: {},
  ready,
  ...(reach ? { reach } : {}),
});

export const of = (role: string, ...states: readonly string[]): ScreenCase[] =>
  states.map((state) => fixture(`${role}-${state}`));

export const named = (name: string, screen: ScreenCase): ScreenCase => ({ ...screen, name: `court ${name}` });
/** A part of the panel of judge and clerk, from 0. */
export const tab = (number: number) => press(`.court-tabs .language >> nth=${number}`);
