export * from './read-contact.js';
export * from './relay-contact.js';
export * from './relay-pass.js';
export * from './stun-answers.js';
