import type { KioskProblem } from '#protocol';
import { createContext } from 'preact';

/** Asks for help in the booth: opens the choice, or says a problem at once. Undefined where nobody can come. */
export type AskHelp = (problem?: KioskProblem) => void;
export const HelpInBooth = createContext<AskHelp | undefined>(undefined);
