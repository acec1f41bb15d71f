import { findGroup, findUser, type Owner } from '#confine';
import { PlaneError } from '../plane-error.js';

/** uid and gid of a user of this system. @throws PlaneError `bad-settings` when there is none. */
export async function userNamed(name: string): Promise<Owner> {
  return (await findUser(name)) ?? missing('user', name);
}

export async function groupNamed(name: string): Promise<number> {
  return (await findGroup(name)) ?? missing('group', name);
}

function missing(kind: string, name: string): never {
  throw new PlaneError('bad-settings', `There is no ${kind} "${name}"; deploy/sysusers.d/habeas.conf makes it.`);
}
