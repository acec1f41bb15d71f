const KEPT_LINES = 20;

/**
 * coturn prints the address of every client it lets go. What it says while it starts is kept for the operator; from then
 * on every line is dropped unread, so no address outlives its session.
 */
export class QuietLog {
  #started = false;
  #lines: string[] = [];

  take(line: string): void {
    if (!this.#started) this.#lines = [...this.#lines.slice(1 - KEPT_LINES), line];
  }

  /** It answers now: nothing more is kept, and what was kept goes. */
  started(): void {
    this.#started = true;
    this.#lines = [];
  }

  /** What it said before it answered. */
  get beginning(): string {
    return this.#lines.join('\n');
  }
}
