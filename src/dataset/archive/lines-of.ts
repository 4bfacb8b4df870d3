import { readingLimits, rowTooLong } from './reading-limits.ts';

/** One line of a text without its line break. */
export interface Line {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/**
 * The lines of a text that are not blank, one by one, so that whoever reads them can pause.
 * @throws Problem 'file-too-large' for a line that is far too long
 */
export function* linesOf(text: string): Generator<Line, void> {
  let line = 0;
  for (let at = 0; at < text.length; ) {
    const found = text.indexOf('\n', at);
    const end = found < 0 ? text.length : found;
    line++;
    if (end - at > readingLimits.rowLetters) throw rowTooLong(line);
    const content = text.slice(at, text[end - 1] === '\r' && end > at ? end - 1 : end);
    at = end + 1;
    if (content !== '') yield { line, text: content };
  }
}
