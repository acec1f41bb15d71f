/** Where a verifier reads a log. Paths are relative, with `/`. */
export abstract class LogSource {
  /** Every file; undefined where files cannot be listed (HTTP): unknown files are then not seen. */
  abstract list(): Promise<readonly string[] | undefined>;
  /** Undefined when there is no such file. */
  abstract read(path: string): Promise<Uint8Array | undefined>;
}
