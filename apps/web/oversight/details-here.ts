import type { KeptOpening } from '#ledger';

/** Which details can be read on this page, and what was read. */
export interface DetailsHere {
  readonly openings: readonly KeptOpening[];
  /** Asks the server and leaves an entry. Absent without a server: only what an export holds can be read there. */
  readonly keep: ((opening: KeptOpening) => void) | undefined;
}

/** Whether entry `index` can be opened here. */
export const opensHere = ({ openings, keep }: DetailsHere, index: number): boolean =>
  keep !== undefined || openings.some((one) => one.index === index);
