import { sql, type Transaction } from 'kysely';
import type { Database, Db } from '#postgres';
import { Command, type Done } from '../audit/command.js';
import { freshId } from '../fresh-id.js';
import { Refused } from '../hosts/refused.js';
import { hashTypedCode, newTypedCode } from '../typed-code.js';

/** A code that enrols a device for a booth, good once, for seven days; those made before for the booth are void. Stored hashed. */
export async function makeKioskCode(db: Db, booth: string, by?: string): Promise<string> {
  await voidKioskCodes(db, booth);
  const code = newTypedCode();
  const expires_at = sql<Date>`now() + interval '7 days'`;
  await db
    .insertInto('kiosk_enrolment')
    .values({ code_hash: hashTypedCode(code), booth, made_by: by ?? null, expires_at })
    .execute();
  return code;
}

export async function voidKioskCodes(db: Db, booth: string): Promise<void> {
  const row = db.updateTable('kiosk_enrolment').set({ used_at: sql<Date>`now()` });
  await row.where('booth', '=', booth).where('used_at', 'is', null).execute();
}

export interface KioskCodeWish {
  readonly booth: string;
  /** Account id of the operator. */
  readonly by: string;
}

/** The operator makes a code for the kiosk of one booth. Answers it once. */
export class MakeKioskCode extends Command<'kiosk.code-made', KioskCodeWish, string> {
  readonly event = 'kiosk.code-made';

  /** @throws Refused `booth-unknown`. */
  protected override async act(
    trx: Transaction<Database>,
    { booth, by }: KioskCodeWish,
  ): Promise<Done<'kiosk.code-made', string>> {
    const known = await trx
      .selectFrom('booth')
      .select('number')
      .where('number', '=', booth)
      .forUpdate()
      .executeTakeFirst();
    if (!known) throw new Refused('booth-unknown', 'booth');
    const answer = await makeKioskCode(trx, booth, by);
    return { answer, entry: { type: this.event, booking: freshId(), details: { booth, by } } };
  }
}
