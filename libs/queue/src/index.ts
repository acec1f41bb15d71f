export * from './local-wake.js';
export * from './redis-wake.js';
export * from './wake.js';
