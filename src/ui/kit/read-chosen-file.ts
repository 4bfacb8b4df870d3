import type { ProblemReport } from '../../base/problem.ts';

/** The part of a chosen file that is needed here. */
export type ChosenFile = Pick<File, 'name' | 'size' | 'arrayBuffer'>;

/** What is said of a file that is not read. */
interface FileTexts {
  tooLarge(name: string, bytes: number): string;
  readonly tooLargeAdvice: string;
  unreadable(name: string): string;
  readonly unreadableAdvice: string;
}

/**
 * What a file holds, or why it was not read; what the bytes are worth is for the worker to tell.
 * @param most read at once, a larger file could end the tab
 */
export async function readChosenFile(
  file: ChosenFile,
  most: number,
  texts: FileTexts,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer> } | { readonly problem: ProblemReport }> {
  const { name, size } = file;
  if (size > most) {
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
