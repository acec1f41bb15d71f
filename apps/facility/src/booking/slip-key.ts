import { hkdfSync } from 'node:crypto';
import { facilitySecret } from '../people/facility-secret.js';

/** Key of the slips' HMAC, from the facility's secret outside the database. */
export const slipKey = async (folder: string): Promise<Buffer> =>
  Buffer.from(hkdfSync('sha256', Buffer.from(await facilitySecret(folder), 'hex'), '', 'habeas slip codes', 32));
