import { LogSource } from '#ledger';

/** A log in a folder that a person chose: nothing leaves the device. */
export class FolderLog extends LogSource {
  constructor(readonly files: ReadonlyMap<string, Blob>) {
    super();
  }

  override async list(): Promise<string[]> {
    return [...this.files.keys()];
  }

  override async read(path: string): Promise<Uint8Array | undefined> {
    const file = this.files.get(path);
    return file && new Uint8Array(await file.arrayBuffer());
  }
}
