export * from './test-namespace.js';
