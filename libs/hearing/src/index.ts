export * from './hearing.js';
export * from './hearing-error.js';
export * from './hearing-machine.js';
export * from './hearing-parts.js';
export * from './may-receive.js';
export * from './step.js';
export * from './view-of.js';
export * from './who-may.js';
