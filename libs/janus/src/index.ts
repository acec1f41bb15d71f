export * from './booth-plane.js';
export * from './plane-contact.js';
export * from './janus-error.js';
export * from './wire-client.js';
export * from './video-room.js';
export * from './room-secrets.js';
export * from './janus-booth-plane.js';
