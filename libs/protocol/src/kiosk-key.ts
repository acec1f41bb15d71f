import * as z from 'zod/mini';

/** Ed25519 public key of a kiosk: 32 bytes as unpadded base64url. Its private half never leaves the device's browser. */
const DeviceKey = z.string().check(z.regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/));

/** POST /api/kiosk/challenge: good once, for a minute. */
export const KioskChallenge = z.object({ challenge: z.string().check(z.regex(/^[\w-]{20,128}$/)) });

const PROOF = {
  device: DeviceKey,
  challenge: KioskChallenge.shape.challenge,
  /** Ed25519 over `kioskProofBytes`, 64 bytes as unpadded base64url. */
  signature: z.string().check(z.regex(/^[\w-]{86}$/)),
};

/** POST /api/kiosk/sign-in by an enrolled device; 204 and a cookie of 15 minutes, or `kiosk-not-enrolled`. */
export const KioskProof = z.strictObject(PROOF);
export type KioskProof = z.infer<typeof KioskProof>;

/** POST /api/kiosk/enrol: once, with the code the operator made for one booth; signs in as well. */
export const EnrolKiosk = z.strictObject({ code: z.string().check(z.minLength(8), z.maxLength(40)), ...PROOF });
export type EnrolKiosk = z.infer<typeof EnrolKiosk>;

/** POST /api/desk/kiosk-codes, operators only: the number on the door. */
export const KioskCodeWish = z.strictObject({ booth: z.string().check(z.minLength(1), z.maxLength(16)) });
/** The code is in this answer only. */
export const KioskCode = z.object({ booth: z.string(), code: z.string() });
export type KioskCode = z.infer<typeof KioskCode>;

/**
 * What the device signs. `host`: host and port as in the page's address, so that a proof made for one facility is
 * worth nothing at another.
 */
export const kioskProofBytes = (host: string, challenge: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(new TextEncoder().encode(`habeas kiosk sign-in\n${host}\n${challenge}`));
