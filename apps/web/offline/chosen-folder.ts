import { ExportAbout } from '../oversight/export/export-about.js';
import { wallTime } from '../text/moments.js';
import { FolderLog } from './folder-log.js';

/** What lay in a folder: a log, and of an export also what is beside it. */
export interface ChosenFolder {
  readonly log: FolderLog;
  readonly files: number;
  /** Text of `log.vkey`: the key that came with the log. */
  readonly foundKey: string | undefined;
  /** Lines of the checkpoint that name who signed it. */
  readonly signers: readonly string[];
  /** Text of `openings.json`. */
  readonly openings: string | undefined;
  readonly about: ExportAbout | undefined;
}

/** Finds the log in files by path, at whatever depth it lies; undefined where there is none. */
export async function chosenFolder(files: ReadonlyMap<string, Blob>): Promise<ChosenFolder | undefined> {
  const checkpoint = [...files.keys()]
    .filter((path) => /(^|\/)checkpoint$/.test(path))
    .toSorted((one, other) => one.length - other.length)[0];
  if (checkpoint === undefined) return undefined;
  const at = checkpoint.slice(0, -'checkpoint'.length);
  const own = [...files].filter(([path]) => path.startsWith(at));
  const log = new FolderLog(new Map(own.map(([path, file]) => [path.slice(at.length), file])));
  const beside = at.endsWith('ledger/') ? at.slice(0, -'ledger/'.length) : undefined;
  const text = async (path: string) => (beside === undefined ? undefined : files.get(beside + path)?.text());
  return {
    log,
    files: own.length,
    foundKey: (await log.files.get('log.vkey')?.text())?.trim(),
    signers: signersOf(await files.get(checkpoint)!.text()),
    openings: await text('openings.json'),
    about: aboutOf(await text('export.json')),
  };
}

const signersOf = (note: string): string[] =>
  [...note.slice(note.lastIndexOf('\n\n')).matchAll(/^— (\S+) /gm)].map(([, name]) => name!);

function aboutOf(text: string | undefined): ExportAbout | undefined {
  try {
    const about = ExportAbout.parse(JSON.parse(text ?? ''));
    // Throws for a zone that nobody knows.
    wallTime(0, about.facility.zone);
    return about;
  } catch {
    return undefined;
  }
}
