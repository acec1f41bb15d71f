/** Secrets of one start of the plane, 32 random bytes as hex each. They exist in Janus, contact.json and the facility. */
export interface PlaneSecrets {
  readonly apiSecret: string;
  readonly adminKey: string;
  readonly adminSecret: string;
  readonly roomSeed: string;
}

export function makeSecrets(random: (bytes: number) => Uint8Array): PlaneSecrets {
  const secret = () => Buffer.from(random(32)).toString('hex');
  return { apiSecret: secret(), adminKey: secret(), adminSecret: secret(), roomSeed: secret() };
}
