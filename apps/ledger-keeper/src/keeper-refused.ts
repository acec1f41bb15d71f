import type { KeeperRefusal } from '#ledger';

const STATUS: Readonly<Record<KeeperRefusal['code'], number>> = {
  malformed: 400,
  'time-in-future': 400,
  'type-not-allowed': 403,
  'not-found': 404,
  'seq-gap': 409,
  conflict: 409,
  'chain-closed': 409,
  'too-large': 413,
  'not-durable': 503,
};

/** A request that the keeper does not fulfil; its body is `refusal`. */
export class KeeperRefused extends Error {
  readonly status: number;

  constructor(readonly refusal: KeeperRefusal) {
    super(refusal.sentence);
    this.status = STATUS[refusal.code];
  }
}
