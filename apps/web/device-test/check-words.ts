import type { BrowserPart } from '#calling';
import { m } from '../generated/texts/messages.js';
import type { CheckName, CheckState, DeviceFacts } from './device-checks.js';

export const NAMES: Readonly<Record<CheckName, () => string>> = {
  browser: m.test_browser,
  network: m.test_network,
  camera: m.test_camera,
  microphone: m.test_microphone,
  speaker: m.test_speaker,
};

export const STATES: Readonly<Record<CheckState, { shape: string; words: () => string }>> = {
  'not-yet': { shape: '–', words: m.test_not_yet },
  working: { shape: '…', words: m.test_working },
  ask: { shape: '?', words: m.test_ask },
  good: { shape: '✓', words: m.test_good },
  failed: { shape: '✕', words: m.test_failed },
};

const PARTS: Readonly<Record<BrowserPart, () => string>> = {
  capture: m.test_part_capture,
  'frame-encryption': m['test_part_frame-encryption'],
  keys: m.test_part_keys,
  vp9: m.test_part_vp9,
  opus: m.test_part_opus,
  worker: m.test_part_worker,
};

const GOOD: Readonly<Partial<Record<CheckName, () => string>>> = {
  browser: m.test_browser_good,
  camera: m.test_camera_good,
  microphone: m.test_microphone_good,
  speaker: m.test_speaker_good,
};

/** What was found, with figures; when it failed, what to change. */
export function findingWords(name: CheckName, state: CheckState, { fit, line }: DeviceFacts): readonly string[] {
  const figures =
    name === 'network' && line !== undefined && line !== 'none'
      ? [m.test_network_figures({ ms: line.roundTrip, up: line.up, down: line.down })]
      : [];
  if (state === 'good') return [...figures, ...(GOOD[name] ? [GOOD[name]()] : [])];
  if (state !== 'failed') return figures;
  switch (name) {
    case 'browser': {
      const missing = (fit ?? []).filter(({ fits }) => !fits).map(({ part }) => PARTS[part]());
      return [m.test_browser_fix({ parts: missing.join(', ') })];
    }
    case 'network':
      return line === 'none' ? [m.test_network_none()] : [...figures, m.test_network_fix()];
    case 'camera':
      return [m.test_camera_fix()];
    case 'microphone':
      return [m.test_microphone_fix()];
    case 'speaker':
      return [m.test_speaker_fix()];
  }
}

export const CHECKS: readonly CheckName[] = ['browser', 'network', 'camera', 'microphone', 'speaker'];

/** The report to save: no name, no booking; what was found on this device and when. */
export function reportText(
  states: Readonly<Record<CheckName, CheckState>>,
  facts: DeviceFacts,
  about: { readonly at: string; readonly browser: string },
): string {
  const lines = CHECKS.flatMap((name) => [
    `${STATES[states[name]].shape} ${NAMES[name]()}: ${STATES[states[name]].words()}`,
    ...findingWords(name, states[name], facts).map((words) => `  ${words}`),
  ]);
  const parts = (facts.fit ?? []).map(({ part, fits }) => `  ${fits ? '✓' : '✕'} ${PARTS[part]()}`);
  return [
    'Habeas',
    m.test_title(),
    about.at,
    about.browser,
    '',
    ...lines,
    '',
    ...parts,
    m.test_network_not_tested(),
    '',
  ].join('\n');
}
