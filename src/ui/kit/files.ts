import type { ProblemReport } from '../../base/problem.ts';

/** How long the file stays in memory: a browser may first ask the person where to save it. */
const LIFETIME_MS = 60_000;

/** Saves a file that was made in the page. */
export function download(name: string, parts: BlobPart[], type: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob(parts, { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), LIFETIME_MS);
}

/** Saves a CSV table. The byte order mark in front tells spreadsheets that the text is UTF-8. */
export function downloadCsv(name: string, table: string): void {
  download(name, ['\uFEFF', table], 'text/csv');
}

/** What is needed of a file that the person has chosen. */
export type ChosenFile = Pick<File, 'name' | 'size' | 'arrayBuffer'>;

/** The messages for a file that cannot be read. */
interface FileTexts {
  tooLarge(name: string, bytes: number): string;
  readonly tooLargeAdvice: string;
  unreadable(name: string): string;
  readonly unreadableAdvice: string;
}

/**
 * Reads a file into memory, or says why it could not. Whether the bytes make sense is for the worker to check.
 * @param most bytes; a larger file could crash the tab and is refused
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
    // The file was moved or deleted after it was chosen, or its disk is gone.
    const advice = texts.unreadableAdvice;
    return { problem: { code: 'file-broken', message: texts.unreadable(name), advice } };
  }
}
