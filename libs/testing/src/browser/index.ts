export * from './speech.js';
export * from './envelope.js';
export * from './socket-door.js';
export * from './namespace-chromium.js';
export * from './heard.js';
export * from './test-janus.js';
