import type { RosterPlace } from '#protocol';

/** Roles of E2EE.md §2. */
export const BOOTH_ROLE = 1;
export const ATTORNEY_ROLE = 2;
export const CO_COUNSEL_ROLE = 3;
export const INTERPRETER_ROLE = 4;

/** In the order the seal demands: by `role ‖ party`. */
export const sortRoster = (places: readonly RosterPlace[]): RosterPlace[] =>
  [...places].sort((a, b) => a.role - b.role || (a.party < b.party ? -1 : a.party > b.party ? 1 : 0));

export const placeOf = (roster: readonly RosterPlace[], party: string): number =>
  roster.findIndex((place) => place.party === party);
