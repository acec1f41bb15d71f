import type { CompletionCode } from '#protocol';
import type { LogEntry } from '../read-log.js';
import { ordered, shown } from './ordered.js';
import type { SessionStory } from './sessions.js';

/** Something that was refused, or a seal that did not hold. */
export interface Attempt {
  readonly index: number;
  readonly time: string;
  readonly kind: 'refused' | 'broken';
  /** Stable code: of the refusal, or why the session ended. */
  readonly code: string;
  readonly count: number;
  readonly role: number | undefined;
  /** Of the session it happened in. */
  readonly booth: string | undefined;
  readonly session: string | undefined;
  /** How the session ended afterwards; undefined outside of one, or if it has not. */
  readonly followed: CompletionCode | undefined;
}

/** All of them, the newest first. What the gateway let pass leaves nothing here. */
export function foldAttempts(entries: readonly LogEntry[], sessions: readonly SessionStory[]): Attempt[] {
  const stories = new Map(sessions.map((story) => [story.session, story]));
  const read = ordered(entries);
  return read
    .flatMap((entry): Attempt[] => {
      const { index, leaf } = entry;
      const { time, session } = leaf;
      const role = shown(entry, 'role') as number | undefined;
      const story = session === undefined ? undefined : stories.get(session);
      const base = { index, time, role, booth: story?.booth, session, followed: story?.end };
      if (leaf.type === 'gateway.refused') {
        const code = (shown(entry, 'code') as string | undefined) ?? '';
        return [{ ...base, kind: 'refused', code, count: (shown(entry, 'count') as number | undefined) ?? 1 }];
      }
      if (leaf.type === 'code.verdict' && shown(entry, 'same') === false) {
        return [{ ...base, kind: 'broken', code: 'codes-differ', count: 1 }];
      }
      if (leaf.type === 'session.closed' && shown(entry, 'code') === 'booth-not-safe') {
        return [{ ...base, kind: 'broken', code: 'booth-not-safe', count: 1 }];
      }
      return [];
    })
    .toReversed();
}
