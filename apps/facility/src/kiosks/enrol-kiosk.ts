import { sql, type Transaction } from 'kysely';
import type { EnrolKiosk as Enrolling } from '#protocol';
import type { Database } from '#postgres';
import { Command, type CommandBench, type Done } from '../audit/command.js';
import { freshId } from '../fresh-id.js';
import { Refused } from '../hosts/refused.js';
import type { SessionEnded } from '../people/session-ended.js';
import { hashTypedCode } from '../typed-code.js';
import { voidKioskCodes } from './kiosk-code.js';
import { deviceOf } from './device-of.js';
import type { KioskSignIn } from './kiosk-sign-in.js';

interface Enrolled {
  readonly id: string;
  /** Kiosks that had the booth before. */
  readonly former: readonly string[];
}

/**
 * A device becomes the kiosk of a booth, once, by a code; the one before is revoked. The log names its key for good.
 * Tries are not counted: nobody guesses 80 bits, and a limit could keep the operator from ending a stolen kiosk.
 */
export class EnrolKiosk extends Command<'kiosk.enrolled', Enrolling, Enrolled> {
  readonly event = 'kiosk.enrolled';

  constructor(
    bench: CommandBench,
    private readonly door: KioskSignIn,
    private readonly ended: SessionEnded,
  ) {
    super(bench);
  }

  /**
   * `host` as the browser sent it. @returns the value of the device's first cookie.
   * @throws Refused `enrolment-wrong`, `kiosk-not-enrolled` (it has not the key it names).
   */
  async enrol(body: Enrolling, host: string): Promise<string> {
    if (!(await this.door.isSigned(body, host))) throw new Refused('kiosk-not-enrolled');
    const { answer } = await this.run(body);
    for (const session of answer.former) this.ended.tell({ session, reason: 'revoked' });
    return this.door.open(answer.id);
  }

  protected override async act(
    trx: Transaction<Database>,
    { code, ...proof }: Enrolling,
  ): Promise<Done<'kiosk.enrolled', Enrolled>> {
    const used = await trx
      .updateTable('kiosk_enrolment')
      .set({ used_at: sql<Date>`now()` })
      .where('code_hash', '=', hashTypedCode(code))
      .where('used_at', 'is', null)
      .where('expires_at', '>', sql<Date>`now()`)
      .returning(['booth', 'made_by'])
      .executeTakeFirst();
    if (!used) throw new Refused('enrolment-wrong', 'code');
    if (!this.door.spend(proof)) throw new Refused('kiosk-not-enrolled');
    const { booth, made_by } = used;
    await voidKioskCodes(trx, booth);
    const former = await trx
      .updateTable('kiosk')
      .set({ revoked_at: sql<Date>`now()` })
      .where('booth', '=', booth)
      .where('revoked_at', 'is', null)
      .returning('id')
      .execute();
    const { id, publicKey } = deviceOf(proof.device);
    const made = await trx
      .insertInto('kiosk')
      .values({ id, booth, public_key: publicKey, seen_at: sql<Date>`now()` })
      .onConflict((known) => known.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    // Every enrolment has a new key: one that was there before is not ours to give another booth.
    if (!made) throw new Refused('enrolment-wrong', 'code');
    return {
      answer: { id, former: former.map((one) => one.id) },
      entry: {
        type: this.event,
        public: { device: proof.device },
        booking: freshId(),
        details: { booth, by: made_by },
      },
    };
  }
}
