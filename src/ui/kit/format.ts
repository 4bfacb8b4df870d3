/** Numbers, dates and times in the language of the browser. */
const whole = new Intl.NumberFormat();
const oneDigit = new Intl.NumberFormat(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const halves = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const twoDigits = new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const threeDigits = new Intl.NumberFormat(undefined, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
const signed = new Intl.NumberFormat(undefined, {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
  signDisplay: 'exceptZero',
});
const signedExactly = new Intl.NumberFormat(undefined, {
  minimumFractionDigits: 3,
  maximumFractionDigits: 3,
  signDisplay: 'exceptZero',
});
const percent = new Intl.NumberFormat(undefined, { style: 'percent' });
const permille = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });
const exact = new Intl.NumberFormat(undefined, { maximumFractionDigits: 6 });
const compact = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const names = new Intl.ListFormat(undefined, { type: 'conjunction' });

export const formatCount = (n: number): string => whole.format(n);
/** Predicted and mean stars, always with one decimal: "4.2". */
export const formatStars = (stars: number): string => oneDigit.format(stars);
/** Stars that a person gave: "4", "3.5". */
export const formatGiven = (stars: number): string => halves.format(stars);
export const formatError = (stars: number): string => twoDigits.format(stars);
export const formatErrorExactly = (stars: number): string => threeDigits.format(stars);
/** A term of a sum, with its sign: "+0.42". */
export const formatSigned = (n: number): string => signed.format(n).replace('-', '−');
export const formatSignedExactly = (n: number): string => signedExactly.format(n).replace('-', '−');
/** A share from 0 to 1 as a percentage. */
export const formatShare = (share: number): string => percent.format(share);
/** A share from 0 to 1 as a percentage with one decimal. */
export const formatShareExactly = (share: number): string => permille.format(share);
/** A bound of a setting, with all its digits. */
export const formatBound = (bound: number): string => exact.format(bound);
export const formatRate = (perSecond: number): string => compact.format(perSecond);
export const formatDay = (at: number): string => day.format(at);
export const formatNames = (list: readonly string[]): string => names.format(list);

/** A rough duration: "under a second", "12 s", "3 min". */
export function formatSpan(ms: number): string {
  if (ms < 1000) return 'under a second';
  if (ms < 90_000) return `${whole.format(Math.round(ms / 1000))} s`;
  return `${whole.format(Math.round(ms / 60_000))} min`;
}

/** A measured duration: "8.4 ms", "132 ms", "2.1 s". */
export function formatMeasured(ms: number): string {
  if (ms < 10) return `${oneDigit.format(ms)} ms`;
  if (ms < 1000) return `${whole.format(Math.round(ms))} ms`;
  return `${oneDigit.format(ms / 1000)} s`;
}

export function formatBytes(bytes: number): string {
  return bytes < 1e6 ? `${whole.format(Math.round(bytes / 1000))} kB` : `${oneDigit.format(bytes / 1e6)} MB`;
}
