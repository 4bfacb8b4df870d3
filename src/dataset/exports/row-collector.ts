import { Problem } from '../../base/problem.ts';
import { SkippedRowsCounter } from '../archive/skipped-rows.ts';
import type { ImportedEntry, ReadFile, Service } from './entry.ts';

/** Of each reason so many rows are named; a person may want to see them all. */
const EXAMPLES = 200;
const LONGEST = 80;
/** The largest exports of people have some ten thousand rows. */
const MOST_ROWS = 1_000_000;

/** Gathers what the rows of a file say: each becomes an entry or is left out with its reason. */
export class RowCollector {
  readonly #entries: ImportedEntry[] = [];
  readonly #skippedRows = new SkippedRowsCounter(EXAMPLES);
  #rows = 0;

  get rows(): number {
    return this.#rows;
  }

  /**
   * @param said the entry, or why there is none
   * @param where names the row
   * @throws Problem 'file-too-large' where there are more rows than any person has
   */
  add(said: ImportedEntry | string, where: () => string): void {
    if (this.#rows === MOST_ROWS) throw tooMany();
    this.#rows++;
    if (typeof said === 'string') this.#skippedRows.add(said, () => where().slice(0, LONGEST));
    else this.#entries.push(said);
  }

  file(name: string, service: Service, other: ReadFile['other'] = null): ReadFile {
    return {
      name,
      service,
      other,
      entries: this.#entries,
      rows: this.#rows,
      leftOut: this.#skippedRows.list(),
    };
  }
}

function tooMany(): Problem {
  return new Problem(
    'file-too-large',
    `The file has more than ${MOST_ROWS.toLocaleString('en')} rows.`,
    'No export of one person is as long. Choose the file that the service gave you.',
  );
}
