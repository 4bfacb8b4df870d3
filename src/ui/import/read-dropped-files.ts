import type { ProblemReport } from '../../base/problem.ts';
import type { ImportedFile } from '../../protocol/import-messages.ts';
import type { PageStore } from '../state/store.ts';
import { importing as texts } from './texts.ts';

/** The most that a tab can hold at once. The worker knows the kind of export and checks its size limit. */
const MOST_BYTES = 512 * 2 ** 20;

/** The part of a dropped file that this module needs. */
export type DroppedFile = Pick<File, 'name' | 'size' | 'arrayBuffer'>;

/** Reads dropped or chosen files and sends them all together to the worker. */
export async function importFiles(
  store: Pick<PageStore, 'state' | 'act' | 'send'>,
  files: readonly DroppedFile[],
): Promise<void> {
  if (files.length === 0) return;
  store.act({ type: 'importing', names: files.map(({ name }) => name) });
  const read = await bytesOf(files);
  // The person closed the dialog during the read.
  if (store.state().importing.step !== 'reading') return;
  if ('problem' in read) store.act({ type: 'importUnreadable', problem: read.problem });
  else store.send({ type: 'previewImport', files: read.files });
}

/** The contents of the files, or the reason why one could not be read. */
async function bytesOf(
  files: readonly DroppedFile[],
): Promise<{ readonly files: readonly ImportedFile[] } | { readonly problem: ProblemReport }> {
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (size > MOST_BYTES) {
    const message = texts.tooLarge(files[0].name, files.length, size);
    return { problem: { code: 'file-too-large', message, advice: texts.readable } };
  }
  const read: ImportedFile[] = [];
  for (const file of files) {
    try {
      read.push({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
    } catch {
      // This is a folder, or the file was moved or deleted.
      const message = texts.unreadable(file.name);
      return { problem: { code: 'file-broken', message, advice: texts.unreadableAdvice } };
    }
  }
  return { files: read };
}
