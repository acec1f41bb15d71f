export * from './consultation-state.js';
export { Consultation } from './consultation.js';
export type { ConsultationOptions } from './consultation-options.js';
export { attachRemote } from './attach-remote.js';
export { dropWarmSealWorker, warmSealWorker } from './warm-worker.js';
