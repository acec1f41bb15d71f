export * from './ids.js';
export * from './refusal.js';
export * from './people.js';
export * from './seal-profile.js';
export * from './booking.js';
export * from './session-channel.js';
export * from './receipt.js';
export * from './log-summary.js';
