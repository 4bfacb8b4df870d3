/**
 * How a text begins that a spreadsheet would run as a formula, or that would read like one that was made harmless: reading
 * takes one apostrophe away again.
 */
const FORMULA = /^'*[=+\-@\t\r\n]/;

/** A text as one cell of a CSV table: it cannot be run as a formula, and is quoted where needed (RFC 4180). */
export function textCell(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** The apostrophe that prevents a spreadsheet from running a text as a formula. It is not part of the text. */
const GUARD = /^'(?='*[=+\-@\t\r\n])/;

/** The text of a cell that `textCell` wrote. */
export function withoutGuard(cell: string): string {
  return cell.replace(GUARD, '');
}
