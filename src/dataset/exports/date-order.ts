/** Dates of tables that spreadsheets and people's languages have rewritten, as "2019-05-04". */

/** Two numbers and a year, and what follows: "04.05.2019 21:10". */
const NUMERIC = /^(\d{1,2})([./-])(\d{1,2})[./-](\d{4})(?!\d)(.*)$/;
/** "4. Mai 2019", "4 de mayo de 2019", "mai 4, 2019". */
const NAMED =
  /^(?:(\d{1,2})\.?\s+(?:de\s+)?(\p{L}{3,})\.?|(\p{L}{3,})\.?\s+(\d{1,2}))(?:\s+de)?,?\s+(\d{4})(?!\d)/u;
/** "2019年5月4日", "2019. 5. 4.", "2019/5/4". */
const YEAR_FIRST = /^(\d{4})(?:年|[./]\s?)\s?(\d{1,2})(?:月|[./]\s?)\s?(\d{1,2})(?:日|\.)?$/;
/** Languages whose names of months are read. English, too, since the platform does not read "4 May. 2019". */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'pl'];

/** Which of day and month comes first. */
export type DateOrder = 'dayFirst' | 'monthFirst';

/**
 * Finds the order of day and month of a file: one number above 12 decides for all of them, else the sign between them.
 * Dots and hyphens mean that the day comes first, slashes that the month does.
 */
export function dateOrderOf(cells: Iterable<string>): DateOrder {
  let order: DateOrder = 'monthFirst';
  for (const cell of cells) {
    const found = NUMERIC.exec(cell.trim());
    if (found === null) continue;
    if (Number(found[1]) > 12) return 'dayFirst';
    if (Number(found[3]) > 12) return 'monthFirst';
    order = found[2] === '/' ? 'monthFirst' : 'dayFirst';
  }
  return order;
}

/** The date as "2019-05-04", with its time of day; as it is written where it is in none of these forms. */
export function isoDate(written: string, order: DateOrder): string {
  const numeric = NUMERIC.exec(written);
  if (numeric !== null) {
    const [first, second] = [Number(numeric[1]), Number(numeric[3])];
    const [day, month] = order === 'dayFirst' ? [first, second] : [second, first];
    const time = /^,?\s*(\d{1,2}:\d\d(?::\d\d)?)$/.exec(numeric[5]);
    return iso(numeric[4], month, day, written) + (time === null ? '' : `T${time[1].replace(/^\d:/, '0$&')}`);
  }
  const yearFirst = YEAR_FIRST.exec(written);
  if (yearFirst !== null) return iso(yearFirst[1], Number(yearFirst[2]), Number(yearFirst[3]), written);
  const named = NAMED.exec(written);
  const month = named === null ? undefined : months().get(plain(named[2] ?? named[3]));
  return named === null || month === undefined
    ? written
    : iso(named[5], month, Number(named[1] ?? named[4]), written);
}

function iso(year: string, month: number, day: number, written: string): string {
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= new Date(Number(year), month, 0).getDate();
  if (!isDay) return written;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

let knownMonths: ReadonlyMap<string, number> | null = null;

/** Numbers of months by their names, whole and short. A name that means different months in two languages is left out. */
function months(): ReadonlyMap<string, number> {
  if (knownMonths !== null) return knownMonths;
  const names = new Map<string, number>();
  const unclear = new Set<string>();
  for (const language of LANGUAGES) {
    for (let month = 1; month <= 12; month++) {
      for (const style of ['long', 'short'] as const) {
        const date = new Date(Date.UTC(2020, month - 1, 15));
        for (const options of [{ month: style }, { month: style, day: 'numeric' }] as const) {
          const parts = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }).formatToParts(
            date,
          );
          const name = plain(parts.find(({ type }) => type === 'month')?.value ?? '');
          if (name.length < 3) continue;
          if ((names.get(name) ?? month) !== month) unclear.add(name);
          names.set(name, month);
        }
      }
    }
  }
  for (const name of unclear) names.delete(name);
  knownMonths = names;
  return names;
}

function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[\p{M}.]/gu, '')
    .toLowerCase();
}
