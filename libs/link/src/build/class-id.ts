import { TRAFFIC_CLASSES, type TrafficClass } from '../traffic-class.js';
import { OWN } from './link-site.js';

/** Minor number, hexadecimal: 10, 20 … in the order of the classes. */
const minor = (name: TrafficClass): string => `${TRAFFIC_CLASSES.indexOf(name) + 1}0`;

/** The class that holds all others. */
export const WHOLE = `${OWN.handle}1`;

export const classId = (name: TrafficClass): string => `${OWN.handle}${minor(name)}`;

/** Handle of the queue inside a class. */
export const leafHandle = (name: TrafficClass): string => `${OWN.handle.slice(0, -1)}${minor(name)}:`;

/** Where packets go that no rule has seen. */
export const DEFAULT_MINOR = minor('other');
