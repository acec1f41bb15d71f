import type { EntryDraft, KeeperState } from '#ledger';

/** The only writer of the ledger, as the facility knows it. Every method throws AuditError `keeper-*`. */
export abstract class Keeper {
  /** When this resolves, every entry is durable and under a published checkpoint. Repeating is harmless. */
  abstract append(entries: readonly EntryDraft[]): Promise<number[]>;
  abstract state(): Promise<KeeperState>;
  /** C2SP tlog-proof text of a leaf. */
  abstract proof(index: number): Promise<string>;
}
