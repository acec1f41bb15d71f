/** Every file of what was dropped, folders with all that is in them, by path. */
export async function droppedFiles(items: DataTransferItemList): Promise<Map<string, Blob>> {
  const files = new Map<string, Blob>();
  // Asked for at once: the list is empty after the event.
  const entries = [...items].map((item) => item.webkitGetAsEntry());
  for (const entry of entries) if (entry) await collect(entry, files);
  return files;
}

async function collect(entry: FileSystemEntry, files: Map<string, Blob>): Promise<void> {
  if (entry.isFile) {
    const file = await new Promise<File>((done, fail) => (entry as FileSystemFileEntry).file(done, fail));
    files.set(entry.fullPath.slice(1), file);
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // A hundred at a time, none at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done, fail) => reader.readEntries(done, fail));
    if (some.length === 0) return;
    for (const one of some) await collect(one, files);
  }
}
