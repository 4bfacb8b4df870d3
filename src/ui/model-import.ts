import type { ProblemReport } from '../problem.ts';
import { model as texts } from './texts-runs.ts';

/** Far more than any model takes; read at once, a larger file could end the tab. */
const MOST_BYTES = 512 * 2 ** 20;

/** The part of a chosen file that is needed here. */
export type ChosenFile = Pick<File, 'name' | 'size' | 'arrayBuffer'>;

/** What a file holds, or why it was not read; what the bytes are worth is for the worker to tell. */
export async function readModelFile(
  file: ChosenFile,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer> } | { readonly problem: ProblemReport }> {
  const { name, size } = file;
  if (size > MOST_BYTES) {
    const advice = texts.tooLargeAdvice;
    return { problem: { code: 'file-too-large', message: texts.tooLarge(name, size), advice } };
  }
  try {
    return { bytes: new Uint8Array(await file.arrayBuffer()) };
  } catch {
    // Moved or deleted since it was chosen, or on a disk that is gone.
    const advice = texts.unreadableAdvice;
    return { problem: { code: 'file-broken', message: texts.unreadable(name), advice } };
  }
}
