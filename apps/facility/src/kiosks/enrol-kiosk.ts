import { createHash } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { EnrolKiosk as EnrolKioskBody } from '#protocol';
import type { Database } from '#postgres';
import { Command, type CommandBench, type Done } from '../audit/command.js';
import { freshId } from '../fresh-id.js';
import { Refused } from '../hosts/refused.js';
import type { SessionEnded } from '../people/session-ended.js';
import { SignInTries } from '../people/sign-in-tries.js';
import { typedCodeHash } from './kiosk-code.js';
import { deviceOf, type KioskSignIn } from './kiosk-sign-in.js';

/** What enrolling counts as in the table of tries; no account has this key. */
const TRIED = 'kiosk-enrolment';

export interface Enrolling {
  readonly code: string;
  /** Public key, base64url; that the device has the private one was shown. */
  readonly device: string;
}

interface Enrolled {
  readonly id: string;
  readonly booth: string;
  /** Kiosks that had the booth before. */
  readonly former: readonly string[];
}

/** A device becomes the kiosk of a booth, once, by a code; the one before is revoked. The log names its key for good. */
export class EnrolKiosk extends Command<'kiosk.enrolled', Enrolling, Enrolled> {
  readonly event = 'kiosk.enrolled';

  /** @throws Refused `enrolment-wrong`. */
  protected override async act(
    trx: Transaction<Database>,
    { code, device }: Enrolling,
  ): Promise<Done<'kiosk.enrolled', Enrolled>> {
    const used = await trx
      .updateTable('kiosk_enrolment')
      .set({ used_at: sql<Date>`now()` })
      .where('code_hash', '=', typedCodeHash(code))
      .where('used_at', 'is', null)
      .where('expires_at', '>', sql<Date>`now()`)
      .returning('booth')
      .executeTakeFirst();
    if (!used) throw new Refused('enrolment-wrong', 'code');
    const { booth } = used;
    const former = await trx
      .updateTable('kiosk')
      .set({ revoked_at: sql<Date>`now()` })
      .where('booth', '=', booth)
      .where('revoked_at', 'is', null)
      .returning('id')
      .execute();
    const { id, publicKey } = deviceOf(device);
    const made = await trx
      .insertInto('kiosk')
      .values({ id, booth, public_key: publicKey, seen_at: sql<Date>`now()` })
      .onConflict((known) => known.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    // Every enrolment has a new key: one that was there before is not ours to give another booth.
    if (!made) throw new Refused('enrolment-wrong', 'code');
    return {
      answer: { id, booth, former: former.map((one) => one.id) },
      entry: { type: this.event, public: { device }, booking: freshId(), details: { booth } },
    };
  }
}

/** The way in for a device that is nobody's yet. */
export class EnrolmentDoor {
  readonly #tries: SignInTries;
  readonly #enrol: EnrolKiosk;

  constructor(
    bench: CommandBench,
    private readonly door: KioskSignIn,
    private readonly ended: SessionEnded,
  ) {
    this.#tries = new SignInTries(bench.db);
    this.#enrol = new EnrolKiosk(bench);
  }

  /**
   * `from`: the network address that asks; each has as many tries as a sign-in. Another's wrong tries keep nobody out.
   * @returns the value of its first cookie; the booth's former kiosk is revoked.
   * @throws Refused `enrolment-wrong`, `too-many-tries`, `kiosk-not-enrolled` (it has not the key it names).
   */
  async enrol({ code, ...proof }: EnrolKioskBody, host: string, from: string): Promise<string> {
    const place = createHash('sha256').update(from).digest('hex');
    if (!(await this.#tries.take(TRIED, place))) throw new Refused('too-many-tries');
    if (!(await this.door.isSigned(proof, host)) || !this.door.spend(proof)) throw new Refused('kiosk-not-enrolled');
    const { answer } = await this.#enrol.run({ code, device: proof.device });
    await this.#tries.giveBack(TRIED, place);
    for (const session of answer.former) this.ended.tell({ session, reason: 'revoked' });
    return this.door.open(answer.id);
  }
}
