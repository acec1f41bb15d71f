import { SetMetadata } from '@nestjs/common';
import type { Audience, Role } from '#protocol';

/**
 * Which hosts a route answers on, and to whom. `anyone` needs no sign-in, `kiosk` an enrolled kiosk, a list one of
 * its roles. A route that carries none is refused, and the facility does not start with it.
 */
export interface Admission {
  readonly hosts: readonly [Audience, ...Audience[]];
  readonly who: 'anyone' | 'kiosk' | readonly [Role, ...Role[]];
  /** Answers at a locked desk too: shows nobody's name. */
  readonly whileLocked?: true;
}

export const ADMISSION = 'habeas:admission';

/** On a controller or a method (the method's wins): `@Admits({ hosts: ['desk'], who: ['desk'] })`. */
export const Admits = (admission: Admission) => SetMetadata(ADMISSION, admission);

/** Health answers on the machine itself and on every host, says no name and no number; nothing else may use this. */
export const AdmitsHealthChecks = () => SetMetadata(ADMISSION, 'health');
