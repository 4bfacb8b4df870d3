import type { PageStore } from '../state/store.ts';

/** A file that was dropped or chosen. In a folder that was dropped, `name` has the folders. */
export interface DroppedFile {
  readonly name: string;
  readonly content: Blob;
}

/** Sends dropped or chosen files all together to the worker, which reads them: the page holds no bytes of them. */
export function importFiles(store: Pick<PageStore, 'act' | 'send'>, files: readonly DroppedFile[]): void {
  if (files.length === 0) return;
  store.act({ type: 'importing', names: files.map(({ name }) => name) });
  store.send({ type: 'previewImport', files });
}

export function chosenFiles(files: Iterable<File>): DroppedFile[] {
  return Array.from(files, (content) => ({ name: content.name, content }));
}
