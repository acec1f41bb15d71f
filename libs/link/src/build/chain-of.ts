import type { Direction } from '../direction.js';
import type { TrafficClass } from '../traffic-class.js';

/** A place where packets are marked: the line in its two directions, or a device of the building behind which the planes are. */
export type Place = Direction | 'inside';

/** Name of the chain, and of the counter, of a class. */
export const chainOf = (place: Place, name: TrafficClass): string => `${place}_${name.replaceAll('-', '_')}`;
