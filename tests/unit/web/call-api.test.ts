import { afterEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { ask, send } from '../../../apps/web/api/call-api.js';

const answers = (status: number, body: unknown) =>
  vi.stubGlobal('fetch', async () => new Response(status === 204 ? null : JSON.stringify(body), { status }));

afterEach(() => vi.unstubAllGlobals());
const Known = z.object({ name: z.string() });

test('an answer of the right shape is given, of another shape is a failure', async () => {
  answers(200, { name: 'x' });
  await expect(ask(Known, 'GET', '/api/x')).resolves.toEqual({ name: 'x' });
  answers(200, { name: 1 });
  await expect(ask(Known, 'GET', '/api/x')).rejects.toMatchObject({ code: 'failed' });
});

test('a refusal keeps its code and field; an unknown code becomes "failed"', async () => {
  answers(409, { code: 'booth-taken', sentence: 'x', field: 'booth' });
  await expect(send('POST', '/api/x')).rejects.toMatchObject({ code: 'booth-taken', field: 'booth' });
  answers(403, { code: 'code-wrong', sentence: 'x', left: 3 });
  await expect(send('POST', '/api/x')).rejects.toMatchObject({ code: 'code-wrong', left: 3 });
  answers(500, { code: 'something-new', sentence: 'x' });
  await expect(send('POST', '/api/x')).rejects.toMatchObject({ code: 'failed' });
  answers(502, 'Bad gateway');
  await expect(send('POST', '/api/x')).rejects.toMatchObject({ code: 'part-down' });
});

test('no network is its own code', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('network');
  });
  await expect(send('POST', '/api/x')).rejects.toMatchObject({ code: 'unreachable' });
});
