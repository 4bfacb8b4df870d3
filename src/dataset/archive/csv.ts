import { readingLimits, rowTooLong } from './reading-limits.ts';

/** One record of a CSV file. */
export interface CsvRow {
  /** The line that it starts on, from 1. */
  readonly line: number;
  readonly fields: readonly string[];
}

/**
 * Parses CSV as in RFC 4180: quotes, doubled quotes, separators and line breaks inside quotes, LF or CRLF, with or
 * without a byte order mark and a final line break. Blank lines are skipped. The text must fit into a string, so ratings
 * have their own reader.
 * @throws Problem 'file-too-large' for a row that is far too long, as where a quote is never closed
 */
export function* parseCsv(text: string, separator = ','): Generator<CsvRow, void> {
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let line = 1;
  while (at < text.length) {
    if (text[at] === '\n') {
      line++;
      at++;
      continue;
    }
    const row = readRow(text, at, separator);
    if (row === null) throw rowTooLong(line);
    if (row.fields.length > 1 || row.fields[0] !== '') yield { line, fields: row.fields };
    line += row.breaks;
    at = row.end;
  }
}

/**
 * Most rows hold no quotes: the engine cuts their fields, which halves the time that details.csv takes.
 * @returns null for a row that is too long
 */
function readRow(text: string, start: number, separator: string) {
  const lineEnd = text.indexOf('\n', start);
  const end = lineEnd < 0 ? text.length : lineEnd;
  if (end - start > readingLimits.rowLetters) return null;
  const row = text.slice(start, end > start && text[end - 1] === '\r' ? end - 1 : end);
  if (row.includes('"')) return readQuotedRow(text, start, separator);
  return { fields: row.split(separator), end: end + 1, breaks: 1 };
}

function readQuotedRow(text: string, start: number, separator: string) {
  const fields: string[] = [];
  let breaks = 1;
  let at = start;
  for (;;) {
    let field = '';
    if (text[at] === '"') {
      const quoted = readQuoted(text, at + 1);
      if (quoted.end - start > readingLimits.rowLetters) return null;
      field = quoted.value;
      breaks += countBreaks(text, at, quoted.end);
      at = quoted.end;
    }
    // Text after a closing quote belongs to the field, too, so that nothing is dropped silently.
    const plainStart = at;
    while (at < text.length && text[at] !== separator && text[at] !== '\n') at++;
    const endsRow = text[at] !== separator;
    const plainEnd = endsRow && text[at - 1] === '\r' && at > plainStart ? at - 1 : at;
    fields.push(field + text.slice(plainStart, plainEnd));
    at++;
    if (endsRow) return { fields, end: at, breaks };
  }
}

function readQuoted(text: string, start: number): { value: string; end: number } {
  let close = text.indexOf('"', start);
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  const end = close < 0 ? text.length : close;
  return { value: text.slice(start, end).replaceAll('""', '"'), end: close < 0 ? end : end + 1 };
}

function countBreaks(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
