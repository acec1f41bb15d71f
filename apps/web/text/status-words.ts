import type { Status, StatusFinding } from '#protocol';
import { m } from '../generated/texts/messages.js';
import { dayAndClock } from './moments.js';

/** A sentence for the operator, and what to type. */
export const FINDING_HELP: Readonly<Record<StatusFinding, { words: () => string; command: string }>> = {
  'self-test-failed': {
    words: m.status_self_test_failed,
    command: 'journalctl -u habeas-facility -n 100; npm run -s verify -- /var/lib/habeas/ledger',
  },
  'part-down': {
    words: m.status_part_down,
    command: 'journalctl -u "habeas-*" -n 100; systemctl restart habeas.target',
  },
  'hints-down': {
    words: m.status_hints_down,
    command: 'journalctl -u habeas-redis -n 100; systemctl restart habeas-redis',
  },
  'hearing-plane-down': {
    words: m.status_hearing_plane_down,
    command: 'journalctl -u habeas-hearing-plane -n 100; systemctl restart habeas-hearing-plane',
  },
  'relay-down': {
    words: m.status_relay_down,
    command: 'journalctl -u habeas-relay -n 100; systemctl restart habeas-relay',
  },
  'disk-full': { words: m.status_disk_full, command: 'df -h /var/lib/habeas; journalctl --vacuum-size=200M' },
  'disk-fills': { words: m.status_disk_fills, command: 'df -h /var/lib/habeas; du -sh /var/lib/habeas/*' },
  'ledger-waits': { words: m.status_ledger_waits, command: 'journalctl -u habeas-keeper -n 100' },
  'clock-off': { words: m.status_clock_off, command: 'systemctl restart chrony; chronyc tracking' },
  'clock-jumped': { words: m.status_clock_jump, command: 'systemctl restart habeas-facility' },
  'clock-unkept': { words: m.status_clock_loose, command: 'apt-get install chrony' },
  'certificate-ends': { words: m.status_certificate_ends, command: 'systemctl restart habeas-facility' },
  'backup-missing': { words: m.status_backup_missing, command: 'npm run -s backup -- /srv/backup' },
  'backup-old': { words: m.status_backup_old, command: 'systemctl list-timers habeas-backup.timer' },
  'restore-untested': { words: m.status_restore_untested, command: 'npm run -s restore -- --try FILE' },
  'kiosk-silent': { words: m.status_kiosk_silent, command: 'ping KIOSK' },
  'self-test-missing': { words: m.status_self_test_missing, command: 'journalctl -u habeas-facility -n 100' },
  'booth-fault': { words: m.status_booth_fault, command: 'ls /dev/video*; arecord -l; aplay -l' },
};

const PART_WORDS: Readonly<Record<string, () => string>> = {
  facility: m.status_part_facility,
  postgres: m.status_part_postgres,
  redis: m.status_part_redis,
  keeper: m.status_part_keeper,
  'booth-plane': m.status_part_booth_plane,
  'hearing-plane': m.status_part_hearing_plane,
  relay: m.status_part_relay,
};
export const partWords = (part: string): string => PART_WORDS[part]?.() ?? part;

const two = (bytes: number): string => (bytes / 1e9).toFixed(bytes < 1e10 ? 1 : 0);
export function diskWords({ free, total, days }: Status['disk']): string {
  const space = { free: two(free), total: two(total) };
  return days === undefined ? m.status_disk_words(space) : m.status_disk_days({ ...space, days });
}

export function clockWords({ source, synchronised, offset }: Status['clock']): string {
  if (synchronised === undefined) return m.status_clock_unknown();
  if (!synchronised) return m.status_clock_unkept();
  if (offset === undefined) return m.status_clock_kept({ source });
  return m.status_clock_offset({ source, seconds: offset.toFixed(3) });
}

/** Day and time in the facility's zone; `never` when there was none. */
export const momentWords = (at: string | undefined, zone: string): string =>
  at === undefined ? m.status_never() : dayAndClock(at, zone);
