import Papa from 'papaparse';

const SEPARATORS = [',', ';', '\t'] as const;

/** A table of a person's export as the columns of its first row name it. */
export interface Table {
  /** In lower case, without space around. */
  readonly columns: readonly string[];
  /** Calls back for each row below the first, from number 2 on as a spreadsheet counts. */
  each(row: (cells: readonly string[], number: number) => void): void;
}

/**
 * A table in text, whatever separates its columns. Papa Parse and not our own reader of MovieLens' tables: people's
 * files have been through spreadsheets and scripts, and it forgives what those leave behind.
 * @returns null where the first row has a single column
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
