import { readFile } from 'node:fs/promises';
import { PlaneContact } from '#janus';
import type { SealProfile } from '#protocol';
import { SealProfileSource } from './seal-profile-source.js';
import { answersAt } from './answers-at.js';

const NONE: SealProfile = { profile: 'none', missing: [] };

/** Reads `contact.json` anew each time: the launcher removes it when the plane stops. */
export class ContactFile extends SealProfileSource {
  constructor(private readonly path: string) {
    super();
  }

  override async current(): Promise<SealProfile> {
    const contact = await this.#read();
    return contact && (await answersAt(contact.apiSocket)) ? contact.profile : NONE;
  }

  async #read(): Promise<PlaneContact | undefined> {
    try {
      return PlaneContact.parse(JSON.parse(await readFile(this.path, 'utf8')));
    } catch {
      return undefined;
    }
  }
}
