/** Stars from what a service wrote: "3.5", "4", "3,5". @param most the service's highest rating @returns null for none */
export function starsFrom(written: string, most: 5 | 10): number | null {
  const value = numberFrom(written);
  if (value === null || value <= 0 || value > most) return null;
  return Math.max(1, Math.round((value / most) * 10)) / 2;
}

/** A plain number, with a point or a comma; null for none. */
export function numberFrom(written: string): number | null {
  return /^\d{1,9}(?:[.,]\d{1,9})?$/.test(written) ? Number(written.replace(',', '.')) : null;
}

export function yearFrom(written: string): number | null {
  return /^(?:18|19|20)\d\d$/.test(written) ? Number(written) : null;
}

export function idFrom(written: string): number | null {
  return /^[1-9]\d{0,8}$/.test(written) ? Number(written) : null;
}

/**
 * Milliseconds since 1970: "2019-05-04", with a time of day or without, "5/24/2019", and what else the platform can
 * read, such as "Wed May 24 2017". Of days and months in figures the month comes first unless that cannot be.
 */
export function timeFrom(written: string): number | null {
  const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(written);
  if (slashed !== null) {
    const [first, second, year] = slashed.slice(1).map(Number);
    const [month, day] = first > 12 ? [second, first] : [first, second];
    return month > 12 || day > 31 ? null : known(Date.UTC(year, month - 1, day));
  }
  return /\d{4}/.test(written) ? known(Date.parse(written)) : null;
}

function known(at: number): number | null {
  return Number.isFinite(at) && at >= 0 ? at : null;
}
