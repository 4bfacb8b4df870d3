import { Problem } from '../../base/problem.ts';
import { IdIndex } from './id-index.ts';
import { LF } from './line-blocks.ts';
import { RatingColumns } from './rating-columns.ts';
import { createRatingLine, type RatingFormat, type RatingLine } from './rating-line.ts';
import { orOutOfMemory, readingLimits } from './reading-limits.ts';
import type { SkippedRowsCounter } from './skipped-rows.ts';

const DAY = 24 * 60 * 60;
const CR = 13;
const DOT = 46;
const ZERO = 48;
const FIVE = 53;
/** The shortest line of a rating: `1,1,4` and its line feed. */
const SHORTEST = 6;
/** Numbers of so many digits are 32-bit integers, which the engine multiplies fastest. */
const FAST_DIGITS = 9;

/** The ratings of a file, in file order. */
export interface CollectedRatings<Id extends number | string = number> {
  readonly columns: RatingColumns;
  /** User ids by user index; numbers ascend. */
  readonly userIds: readonly Id[];
  /** The line of a rating in the file. @param position position in the columns */
  lineOf(position: number): number;
}

/** How a ratings file is collected. */
export interface CollectorOptions {
  readonly format: RatingFormat;
  /** Movie ids by item index. */
  readonly movies: IdIndex;
  readonly skippedRows: SkippedRowsCounter;
  /** The most rows that are read, whether they can be used or not. */
  readonly maxRows: number;
  /** About how many ratings will come. */
  readonly expected?: number;
  /** Lines that came before, such as a header. */
  readonly linesBefore?: number;
}

/**
 * Collects the lines of a ratings file: valid ones as columns, the others as skipped rows. Nearly all lines are plain
 * `user,movie,stars,time`; those are parsed by one loop over bytes that makes no strings and objects (200 MB/s and more), all
 * others by `createRatingLine`, which also finds out what is wrong with them.
 */
export class RatingCollector {
  readonly columns: RatingColumns;
  readonly #users = new IdIndex();
  /** Seconds since 1970; one day later than now, because clocks differ. */
  readonly #latestTime = Math.floor(Date.now() / 1000 + DAY);
  readonly #parsed: RatingLine = { user: 0, movie: 0, stars: 0, time: 0 };
  readonly #parse: (bytes: Uint8Array, start: number, end: number) => boolean;
  /** Half stars that the format allows, by number of half stars. */
  readonly #isAllowed: Uint8Array;
  readonly #isPlain: boolean;
  /** Pairs `[position, line, ...]` where the difference between line and position changes. */
  readonly #jumps: number[] = [];
  /** The last difference between line and position. */
  #difference = -1;
  #line: number;

  constructor(private readonly options: CollectorOptions) {
    const { format, expected, linesBefore } = options;
    this.columns = orOutOfMemory(() => new RatingColumns(expected));
    this.#line = linesBefore ?? 0;
    this.#parse = createRatingLine(format, this.#parsed);
    this.#isAllowed = Uint8Array.from({ length: 20 }, (_, halves) => (isRating(halves / 2, format) ? 1 : 0));
    const { user, item, value, time, fields } = format;
    this.#isPlain =
      user === 0 && item === 1 && value === 2 && (fields === 4 ? time === 3 : fields === 3 && time < 0);
  }

  /**
   * Adds whole lines, each with its line feed; blank lines are ignored.
   * @throws Problem 'file-too-large' beyond the most rows or users, or the memory of the device
   */
  add(bytes: Uint8Array, start: number, end: number): void {
    orOutOfMemory(() => this.columns.reserve(Math.ceil((end - start) / SHORTEST)));
    let at = start;
    while (at < end) {
      if (this.#isPlain) at = this.#addPlain(bytes, at, end);
      if (at >= end) break;
      const lineEnd = bytes.indexOf(LF, at);
      this.#addOther(bytes, at, lineEnd > at && bytes[lineEnd - 1] === CR ? lineEnd - 1 : lineEnd);
      at = lineEnd + 1;
    }
    const { maxRows, linesBefore = 0 } = this.options;
    if (this.#line - linesBefore > maxRows) throw tooMany(maxRows, 'ratings');
    if (this.#users.ids.length > readingLimits.users) throw tooMany(readingLimits.users, 'users');
  }

  /** Returns the collected ratings. Users are numbered by ascending id, whatever the order of the file. */
  finish(): CollectedRatings {
    const { columns } = this;
    const seen = this.#users.ids;
    const isAscending = seen.every((id, index) => index === 0 || id > seen[index - 1]);
    const userIds = isAscending ? seen : Float64Array.from(seen).sort();
    if (!isAscending) {
      const renumbered = Int32Array.from(seen, (id) => placeIn(userIds, id));
      for (let run = 0; run < columns.runs; run++) columns.runUser[run] = renumbered[columns.runUser[run]];
    }
    return { columns, userIds: [...userIds], lineOf: (position) => this.#lineOf(position) };
  }

  /**
   * Adds plain lines until one comes that is not.
   * @returns where that line begins, or `end`
   */
  #addPlain(bytes: Uint8Array, start: number, end: number): number {
    const { columns } = this;
    const { movies, format } = this.options;
    const [users, isAllowed, latestTime] = [this.#users, this.#isAllowed, this.#latestTime];
    const { separator, width } = format;
    const hasTime = format.time >= 0;
    const { item: items, halves: halfStars, time: times } = columns;
    let lastUser = 0;
    let count = columns.count;
    let line = this.#line;
    let lineStart = start;
    while (lineStart < end) {
      // The line feed at the end stops every loop over digits.
      let at = lineStart;
      let digit = bytes[at] - ZERO;
      let user = 0;
      for (; digit >= 0 && digit <= 9; digit = bytes[++at] - ZERO) user = (Math.imul(user, 10) + digit) | 0;
      if (at - lineStart > FAST_DIGITS || user === 0 || bytes[at] !== separator) break;
      if (width === 2 && bytes[at + 1] !== separator) break;
      at += width;

      const movieStart = at;
      digit = bytes[at] - ZERO;
      let movie = 0;
      for (; digit >= 0 && digit <= 9; digit = bytes[++at] - ZERO) movie = (Math.imul(movie, 10) + digit) | 0;
      if (at - movieStart > FAST_DIGITS || movie === 0 || bytes[at] !== separator) break;
      if (width === 2 && bytes[at + 1] !== separator) break;
      at += width;

      let halves = (bytes[at++] - ZERO) << 1;
      if (bytes[at] === DOT) {
        const decimal = bytes[at + 1];
        if (decimal === FIVE) halves++;
        else if (decimal !== ZERO) break;
        at += 2;
      }
      // An index that is not in the table gives undefined.
      if (isAllowed[halves] !== 1) break;

      let time = 0;
      if (hasTime) {
        if (bytes[at] !== separator || (width === 2 && bytes[at + 1] !== separator)) break;
        at += width;
        const timeStart = at;
        digit = bytes[at] - ZERO;
        for (; digit >= 0 && digit <= 9; digit = bytes[++at] - ZERO)
          time = (Math.imul(time, 10) + digit) >>> 0;
        const digits = at - timeStart;
        // Ten digits from 4,000,000,000 on may not fit into 32 bits.
        if (digits === 0 || digits > 10 || (digits === 10 && bytes[timeStart] > ZERO + 3)) break;
        if (time > latestTime) break;
      }
      if (bytes[at] === CR) at++;
      if (bytes[at] !== LF) break;

      const item = movies.find(movie);
      if (item < 0) break;
      if (user !== lastUser) {
        columns.count = count;
        columns.of(users.numberOf(user));
        lastUser = user;
      }
      line++;
      if (line - count !== this.#difference) this.#jump(count, line);
      items[count] = item;
      halfStars[count] = halves;
      times[count] = time;
      count++;
      lineStart = at + 1;
    }
    columns.count = count;
    this.#line = line;
    return lineStart;
  }

  /** Adds a line of any shape, or counts it as skipped. @param end without the line break */
  #addOther(bytes: Uint8Array, start: number, end: number): void {
    const line = ++this.#line;
    if (start === end) return;
    const { movies, skippedRows } = this.options;
    const why = this.#parse(bytes, start, end) ? this.#fault() : 'Rating rows with missing or extra columns';
    if (why !== null) {
      skippedRows.add(why, () => `line ${line}: ${showLine(bytes, start, end)}`);
      return;
    }
    const { user, movie, stars } = this.#parsed;
    const item = movies.find(movie);
    if (item < 0) {
      skippedRows.add(
        'Ratings of films that the film list does not contain',
        () => `line ${line}: movie ${movie}`,
      );
      return;
    }
    const { columns } = this;
    columns.of(this.#users.numberOf(user));
    if (line - columns.count !== this.#difference) this.#jump(columns.count, line);
    columns.add(item, stars * 2, this.#timeOf(bytes, start, end, line));
  }

  /** Why the parsed line is skipped; null if it is valid. */
  #fault(): string | null {
    const { user, movie, stars } = this.#parsed;
    const { format } = this.options;
    if (!isId(user) || !isId(movie)) return 'Ratings whose user or film id is not a whole positive number';
    return isRating(stars, format)
      ? null
      : `Ratings that are not ${format.lowest} to 5 in steps of ${format.step}`;
  }

  /** The time of the parsed line; 0 if it has none or an impossible one. */
  #timeOf(bytes: Uint8Array, start: number, end: number, line: number): number {
    if (this.options.format.time < 0) return 0;
    const { time } = this.#parsed;
    if (Number.isInteger(time) && time <= this.#latestTime) return time;
    this.options.skippedRows.add('Impossible dates (the ratings are kept without a date)', () => {
      return `line ${line}: ${showLine(bytes, start, end)}`;
    });
    return 0;
  }

  #jump(position: number, line: number): void {
    this.#difference = line - position;
    this.#jumps.push(position, line);
  }

  #lineOf(position: number): number {
    let [low, high] = [0, this.#jumps.length / 2 - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#jumps[2 * middle] <= position) low = middle;
      else high = middle - 1;
    }
    return this.#jumps[2 * low + 1] + position - this.#jumps[2 * low];
  }
}

/** Whether a number can be the id of a user or a movie. */
export function isId(value: number): boolean {
  return Number.isInteger(value) && value > 0;
}

function isRating(stars: number, { lowest, step }: RatingFormat): boolean {
  return stars >= lowest && stars <= 5 && Number.isInteger(stars / step);
}

function showLine(bytes: Uint8Array, start: number, end: number): string {
  return new TextDecoder().decode(bytes.subarray(start, Math.min(end, start + 80)));
}

/** Where an id stands in a sorted list that holds it: a Map of a million ids would take a quarter of a second. */
function placeIn(sorted: ArrayLike<number>, id: number): number {
  let [low, high] = [0, sorted.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

function tooMany(most: number, what: 'ratings' | 'users'): Problem {
  return new Problem(
    'file-too-large',
    `The file holds more than ${most.toLocaleString('en')} ${what}, the most that Matinee reads.`,
    'Choose a smaller data set.',
  );
}
