export * from './fake-janus/fake-janus.js';
export * from './namespace/index.js';
export * from './servers/index.js';
