import { runPlane } from '#plane';
import { readConfig } from './config.js';
import { HEARING_PLANE } from './hearing-plane.js';

runPlane({ kind: HEARING_PLANE, readConfig, program: import.meta.dirname });
