import type { Movie } from '../dataset.ts';
import { plainText } from '../plain-text.ts';
import { parseTitle } from '../title.ts';
import { isId } from './rating-collector.ts';
import type { SkippedRowsCounter } from './skipped-rows.ts';

/** A longer text is not a title, and it would keep the patterns of title.ts busy. */
const MAX_TITLE = 500;

/** A row of a movie list before it is checked. */
export interface MovieRow {
  readonly line: number;
  readonly id: string;
  readonly title: string;
  /** Year from another column, for titles without one. */
  readonly year: number | null;
  readonly genres: readonly string[];
}

/** Collects the rows of a movie list one by one. Item indices are in the order of the list. */
export class MovieCollector {
  readonly movies: Movie[] = [];
  /** Movie id -> item index. */
  readonly index = new Map<number, number>();

  constructor(private readonly skippedRows: SkippedRowsCounter) {}

  /** Adds a row, or counts it as skipped. */
  add({ line, id: written, title: raw, year, genres }: MovieRow): void {
    const id = /^\d{1,15}$/.test(written) ? Number(written) : Number.NaN;
    if (!isId(id)) {
      this.skippedRows.add(
        'Films whose id is not a whole positive number',
        () => `line ${line}: ${written.slice(0, 80)}`,
      );
    } else if (plainText(raw).trim() === '') {
      this.skippedRows.add('Films without a title', () => `line ${line}: movie ${id}`);
    } else if (raw.length > MAX_TITLE) {
      this.skippedRows.add(
        `Films whose title has over ${MAX_TITLE} letters`,
        () => `line ${line}: movie ${id}`,
      );
    } else if (this.index.has(id)) {
      this.skippedRows.add(
        'Films listed twice (the first is kept)',
        () => `line ${line}: movie ${id}, ${raw}`,
      );
    } else {
      const { title, alsoKnownAs, year: ownYear } = parseTitle(raw);
      this.index.set(id, this.movies.length);
      const aliases = alsoKnownAs.length > 0 ? { alsoKnownAs } : {};
      this.movies.push({ id, title, ...aliases, year: ownYear ?? year, genres });
    }
  }
}
