/** Monday 23 November 2026, 10:42 in Almaty (UTC+5). */
export const NOW = '2026-11-23T05:42:00.000Z';
/** `10:30` of that day's wall clock in Almaty. */
export const at = (clock: string): string => new Date(`2026-11-23T${clock}:00+05:00`).toISOString();
