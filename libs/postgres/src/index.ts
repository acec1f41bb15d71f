export * from './connect.js';
export * from './database.js';
export * from './migrate.js';
export * from './people-tables.js';
export * from './postgres-error.js';
