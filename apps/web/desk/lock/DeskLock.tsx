import type { Me } from '#protocol';
import { m } from '../../generated/texts/messages.js';
import { Notice } from '../../ui/Notice.js';
import { LockScreen } from './LockScreen.js';
import { useLock } from './use-lock.js';

interface DeskLockProps {
  person: NonNullable<Me['person']>;
  minutes: number;
  zone: string;
  /** Signed in again: as the same person, or not. */
  onBack: () => void;
}

/** Over a desk nobody touches: first a warning, then the lock. What lies under it stays as it is. */
export function DeskLock({ person, minutes, zone, onBack }: DeskLockProps) {
  const { lock, unlock } = useLock(minutes, person.locked === true);
  if (lock === 'locked') {
    return (
      <LockScreen
        person={person}
        minutes={minutes}
        zone={zone}
        onSame={() => {
          unlock();
          onBack();
        }}
      />
    );
  }
  return (
    <div class="lock-warning" role="status">
      {lock === 'warning' && (
        <Notice kind="caution" title={m.lock_soon()}>
          <p>{m.lock_soon_words()}</p>
        </Notice>
      )}
    </div>
  );
}
