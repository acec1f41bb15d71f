export { LawyerAskedScreen } from './LawyerAskedScreen.js';
export { LawyerScreen } from './LawyerScreen.js';
