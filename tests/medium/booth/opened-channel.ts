import { TestPostgres } from '#testing';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { TestChannel } from './test-channel.js';

/** `each` gets a channel in a house of its own before each test of a file, on one PostgreSQL. Called once, at the file's top. */
export function openChannel(each: (channel: TestChannel) => void): void {
  let server: TestPostgres;
  let channel: TestChannel;
  beforeAll(async () => {
    server = await TestPostgres.start();
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    channel = await TestChannel.open(server);
    each(channel);
  });
  afterEach(() => channel?.close());
}
