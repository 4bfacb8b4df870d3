/** Numbers, dates and times in the language of the browser. */
/**
 * A formatter that is made when it is first needed. Making one takes a millisecond or more, and a page that makes a dozen
 * before its first paint appears later.
 */
function once<T>(make: () => T): () => T {
  let made: T | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

const numbers = (options: Intl.NumberFormatOptions = {}) =>
  once(() => new Intl.NumberFormat(undefined, options));
const whole = numbers();
const oneDigit = numbers({ minimumFractionDigits: 1, maximumFractionDigits: 1 });
const rough = numbers({ maximumSignificantDigits: 2 });
const halves = numbers({ maximumFractionDigits: 1 });
const twoDigits = numbers({ minimumFractionDigits: 2, maximumFractionDigits: 2 });
const threeDigits = numbers({ minimumFractionDigits: 3, maximumFractionDigits: 3 });
const signed = numbers({ minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: 'exceptZero' });
const signedExactly = numbers({
  minimumFractionDigits: 3,
  maximumFractionDigits: 3,
  signDisplay: 'exceptZero',
});
const percent = numbers({ style: 'percent' });
const permille = numbers({ style: 'percent', maximumFractionDigits: 1 });
const exact = numbers({ maximumFractionDigits: 6 });
const compact = numbers({ notation: 'compact', maximumFractionDigits: 1 });
const millions = numbers({ notation: 'compact', compactDisplay: 'long', maximumFractionDigits: 1 });
const day = once(() => new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }));
const monthNames = once(() => new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }));
const weekdayNames = once(() => new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' }));
const names = once(() => new Intl.ListFormat(undefined, { type: 'conjunction' }));

export const formatCount = (n: number): string => whole().format(n);
/** A count of which the first two digits matter: "12,000". */
export const formatRoughly = (n: number): string => rough().format(n);
/** Predicted and mean stars, always with one decimal: "4.2". */
export const formatStars = (stars: number): string => oneDigit().format(stars);
/** Stars that a person gave: "4", "3.5". */
export const formatGiven = (stars: number): string => halves().format(stars);
export const formatError = (stars: number): string => twoDigits().format(stars);
export const formatErrorExactly = (stars: number): string => threeDigits().format(stars);
/** A term of a sum, with its sign: "+0.42". */
export const formatSigned = (n: number): string => signed().format(n).replace('-', '−');
export const formatSignedExactly = (n: number): string => signedExactly().format(n).replace('-', '−');
/** A share from 0 to 1 as a percentage. */
export const formatShare = (share: number): string => percent().format(share);
/** A share from 0 to 1 as a percentage with one decimal. */
export const formatShareExactly = (share: number): string => permille().format(share);
/** A bound of a setting, with all its digits. */
export const formatBound = (bound: number): string => exact().format(bound);
export const formatRate = (perSecond: number): string => compact().format(perSecond);
/** A very large number in words: "33.8 million". */
export const formatMillions = (n: number): string => millions().format(n);
export const formatDay = (at: number): string => day().format(at);
/** "November", in the language of the texts around it. @param month 0 January to 11 */
export const monthName = (month: number): string => monthNames().format(Date.UTC(2000, month, 1));
/** "Sunday". @param weekday 0 Sunday to 6 */
export const weekdayName = (weekday: number): string => weekdayNames().format(Date.UTC(2000, 0, 2 + weekday));
export const formatNames = (list: readonly string[]): string => names().format(list);

/** A rough duration: "under a second", "12 s", "3 min". */
export function formatSpan(ms: number): string {
  if (ms < 1000) return 'under a second';
  if (ms < 90_000) return `${whole().format(Math.round(ms / 1000))} s`;
  return `${whole().format(Math.round(ms / 60_000))} min`;
}

/** A running time: "1 h 54 min", "2 h", "45 min". */
export function formatMinutes(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [
    ...(hours > 0 ? [`${whole().format(hours)} h`] : []),
    ...(rest > 0 || hours === 0 ? [`${whole().format(rest)} min`] : []),
  ].join(' ');
}

/** A running time where room is scarce: "1h 54m", "2h", "45m". */
export function formatMinutesShort(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [
    ...(hours > 0 ? [`${whole().format(hours)}h`] : []),
    ...(rest > 0 || hours === 0 ? [`${whole().format(rest)}m`] : []),
  ].join(' ');
}

/** A measured duration: "8.4 ms", "132 ms", "2.1 s". */
export function formatMeasured(ms: number): string {
  if (ms < 10) return `${oneDigit().format(ms)} ms`;
  if (ms < 1000) return `${whole().format(Math.round(ms))} ms`;
  return `${oneDigit().format(ms / 1000)} s`;
}

export function formatBytes(bytes: number): string {
  return bytes < 1e6
    ? `${whole().format(Math.round(bytes / 1000))} kB`
    : `${oneDigit().format(bytes / 1e6)} MB`;
}
