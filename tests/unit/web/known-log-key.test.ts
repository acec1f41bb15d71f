import { expect, test } from 'vitest';
import { KnownLogKey } from '../../../apps/web/attorney/known-log-key.js';

test('the first key that a device saw stays, whatever the server says later', () => {
  const kept = new Map<string, string>();
  const shelf = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, to: string) => void kept.set(key, to),
  };
  expect(new KnownLogKey(shelf).of('log+1+AA')).toBe('log+1+AA');
  expect(new KnownLogKey(shelf).of('log+2+BB')).toBe('log+1+AA');
});
