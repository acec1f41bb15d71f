import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { webCryptoEd25519 } from '#ledger';
import type { Db } from '#postgres';
import { type KioskProof, kioskProofBytes } from '#protocol';
import { Refused } from '../hosts/refused.js';
import type { KioskChallenges } from './kiosk-challenges.js';
import { deviceOf } from './device-of.js';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** How long a proof is worth something. The kiosk's page gives a new one every four minutes. */
export const PROOF_SECONDS = 15 * 60;

/** A kiosk shows that it has its key, and gets a cookie for a short time. Cookies are stored hashed. */
export class KioskSignIn {
  constructor(
    private readonly db: Db,
    private readonly challenges: KioskChallenges,
  ) {}

  challenge(): string {
    return this.challenges.make();
  }

  /** Whether the device that it names signed this challenge, for this `host` as the browser sent it. */
  async isSigned({ device, challenge, signature }: KioskProof, host: string): Promise<boolean> {
    const signed = kioskProofBytes(host, challenge);
    return webCryptoEd25519(deviceOf(device).publicKey, signed, Buffer.from(signature, 'base64url'));
  }

  /** True once, for a challenge of ours that is fresh. Only for whoever may have it: what is spent is remembered. */
  spend({ challenge }: KioskProof): boolean {
    return this.challenges.spend(challenge);
  }

  /**
   * @returns the cookie's value (256 bits), good for PROOF_SECONDS.
   * @throws Refused `kiosk-not-enrolled`: no live kiosk has this key, or the proof is not good.
   */
  async signIn(proof: KioskProof, host: string): Promise<string> {
    const { id } = deviceOf(proof.device);
    const live = this.db.selectFrom('kiosk').select('id').where('id', '=', id).where('revoked_at', 'is', null);
    const known = (await this.isSigned(proof, host)) && (await live.executeTakeFirst()) !== undefined;
    if (!known || !this.spend(proof)) throw new Refused('kiosk-not-enrolled');
    return this.open(id);
  }

  /** For a kiosk that has just shown its key. @throws Refused `kiosk-not-enrolled`. */
  async open(kiosk: string): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    await this.db
      .deleteFrom('kiosk_proof')
      .where('expires_at', '<', sql<Date>`now()`)
      .execute();
    const { rows } = await sql`insert into kiosk_proof (token_hash, kiosk, expires_at)
      select ${sha256(token)}, id, now() + ${PROOF_SECONDS} * interval '1 second' from kiosk
      where id = ${kiosk} and revoked_at is null returning kiosk`.execute(this.db);
    if (rows.length === 0) throw new Refused('kiosk-not-enrolled');
    return token;
  }

  /** The live kiosk of a cookie. `session` is the kiosk's id: the same from one proof to the next. */
  async find(token: string): Promise<{ booth: string; session: string } | undefined> {
    if (!/^[\w-]{43}$/.test(token)) return undefined;
    const row = await this.db
      .selectFrom('kiosk_proof')
      .innerJoin('kiosk', 'kiosk.id', 'kiosk_proof.kiosk')
      .select(['kiosk.id', 'booth'])
      .where('kiosk_proof.token_hash', '=', sha256(token))
      .where('expires_at', '>', sql<Date>`now()`)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    await this.#seen(row.id);
    return { booth: row.booth, session: row.id };
  }

  /** Noted at most every fifteen seconds; a kiosk is not kept out because it could not be. */
  async #seen(id: string): Promise<void> {
    await this.db
      .updateTable('kiosk')
      .set({ seen_at: sql<Date>`now()` })
      .where('id', '=', id)
      .where(sql<boolean>`(seen_at is null or seen_at < now() - interval '15 seconds')`)
      .execute()
      .catch(() => undefined);
  }
}
