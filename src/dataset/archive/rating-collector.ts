import type { RatingColumns } from '../dataset.ts';
import { createRatingLine, type RatingFormat, type RatingLine } from './rating-line.ts';
import type { SkippedRowsCounter } from './skipped-rows.ts';

const DAY = 24 * 60 * 60;

/** The ratings of a file, in file order. */
export interface CollectedRatings {
  readonly columns: RatingColumns;
  /** User ids by user index, ascending. */
  readonly userIds: readonly number[];
  /** The line of a rating in the file. @param position position in the columns */
  lineOf(position: number): number;
}

/** Collects the lines of a ratings file one by one: valid ones as columns, the others as skipped rows. */
export class RatingCollector {
  readonly #userIndex = new Map<number, number>();
  /** Seconds since 1970; one day later than now, because clocks differ. */
  readonly #latestTime = Date.now() / 1000 + DAY;
  readonly #line: RatingLine = { user: 0, movie: 0, stars: 0, time: 0 };
  readonly #parse: (bytes: Uint8Array, start: number, end: number) => boolean;
  /** Pairs `[position, line, ...]` where the difference between line and position changes. */
  readonly #jumps: number[] = [];
  /** The last difference between line and position. */
  #difference = -1;
  #count = 0;
  #user = new Int32Array(1024);
  #item = new Int32Array(1024);
  #value = new Float32Array(1024);
  #time = new Uint32Array(1024);

  /** @param movieIndex movie id -> item index */
  constructor(
    private readonly format: RatingFormat,
    private readonly movieIndex: ReadonlyMap<number, number>,
    private readonly skippedRows: SkippedRowsCounter,
  ) {
    this.#parse = createRatingLine(format, this.#line);
  }

  /** Adds one line of the file; blank lines are ignored. */
  add(bytes: Uint8Array, start: number, end: number, line: number): void {
    if (start === end) return;
    const why = this.#parse(bytes, start, end) ? this.#fault() : 'Rating rows with missing or extra columns';
    if (why !== null) {
      this.skippedRows.add(why, () => `line ${line}: ${showLine(bytes, start, end)}`);
      return;
    }
    const { user, movie, stars } = this.#line;
    const item = this.movieIndex.get(movie);
    if (item === undefined) {
      this.skippedRows.add(
        'Ratings of movies that the movie list does not hold',
        () => `line ${line}: movie ${movie}`,
      );
      return;
    }
    this.#append(this.#indexOf(user), item, stars, this.#timeOf(bytes, start, end, line), line);
  }

  /** Returns the collected ratings. Users are numbered by ascending id, whatever the order of the file. */
  finish(): CollectedRatings {
    const columns = {
      user: this.#user.subarray(0, this.#count),
      item: this.#item.subarray(0, this.#count),
      value: this.#value.subarray(0, this.#count),
      time: this.#time.subarray(0, this.#count),
    };
    const seen = [...this.#userIndex.keys()];
    const userIds = seen.toSorted((a, b) => a - b);
    if (userIds.some((id, index) => id !== seen[index])) {
      const rank = new Map(userIds.map((id, index) => [id, index]));
      const renumbered = Int32Array.from(seen, (id) => rank.get(id) ?? 0);
      for (let n = 0; n < columns.user.length; n++) columns.user[n] = renumbered[columns.user[n]];
    }
    return { columns, userIds, lineOf: (position) => this.#lineOf(position) };
  }

  /** Why the parsed line is skipped; null if it is valid. */
  #fault(): string | null {
    const { user, movie, stars } = this.#line;
    const { lowest, step } = this.format;
    if (!isId(user) || !isId(movie)) return 'Ratings whose user or movie id is not a whole positive number';
    if (!(stars >= lowest && stars <= 5) || !Number.isInteger(stars / step)) {
      return `Ratings that are not ${lowest} to 5 in steps of ${step}`;
    }
    return null;
  }

  /** The time of the parsed line; 0 if it has none or an impossible one. */
  #timeOf(bytes: Uint8Array, start: number, end: number, line: number): number {
    if (this.format.time < 0) return 0;
    const { time } = this.#line;
    if (Number.isInteger(time) && time <= this.#latestTime) return time;
    this.skippedRows.add('Impossible dates (the ratings are kept without a date)', () => {
      return `line ${line}: ${showLine(bytes, start, end)}`;
    });
    return 0;
  }

  #indexOf(user: number): number {
    const known = this.#userIndex.get(user);
    if (known !== undefined) return known;
    const index = this.#userIndex.size;
    this.#userIndex.set(user, index);
    return index;
  }

  #append(user: number, item: number, value: number, time: number, line: number): void {
    const position = this.#count++;
    if (position === this.#user.length) this.#grow();
    this.#user[position] = user;
    this.#item[position] = item;
    this.#value[position] = value;
    this.#time[position] = time;
    if (line - position !== this.#difference) {
      this.#difference = line - position;
      this.#jumps.push(position, line);
    }
  }

  #grow(): void {
    const length = this.#user.length * 2;
    const [user, item, value, time] = [this.#user, this.#item, this.#value, this.#time];
    this.#user = new Int32Array(length);
    this.#item = new Int32Array(length);
    this.#value = new Float32Array(length);
    this.#time = new Uint32Array(length);
    this.#user.set(user);
    this.#item.set(item);
    this.#value.set(value);
    this.#time.set(time);
  }

  #lineOf(position: number): number {
    let n = 0;
    while (n + 2 < this.#jumps.length && this.#jumps[n + 2] <= position) n += 2;
    return this.#jumps[n + 1] + position - this.#jumps[n];
  }
}

/** Whether a number can be the id of a user or a movie. */
export function isId(value: number): boolean {
  return Number.isInteger(value) && value > 0;
}

function showLine(bytes: Uint8Array, start: number, end: number): string {
  return new TextDecoder().decode(bytes.subarray(start, Math.min(end, start + 80)));
}
