import { randomBytes } from 'node:crypto';
import type { RelayPass } from '#protocol';
import { readContact, relayPass } from '#relay';

/** A session that runs on gets a new pass when a device comes back; this is for one that does not. */
const AFTER_END_MS = 3_600_000;

export interface MadePass {
  readonly pass: RelayPass;
  /** Of the relay's candidates. */
  readonly address: string;
}

/** Credentials for the relay, made for one device and one session. Undefined where no relay runs: a call may do without. */
export class RelayPasses {
  constructor(
    /** Path of the relay's contact.json, read anew each time: the relay has a new secret at each start. */
    private readonly contact: string | undefined,
    private readonly now: () => Date,
  ) {}

  /** `end`: of the booking. Never rejects. */
  async make(end: Date): Promise<MadePass | undefined> {
    if (this.contact === undefined) return undefined;
    const contact = await readContact(this.contact);
    if (contact === undefined) return undefined;
    const until = new Date(Math.max(end.getTime(), this.now().getTime()) + AFTER_END_MS);
    return { pass: relayPass(contact, randomBytes(8).toString('hex'), until), address: contact.address };
  }
}
