import { readFile } from 'node:fs/promises';
import { PlaneContact } from '#janus';
import type { SealProfile } from '#protocol';

export interface PlaneFactsNow {
  readonly seal: SealProfile;
  /** Undefined when there is no plane. */
  readonly janus?: string;
  readonly config?: string;
}

/** What the launcher of the booth plane measured. Never throws: what cannot be read is no plane. */
export abstract class PlaneFacts {
  abstract now(): Promise<PlaneFactsNow>;
}

/** From contact.json, read anew each time: the launcher replaces it with each start of the plane. */
export class ContactPlaneFacts extends PlaneFacts {
  constructor(private readonly path: string) {
    super();
  }

  override async now(): Promise<PlaneFactsNow> {
    try {
      const contact = PlaneContact.parse(JSON.parse(await readFile(this.path, 'utf8')));
      return { seal: contact.profile, janus: contact.janusVersion, config: contact.configHash };
    } catch {
      return { seal: { profile: 'none', missing: [] } };
    }
  }
}
