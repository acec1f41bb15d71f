import { readFile } from 'node:fs/promises';

/** The log's key as the auditor gave it: the key itself, or a file that holds it. */
export async function givenKey(given: string): Promise<string> {
  return /^[^\s+]+\+[0-9a-f]{8}\+/.test(given) ? given : readFile(given, 'utf8');
}
