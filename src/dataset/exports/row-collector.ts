import { Problem } from '../../base/problem.ts';
import { readingLimits } from '../archive/reading-limits.ts';
import { SkippedRowsCounter } from '../archive/skipped-rows.ts';
import type { ImportedEntry, ReadFile, Service } from './entry.ts';

/** Number of examples for each reason: all of them in every real export, since a person may want to see and save them. */
const EXAMPLES = 20_000;
const MAX_EXAMPLE = 80;

/** Collects the rows of a file. Each becomes an entry or is skipped for a reason. */
export class RowCollector {
  readonly #entries: ImportedEntry[] = [];
  readonly #skippedRows = new SkippedRowsCounter(EXAMPLES);
  #rows = 0;

  /** Number of rows so far. */
  get rows(): number {
    return this.#rows;
  }

  /**
   * @param entry the entry, or why the row is skipped
   * @param describe names the row for an example
   * @throws Problem 'file-too-large' if there are more rows than any person has
   */
  add(entry: ImportedEntry | string, describe: () => string): void {
    if (this.#rows === readingLimits.exportRows) throw tooMany();
    this.#rows++;
    if (typeof entry === 'string') this.#skippedRows.add(entry, () => describe().slice(0, MAX_EXAMPLE));
    else this.#entries.push(entry);
  }

  /** The collected rows as the content of a file. */
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

/** The problem of an export with more rows than any person has. */
export function tooMany(): Problem {
  return new Problem(
    'file-too-large',
    `The file has more than ${readingLimits.exportRows.toLocaleString('en')} rows, the most that Matinee reads of one person.`,
    'No export of one person is that long. Choose the file that the service gave you.',
  );
}
