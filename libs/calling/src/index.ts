export * from './consultation-state.js';
export { Consultation, type ConsultationOptions } from './consultation.js';
export { attachRemote } from './attach-remote.js';
