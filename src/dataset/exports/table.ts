import Papa from 'papaparse';

const SEPARATORS = [',', ';', '\t'] as const;

/** A table of a person's export. */
export interface Table {
  /** Names of the columns from the first row, trimmed and in lower case. */
  readonly columns: readonly string[];
  /** Calls `row` for each row after the first. Rows are numbered as in a spreadsheet, so the first call has number 2. */
  each(row: (cells: readonly string[], number: number) => void): void;
}

/**
 * Parses a table with any separator. It uses Papa Parse instead of our own reader for MovieLens, because people's files
 * went through spreadsheets and scripts, and Papa Parse tolerates what these leave behind.
 * @returns null if the first row has a single column
 */
export function tableIn(text: string): Table | null {
  const head = text.slice(0, 10_000);
  for (const delimiter of SEPARATORS) {
    const first = Papa.parse<string[]>(head, { delimiter, preview: 1, skipEmptyLines: 'greedy' }).data.at(0);
    if (first === undefined || first.length < 2) continue;
    return {
      columns: first.map((name) => name.trim().toLowerCase()),
      each(row) {
        let number = 0;
        Papa.parse<string[]>(text, {
          delimiter,
          skipEmptyLines: 'greedy',
          step({ data }) {
            number++;
            if (number > 1) row(data, number);
          },
        });
      },
    };
  }
  return null;
}
