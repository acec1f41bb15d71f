import { afterAll, beforeAll, expect, it } from 'vitest';
import { RedisWake } from '#queue';
import { TestRedis } from '#testing';

let redis: TestRedis;
beforeAll(async () => {
  redis = await TestRedis.start();
});
afterAll(async () => {
  await redis?.stop();
});

it('wakes another process, at once and later, and never two at a time', async () => {
  const [here, there] = [new RedisWake(redis.socket), new RedisWake(redis.socket)];
  let running = 0;
  let woken = 0;
  let most = 0;
  there.onWake('outbox', async () => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    woken += 1;
  });
  for (let n = 0; n < 20; n += 1) here.wake('outbox', n % 2 ? 100 : 0);
  await expect.poll(() => woken, { timeout: 15_000 }).toBe(20);
  expect(most).toBe(1);
  await Promise.all([here.close(), there.close()]);
});

it('survives FLUSHALL and a lost Redis: nothing throws, later hints arrive', async () => {
  const wake = new RedisWake(redis.socket);
  let woken = 0;
  wake.onWake('queue', async () => {
    woken += 1;
    throw new Error('a handler that fails is forgotten');
  });
  wake.wake('queue');
  await expect.poll(() => woken, { timeout: 15_000 }).toBe(1);
  await redis.send('FLUSHALL');
  wake.wake('queue');
  await expect.poll(() => woken, { timeout: 15_000 }).toBe(2);
  await redis.crash();
  const before = process.hrtime.bigint();
  for (let n = 0; n < 500; n += 1) wake.wake('queue');
  // None of them waits for Redis: one that did would take seconds. How fast it is otherwise, a busy machine decides.
  expect(Number(process.hrtime.bigint() - before) / 1e6).toBeLessThan(5000);
  await redis.resume();
  const reached = woken;
  await expect
    .poll(
      () => {
        wake.wake('queue');
        return woken;
      },
      { timeout: 20_000, interval: 200 },
    )
    .toBeGreaterThan(reached);
  await wake.close();
});

it('closes while Redis was never there', async () => {
  const wake = new RedisWake('/nonexistent/redis.sock');
  wake.onWake('outbox', async () => {});
  wake.wake('outbox');
  await wake.close();
});
