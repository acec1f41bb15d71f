import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { KioskChallenge, type KioskProof, kioskProofBytes } from '#protocol';
import { type Answer, cookieHeader, type FacilityUnderTest } from '../people/facility-under-test.js';

/** A device with a key pair of its own, as the kiosk's page has it. */
export class TestKiosk {
  readonly #secret: KeyObject;
  readonly device: string;

  constructor(private readonly facility: FacilityUnderTest) {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    this.#secret = privateKey;
    this.device = publicKey.export({ format: 'jwk' }).x ?? '';
  }

  /** `host` as the device believes it to be. */
  async proof(host = `kiosk.localhost:${this.facility.port}`): Promise<KioskProof> {
    const { text } = await this.facility.ask('kiosk', 'POST', '/api/kiosk/challenge', {});
    return this.sign(KioskChallenge.parse(JSON.parse(text)).challenge, host);
  }

  sign(challenge: string, host: string): KioskProof {
    const signature = sign(null, kioskProofBytes(host, challenge), this.#secret).toString('base64url');
    return { device: this.device, challenge, signature };
  }

  async enrol(code: string): Promise<Answer> {
    return this.facility.ask('kiosk', 'POST', '/api/kiosk/enrol', { code, ...(await this.proof()) });
  }

  async signIn(proof?: KioskProof): Promise<Answer> {
    return this.facility.ask('kiosk', 'POST', '/api/kiosk/sign-in', proof ?? (await this.proof()));
  }
}

/** What the facility says this cookie's booth is. */
export const boothOf = async (facility: FacilityUnderTest, answer: Answer): Promise<unknown> => {
  const { text } = await facility.ask('kiosk', 'GET', '/api/kiosk/probe', undefined, { cookie: cookieHeader(answer) });
  return (JSON.parse(text) as { booth?: string; code?: string }).booth ?? (JSON.parse(text) as { code: string }).code;
};
