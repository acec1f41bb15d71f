import { useEffect, useState } from 'preact/hooks';
import { storedDeviceKey } from './device-key.js';

/** The device's key pair, once it is read: long before anybody has typed a code. */
export function useDeviceKey(): CryptoKeyPair | undefined {
  const [pair, set] = useState<CryptoKeyPair>();
  useEffect(() => {
    void storedDeviceKey().then(set, () => undefined);
  }, []);
  return pair;
}
