/** A folder of small files. Paths are relative, with `/`. */
export abstract class DurableFiles {
  abstract read(path: string): Promise<Uint8Array | undefined>;
  /** Every file, also those left behind by a crash. */
  abstract list(): Promise<string[]>;
  /**
   * Replaces a file in one step. When it resolves, content and name survive a power cut.
   * When it rejects, either the old or the new file is there: nobody knows which.
   */
  abstract write(path: string, bytes: Uint8Array): Promise<void>;
  abstract remove(path: string): Promise<void>;
}
