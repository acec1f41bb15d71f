export * from './relay-contact.js';
export * from './relay-pass.js';
