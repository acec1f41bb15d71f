import { readFile } from 'node:fs/promises';
import { RelayContact } from './relay-contact.js';

/** What the relay says of itself at this path now; undefined while none runs. Never rejects. */
export async function readContact(path: string): Promise<RelayContact | undefined> {
  try {
    return RelayContact.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}
