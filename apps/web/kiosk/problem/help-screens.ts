// What comes later in one piece: see later-help.ts.
export { complainOf } from './booth-complaints.js';
export { ProblemDialog } from './ProblemDialog.js';
export { WasItPrivate } from './WasItPrivate.js';
