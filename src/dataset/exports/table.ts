import Papa from 'papaparse';
import type { Pause } from '../../base/scheduling.ts';

const SEPARATORS = [',', ';', '\t'] as const;

/** A table of a person's export. */
export interface Table {
  /** Names of the columns from the first row, trimmed and in lower case. */
  readonly columns: readonly string[];
  /**
   * Calls `row` for each row after the first. Rows are numbered as in a spreadsheet, so the first call has number 2.
   * Rejects with what `row` throws, and with the reason of the pause.
   */
  each(row: (cells: readonly string[], number: number) => void, pause: Pause): Promise<void>;
  /** The first rows after the names of the columns, at most so many. */
  first(count: number): readonly (readonly string[])[];
}

/** Letters between two looks at the clock: they take about 5 ms. */
const PIECE = 1 << 17;
/** Letters in which the first rows are looked for. */
const HEAD_OF_ROWS = 1 << 20;

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
      each: (row, pause) => eachRow(text, delimiter, row, pause),
      first: (count) =>
        Papa.parse<string[]>(text.slice(0, HEAD_OF_ROWS), {
          delimiter,
          preview: count + 1,
          skipEmptyLines: 'greedy',
        }).data.slice(1),
    };
  }
  return null;
}

function eachRow(
  text: string,
  delimiter: string,
  row: Parameters<Table['each']>[0],
  pause: Pause,
): Promise<void> {
  let number = 0;
  return new Promise((resolve, reject) => {
    Papa.parse<string[]>(text, {
      delimiter,
      skipEmptyLines: 'greedy',
      chunkSize: PIECE,
      chunk({ data }: Papa.ParseResult<string[]>, parser: Papa.Parser) {
        parser.pause();
        const rows = async () => {
          await pause();
          for (const cells of data) {
            number++;
            if (number > 1) row(cells, number);
          }
          parser.resume();
        };
        rows().catch((thrown: unknown) => {
          // To end the parser completes it, too.
          reject(thrown);
          parser.abort();
        });
      },
      complete: () => resolve(),
    });
  });
}
