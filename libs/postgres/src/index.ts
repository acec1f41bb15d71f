export * from './audit-tables.js';
export * from './booking-tables.js';
export * from './booth-tables.js';
export * from './connect.js';
export * from './database.js';
export * from './migrate.js';
export * from './people-tables.js';
export * from './postgres-error.js';
