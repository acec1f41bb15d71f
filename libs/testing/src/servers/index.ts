export * from './test-postgres.js';
export * from './test-redis.js';
