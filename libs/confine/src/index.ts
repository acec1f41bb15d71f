export * from './confine.js';
export * from './hangs.js';
export * from './innermost.js';
export * from './nft.js';
export * from './named.js';
