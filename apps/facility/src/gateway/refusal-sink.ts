import type { Grant } from './grants.js';
import type { GatewayRefusalCode } from './gateway-refusal.js';

/**
 * Where refusals become entries. Per connection the first of each code comes at once with count 1, further ones
 * at most once a minute with their count, and what remains when the connection closes. Must not throw; not awaited.
 */
export abstract class RefusalSink {
  /** `grant` is undefined when the connection had none: count it, there is no session to enter it under. */
  abstract refused(grant: Grant | undefined, code: GatewayRefusalCode, count: number): void;
}
