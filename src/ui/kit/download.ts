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
