import type { PersonState } from '../worker/protocol.ts';

/** What a spreadsheet would run as a formula. */
const FORMULA = /^[=+\-@\t\r\n]/;

/** One text cell: made harmless, then quoted where it must be (RFC 4180). */
export function textCell(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** The person's ratings, newest first, with MovieLens ids so that they can be matched anywhere. */
export function ratingsCsv(person: PersonState): string {
  const rows = person.ratings.map(({ movie, stars, at }) =>
    [movie.id, textCell(movie.title), movie.year ?? '', stars, new Date(at).toISOString()].join(','),
  );
  return `${['movieId,title,year,rating,ratedAt', ...rows].join('\r\n')}\r\n`;
}
