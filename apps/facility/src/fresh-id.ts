import { randomBytes } from 'node:crypto';

/** A new identifier as the protocol has them (`Id128`): 128 random bits in hex. */
export const freshId = (): string => randomBytes(16).toString('hex');
