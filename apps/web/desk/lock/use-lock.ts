import { useEffect, useState } from 'preact/hooks';
import { LOCKED, send } from '../../api/call-api.js';

/** Signs of a person. A pointer that only moves is none: tables shake. */
const SIGNS = ['pointerdown', 'keydown', 'wheel'] as const;
/** Milliseconds between two words to the server that somebody is here. */
const TELL_EVERY = 20_000;
/** Milliseconds before the lock at which it is said. */
const WARNING_MS = 60_000;

type Lock = 'open' | 'warning' | 'locked';

/** What a desk is after `idle` milliseconds without a sign of a person. */
export const lockAfter = (idle: number, limit: number): Lock =>
  idle >= limit ? 'locked' : idle >= limit - Math.min(WARNING_MS, limit / 2) ? 'warning' : 'open';

/**
 * Watches for signs of a person; tells the server of them now and then, and locks after `minutes` without, or when the
 * server says that it has. Once locked it stays so until `unlock`.
 */
export function useLock(minutes: number, lockedNow: boolean): { lock: Lock; unlock: () => void } {
  const [lock, setLock] = useState<Lock>(lockedNow ? 'locked' : 'open');
  useEffect(() => {
    if (lock === 'locked') return undefined;
    let last = Date.now();
    let told = 0;
    const tell = () => {
      if (last <= told || Date.now() - told < TELL_EVERY) return;
      told = Date.now();
      void send('POST', '/api/account/touch').catch(() => undefined);
    };
    const onSign = () => {
      last = Date.now();
      setLock('open');
      tell();
    };
    const onLocked = () => setLock('locked');
    const timer = setInterval(() => {
      setLock(lockAfter(Date.now() - last, minutes * 60_000));
      tell();
    }, 1000);
    for (const sign of SIGNS) addEventListener(sign, onSign, { capture: true, passive: true });
    addEventListener(LOCKED, onLocked);
    return () => {
      clearInterval(timer);
      for (const sign of SIGNS) removeEventListener(sign, onSign, { capture: true });
      removeEventListener(LOCKED, onLocked);
    };
  }, [minutes, lock === 'locked']);
  return { lock, unlock: () => setLock('open') };
}
