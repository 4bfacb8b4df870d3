/** Parses a rating as stars: "3.5", "4", "3,5", "★★★½". @param most the highest rating @returns null if it is no rating */
export function starsFrom(written: string, most: number): number | null {
  const value = glyphsFrom(written) ?? numberFrom(written);
  if (value === null || value <= 0 || value > most) return null;
  return Math.max(1, Math.round((value / most) * 10)) / 2;
}

/** The number of star signs and halves; null if there is anything else. */
function glyphsFrom(written: string): number | null {
  const found = /^(★{0,5})(½?)$/.exec(written);
  return found === null || written === '' ? null : found[1].length + (found[2] === '' ? 0 : 0.5);
}

/** Parses a plain number with a point or a comma; null if it is none. */
export function numberFrom(written: string): number | null {
  return /^\d{1,9}(?:[.,]\d{1,9})?$/.test(written) ? Number(written.replace(',', '.')) : null;
}

/** Parses a year, also as the beginning of a date "1996-04-05"; null if it is none. */
export function yearFrom(written: string): number | null {
  return /^(?:18|19|20)\d\d(?:-\d\d-\d\d.*)?$/.test(written) ? Number(written.slice(0, 4)) : null;
}

/** Parses an id; null if it is none. */
export function idFrom(written: string): number | null {
  return /^[1-9]\d{0,8}$/.test(written) ? Number(written) : null;
}

/** Parses a number of IMDb: "tt0116282", "0116282" and inside an address of IMDb; null if there is none. */
export function imdbFrom(written: string): number | null {
  const found = /(?:^|\/)(?:tt)?0*([1-9]\d{0,8})\/?$/i.exec(written.replace(/[?#].*$/s, ''));
  return found === null ? null : Number(found[1]);
}

/**
 * Parses a date: "2019-05-04" with a time of day or without, and all formats that the platform understands, such as
 * "Wed May 24 2017".
 * @returns milliseconds since 1970; null if it is no date
 */
export function timeFrom(written: string): number | null {
  return /\d{4}/.test(written) ? validTime(Date.parse(written)) : null;
}

function validTime(at: number): number | null {
  return Number.isFinite(at) && at >= 0 ? at : null;
}
