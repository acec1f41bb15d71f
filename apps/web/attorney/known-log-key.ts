const KEY = 'habeas-log-key';

/**
 * The verifier key of the facility's log as this device first saw it. It comes from the server it judges, so it proves
 * nothing about the first visit; a key that is changed later is found out.
 */
export class KnownLogKey {
  constructor(readonly shelf: Pick<Storage, 'getItem' | 'setItem'>) {}

  /** The key kept here; the first one said is kept. */
  of(said: string): string {
    const kept = this.shelf.getItem(KEY);
    if (kept === null) this.shelf.setItem(KEY, said);
    return kept ?? said;
  }
}
