import { LineDirection } from '#protocol';

/** `up` leaves the facility over its line, `down` comes in. */
export const DIRECTIONS = LineDirection.options;
export type Direction = LineDirection;

export type BothWays<T> = Readonly<Record<Direction, T>>;

export const bothWays = <T>(make: (direction: Direction) => T): BothWays<T> => ({
  up: make('up'),
  down: make('down'),
});
