/** Long enough for a browser that asks first where to put it. */
const REVOKE_AFTER_MS = 60_000;

/** Hands a file that was made here to the browser to save. */
export function download(name: string, parts: BlobPart[], type: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob(parts, { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), REVOKE_AFTER_MS);
}

/** The same for a table; the mark in front tells spreadsheets that it is UTF-8. */
export function downloadCsv(name: string, table: string): void {
  download(name, ['\uFEFF', table], 'text/csv');
}
