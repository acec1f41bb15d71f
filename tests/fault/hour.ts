/** So many hours from now, on the full hour: the booths of the demo are always open. */
export const hour = (after: number): string =>
  new Date((Math.floor(Date.now() / 3_600_000) + after) * 3_600_000).toISOString();
