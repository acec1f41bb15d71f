import type { Db } from '#postgres';

const BEFORE_SEEDED = 'Asia/Almaty';

/** IANA name of the facility's zone. */
export async function readZone(db: Db): Promise<string> {
  const facility = await db.selectFrom('facility').select('zone').executeTakeFirst();
  return facility?.zone ?? BEFORE_SEEDED;
}
