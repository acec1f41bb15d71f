export * from './plane-kind.js';
export * from './plane-config.js';
export * from './run-plane.js';
