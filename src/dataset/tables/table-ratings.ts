import { Problem } from '../../base/problem.ts';
import type { CollectedRatings } from '../archive/rating-collector.ts';
import { RatingColumns } from '../archive/rating-columns.ts';
import type { SkippedRowsCounter } from '../archive/skipped-rows.ts';
import { type DatasetMapping, starsOnScale } from './mapping.ts';

const DAY = 24 * 60 * 60;
/** Larger times are milliseconds: as seconds they would lie beyond the year 5000. */
const MILLISECONDS = 1e11;

/** Collects the rows of a table of ratings: valid ones as columns, the others as skipped rows. Ids may be any text. */
export class TableRatings {
  readonly #columns = new RatingColumns();
  readonly #users = new Map<string, number>();
  /** The line of each rating. */
  #lines = new Int32Array(1024);
  readonly #latestTime = Math.floor(Date.now() / 1000 + DAY);

  /** @param items item index by external id; items that are not in it are added */
  constructor(
    private readonly mapping: DatasetMapping,
    private readonly width: number,
    private readonly items: Map<string, number>,
    private readonly skippedRows: SkippedRowsCounter,
    private readonly maxRows: number,
  ) {}

  get count(): number {
    return this.#columns.count;
  }

  /** Adds a row or counts it as skipped. @throws Problem 'file-too-large' */
  add(line: number, fields: readonly string[]): void {
    const { user, item, rating, time } = this.mapping.ratings;
    const { skippedRows } = this;
    const shown = () => `line ${line}: ${fields.join(',').slice(0, 80)}`;
    const cell = (column: number | null) => (column === null ? '' : (fields.at(column) ?? '').trim());
    const [userId, itemId, written] = [cell(user), cell(item), cell(rating)];
    const value = /^-?\d+([.,]\d+)?$/.test(written) ? Number(written.replace(',', '.')) : Number.NaN;
    const stars = starsOnScale(value, this.mapping);
    if (fields.length !== this.width) skippedRows.add('Rating rows with missing or extra columns', shown);
    else if (userId === '' || itemId === '') skippedRows.add('Ratings without a user or a title', shown);
    else if (stars === null) skippedRows.add(this.#why(value), shown);
    else this.#push(line, userId, itemId, stars * 2, this.#timeOf(cell(time), shown));
  }

  /** Of all rows. `lineOf` and the ids are for examples. */
  finish(): CollectedRatings<string> {
    return {
      columns: this.#columns,
      userIds: [...this.#users.keys()],
      lineOf: (position) => this.#lines[position],
    };
  }

  #push(line: number, userId: string, itemId: string, halves: number, time: number): void {
    const columns = this.#columns;
    if (columns.count === this.maxRows) throw tooMany(this.maxRows);
    columns.reserve(1);
    if (columns.count === this.#lines.length) {
      const grown = new Int32Array(2 * this.#lines.length);
      grown.set(this.#lines);
      this.#lines = grown;
    }
    this.#lines[columns.count] = line;
    columns.of(numberOf(this.#users, userId));
    columns.add(numberOf(this.items, itemId), halves, time);
  }

  #why(value: number): string {
    if (value === 0) return 'Ratings of 0, which mean not rated, as you said';
    return `Ratings that are not a number from 0 to ${this.mapping.scale}`;
  }

  /** Seconds since 1970; 0 where there is none or an impossible one. */
  #timeOf(written: string, shown: () => string): number {
    if (written === '') return 0;
    const number = /^\d+(\.\d+)?$/.test(written) ? Number(written) : null;
    const seconds =
      number === null ? Date.parse(written) / 1000 : number > MILLISECONDS ? number / 1000 : number;
    if (seconds >= 0 && seconds <= this.#latestTime) return Math.floor(seconds);
    this.skippedRows.add('Impossible dates (the ratings are kept without a date)', shown);
    return 0;
  }
}

function numberOf(numbers: Map<string, number>, id: string): number {
  const known = numbers.get(id);
  if (known !== undefined) return known;
  const number = numbers.size;
  numbers.set(id, number);
  return number;
}

function tooMany(most: number): Problem {
  return new Problem(
    'file-too-large',
    `The table holds more than ${most.toLocaleString('en')} ratings, the most that Matinee reads.`,
    'Choose a smaller table.',
  );
}
