import type { RefObject } from 'react';
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

/**
 * A file chooser without a look of its own: the label around it is the button. The listener is the element's own: while
 * the chooser is open, the rest of the data set may arrive and exchange the page, and React hears nothing of an element
 * that is gone.
 */
export function FileInput(props: {
  /** Endings and types, as in the attribute. */
  readonly accept: string;
  readonly multiple?: boolean;
  readonly disabled?: boolean;
  /** Gets the element, for the focus. */
  readonly element?: RefObject<HTMLInputElement | null>;
  /** At least one file. It may be called after the component has gone. */
  readonly onFiles: (files: readonly File[]) => void;
}) {
  const { accept, multiple = false, disabled = false, element, onFiles } = props;
  const listen = (input: HTMLInputElement | null) => {
    if (element !== undefined) element.current = input;
    if (input === null) return;
    input.onchange = () => {
      const files = Array.from(input.files ?? []);
      // This lets the person choose the same file again after they fix it.
      input.value = '';
      if (files.length > 0) onFiles(files);
    };
  };
  return (
    <input
      className="visually-hidden"
      type="file"
      accept={accept}
      multiple={multiple}
      disabled={disabled}
      ref={listen}
    />
  );
}
