/** The columns of a ratings file and the valid ratings. */
export interface RatingFormat {
  /** Byte between two fields. */
  readonly separator: number;
  /** How many such bytes separate two fields: 2 for `::`. */
  readonly width: 1 | 2;
  /** Number of fields in each line. */
  readonly fields: number;
  /** Index of each column; `time` is -1 if the file has none. */
  readonly user: number;
  readonly item: number;
  readonly value: number;
  readonly time: number;
  /** Lowest rating and the step between ratings, in stars. */
  readonly lowest: number;
  readonly step: number;
}

/** The numbers of one line, NaN for a field that is not a plain decimal number. */
export interface RatingLine {
  user: number;
  movie: number;
  stars: number;
  time: number;
}

const QUOTE = 34;
const DOT = 46;
const ZERO = 48;
const NINE = 57;

/**
 * Creates a parser of rating lines that creates no strings, because it runs for millions of ratings.
 * @param into receives the numbers of each line
 * @returns a function that returns false if a line has the wrong number of fields
 */
export function createRatingLine(
  format: RatingFormat,
  into: RatingLine,
): (bytes: Uint8Array, start: number, end: number) => boolean {
  const { separator, width, fields, user, item, value, time } = format;
  return (bytes, start, end) => {
    let field = 0;
    let from = start;
    for (let at = start; at <= end; at++) {
      if (at < end && !(bytes[at] === separator && (width === 1 || bytes[at + 1] === separator))) continue;
      if (field === user) into.user = parseDecimal(bytes, from, at);
      else if (field === item) into.movie = parseDecimal(bytes, from, at);
      else if (field === value) into.stars = parseDecimal(bytes, from, at);
      else if (field === time) into.time = parseDecimal(bytes, from, at);
      field++;
      at += width - 1;
      from = at + 1;
    }
    return field === fields;
  };
}

/**
 * Parses digits with at most one dot, optionally in quotes. Returns NaN for anything else, such as signs, exponents and
 * more than 15 digits, up to which the result is exact.
 */
function parseDecimal(bytes: Uint8Array, from: number, to: number): number {
  let start = from;
  let end = to;
  if (end - start >= 2 && bytes[start] === QUOTE && bytes[end - 1] === QUOTE) {
    start++;
    end--;
  }
  let digits = 0;
  let value = 0;
  let scale = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    if (byte === DOT && scale === 0 && digits > 0) {
      scale = 1;
      continue;
    }
    if (byte < ZERO || byte > NINE || digits === 15) return Number.NaN;
    digits++;
    value = value * 10 + (byte - ZERO);
    if (scale > 0) scale *= 10;
  }
  if (digits === 0 || scale === 1) return Number.NaN;
  return scale > 0 ? value / scale : value;
}
