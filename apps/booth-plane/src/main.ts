import { runPlane } from '#plane';
import { BOOTH_PLANE } from './booth-plane.js';
import { readConfig } from './config.js';

runPlane({ kind: BOOTH_PLANE, readConfig, program: import.meta.dirname });
