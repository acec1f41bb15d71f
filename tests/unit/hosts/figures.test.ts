import { get } from 'node:http';
import { expect, it } from 'vitest';
import { HealthParts } from '../../../apps/facility/src/health/health-parts.js';
import { MetricsServer } from '../../../apps/facility/src/metrics/metrics-server.js';
import { Metrics } from '../../../apps/facility/src/metrics/metrics.js';

const read = (url: string) =>
  new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
    get(url, (answer) => {
      let text = '';
      answer.on('data', (part) => (text += part));
      answer.on('end', () => resolve({ status: answer.statusCode, text }));
    }).on('error', reject);
  });

it('serves figures on 127.0.0.1 and leaves out a gauge that cannot be read', async () => {
  const metrics = new Metrics();
  metrics.gauge('habeas_ledger_size', 'Entries in the ledger', () => 50);
  metrics.gauge('habeas_sessions', 'Sessions', () => Promise.reject(new Error('no answer')));
  metrics.joins.inc({ role: '1' });
  const server = new MetricsServer(metrics);
  const url = await server.start(0);
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/);
  const { text } = await read(url);
  expect(text).toMatch(/^habeas_ledger_size 50$/m);
  expect(text).toMatch(/^habeas_joins_total\{role="1"\} 1$/m);
  expect(text).not.toMatch(/^habeas_sessions \d/m);
  expect((await read(url.replace('/metrics', '/'))).status).toBe(404);
  await server.stop();
  await expect(read(url)).rejects.toThrow();
});

it('says of each part since when it is as it is; only a needed one makes it unready', async () => {
  let minute = 0;
  let [redis, keeper] = [true, true];
  const parts = new HealthParts(
    [
      { name: 'keeper', needed: true, works: async () => keeper },
      { name: 'redis', needed: false, works: async () => redis || Promise.reject(new Error('down')) },
    ],
    () => new Date(Date.UTC(2026, 0, 1, 0, minute++)),
  );
  const first = await parts.check();
  expect(first).toMatchObject({ ready: true, degraded: false });
  expect(await parts.check()).toEqual(first);
  redis = false;
  const second = await parts.check();
  expect(second).toMatchObject({ ready: true, degraded: true });
  expect(second.parts[0]).toEqual(first.parts[0]);
  expect(second.parts[1]!.since > first.parts[1]!.since).toBe(true);
  keeper = false;
  expect((await parts.check()).ready).toBe(false);
});
