import type { Db } from '#postgres';
import type { DeskChoices } from '#protocol';

/** What a form of bookings offers: booths, detainees' numbers, attorneys and interpreters with an account in use. */
export async function readChoices(db: Db): Promise<DeskChoices> {
  const booths = await db.selectFrom('booth').select('number').orderBy('number').execute();
  const detainees = await db.selectFrom('detainee').select('number').orderBy('number').execute();
  const attorneys = await db
    .selectFrom('attorney')
    .leftJoin('person', 'person.id', 'attorney.id')
    .select(['attorney.id', 'attorney.name'])
    .where('deactivated_at', 'is', null)
    .orderBy('attorney.name')
    .execute();
  const interpreters = await db
    .selectFrom('person')
    .select(['id', 'name'])
    .where('role', '=', 'interpreter')
    .where('deactivated_at', 'is', null)
    .orderBy('name')
    .execute();
  return {
    booths: booths.map(({ number }) => number),
    detainees: detainees.map(({ number }) => number),
    attorneys,
    interpreters,
  };
}
