export * from './booking-error.js';
export * from './booking-transition.js';
export * from './slot.js';
export * from './slip-code.js';
export * from './clash.js';
export * from './completion.js';
export * from './roster.js';
export * from './seal-mark.js';
