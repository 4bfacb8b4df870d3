/** Parses a rating as stars: "3.5", "4", "3,5". @param most the service's highest rating @returns null if it is no rating */
export function starsFrom(written: string, most: 5 | 10): number | null {
  const value = numberFrom(written);
  if (value === null || value <= 0 || value > most) return null;
  return Math.max(1, Math.round((value / most) * 10)) / 2;
}

/** Parses a plain number with a point or a comma; null if it is none. */
export function numberFrom(written: string): number | null {
  return /^\d{1,9}(?:[.,]\d{1,9})?$/.test(written) ? Number(written.replace(',', '.')) : null;
}

/** Parses a year; null if it is none. */
export function yearFrom(written: string): number | null {
  return /^(?:18|19|20)\d\d$/.test(written) ? Number(written) : null;
}

/** Parses an id; null if it is none. */
export function idFrom(written: string): number | null {
  return /^[1-9]\d{0,8}$/.test(written) ? Number(written) : null;
}

/**
 * Parses a date: "2019-05-04" with a time of day or without, "5/24/2019", and all formats that the platform understands,
 * such as "Wed May 24 2017". With slashes the month comes first unless it is larger than 12.
 * @returns milliseconds since 1970; null if it is no date
 */
export function timeFrom(written: string): number | null {
  const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(written);
  if (slashed !== null) {
    const [first, second, year] = slashed.slice(1).map(Number);
    const [month, day] = first > 12 ? [second, first] : [first, second];
    return month > 12 || day > 31 ? null : validTime(Date.UTC(year, month - 1, day));
  }
  return /\d{4}/.test(written) ? validTime(Date.parse(written)) : null;
}

function validTime(at: number): number | null {
  return Number.isFinite(at) && at >= 0 ? at : null;
}
