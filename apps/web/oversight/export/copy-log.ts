import { logFiles, LogSource, parseCheckpoint } from '#ledger';

/** A log in memory, as it was when it was copied. */
export class CopiedLog extends LogSource {
  constructor(readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>) {
    super();
  }

  override async list(): Promise<string[]> {
    return [...this.files.keys()];
  }

  override async read(path: string): Promise<Uint8Array | undefined> {
    return this.files.get(path);
  }
}

/** All files of a log, whether it holds or not: those that its checkpoint calls for, as far as the source has them. */
export async function copyLog(source: LogSource): Promise<CopiedLog> {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const checkpoint = await source.read('checkpoint');
  for (const path of logFiles(sizeOf(checkpoint))) {
    const bytes = path === 'checkpoint' ? checkpoint : await source.read(path);
    if (bytes) files.set(path, Uint8Array.from(bytes));
  }
  return new CopiedLog(files);
}

/** What a checkpoint says, signed or not; 0 where it says nothing. */
function sizeOf(checkpoint: Uint8Array | undefined): number {
  const note = new TextDecoder().decode(checkpoint);
  try {
    return parseCheckpoint(note.slice(0, note.lastIndexOf('\n\n') + 1)).size;
  } catch {
    return 0;
  }
}
