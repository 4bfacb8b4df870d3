import type { DroppedFile } from './read-dropped-files.ts';

/** A data set has some 10 files; more than these are not one that anybody meant to drop. */
const MAX_FILES = 1000;
const MAX_DEPTH = 4;

/**
 * The files of a drop, those in folders included. Must be called while the event is handled, because the browser empties
 * the drop afterwards.
 */
export function filesInDrop({ items, files }: DataTransfer): Promise<DroppedFile[]> {
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
  const plain = [...files].map((content) => ({ name: content.name, content }));
  // Tests and some programs drop files without entries.
  return entries.some(({ isDirectory }) => isDirectory) ? collect(entries) : Promise.resolve(plain);
}

async function collect(entries: readonly FileSystemEntry[]): Promise<DroppedFile[]> {
  const found: DroppedFile[] = [];
  let level = entries;
  for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth++) {
    const next: FileSystemEntry[] = [];
    for (const entry of level) {
      if (found.length >= MAX_FILES) return found;
      if (isFile(entry))
        found.push({ name: entry.fullPath.replace(/^\//, ''), content: await fileOf(entry) });
      else if (isFolder(entry)) next.push(...(await entriesOf(entry)));
    }
    level = next;
  }
  return found;
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    // Each call gives up to 100 entries, and none after the last one.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0 || all.length > MAX_FILES) return all;
    all.push(...some);
  }
}
