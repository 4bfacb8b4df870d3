import { parseTitle } from '../title.ts';
import { imdbFrom, numberFrom, timeFrom, yearFrom } from './cells.ts';
import { entryOf, type ImportedEntry } from './entry.ts';
import { decodeEntities } from './html-entities.ts';
import { type Layout, NO_MOVIE, NO_RATING, NO_TITLE } from './layout.ts';

/** With fewer scores percentiles say little, and scores are divided by 20. */
const MIN_SCORES = 20;

/** The highest score of the scale that Criticker had first, and of the one it has today. */
const [OF_TEN, OF_HUNDRED] = [10, 100];

/**
 * Criticker: a score from 0 to 100, which every person uses in their own way, or from 0 to 10. Until all scores are read,
 * `stars` is a twentieth of the score. Addresses tell series by `/tv/`.
 */
export const criticker: Layout = {
  service: 'criticker',
  fits: (has) =>
    (has('score') || has('rating')) && (has('film name') || has('film title') || has('filmname')),
  entry(cell) {
    const parsed = parseTitle(decodeEntities(cell('film name', 'film title', 'filmname')));
    const score = numberFrom(cell('score', 'rating'));
    if (parsed.title === '') return NO_TITLE;
    if (cell('url', 'filmlink').includes('/tv/')) return NO_MOVIE;
    if (score === null || score > OF_HUNDRED) return NO_RATING;
    return entryOf({
      imdb: imdbFrom(cell('imdb id', 'imdbid')),
      titles: [parsed.title, ...parsed.alsoKnownAs],
      year: yearFrom(cell('year', 'film year', 'filmyear')) ?? parsed.year,
      opinion: { kind: 'rating', stars: score / 20 },
      at: timeFrom(cell('date rated', 'rating date', 'review date', 'reviewdate', 'date')),
    });
  },
};

/**
 * Converts scores to stars by percentile: a movie that is better than four fifths of the person's movies gets the stars
 * that are better than four fifths of everyone's ratings. Equal scores get equal stars. If there are only a few scores,
 * they are divided by 20, or by 2 where none is above 10: then they are of the scale of ten.
 * @param everyone number of ratings of the data set by half star, `[10]`
 */
export function byPercentile(
  entries: readonly ImportedEntry[],
  everyone: readonly number[],
): ImportedEntry[] {
  const scoreOf = ({ opinion }: ImportedEntry) => (opinion.kind === 'rating' ? opinion.stars : 0);
  const scores = entries.map(scoreOf).sort((a, b) => a - b);
  const total = everyone.reduce((sum, count) => sum + count, 0);
  if ((scores.at(-1) ?? 0) * 20 <= OF_TEN)
    return entries.map((entry) => withStars(entry, plain(scoreOf(entry) * 10)));
  const stars = new Map<number, number>();
  for (let from = 0; from < scores.length; ) {
    let to = from + 1;
    while (scores[to] === scores[from]) to++;
    const share = (from + to) / 2 / scores.length;
    stars.set(
      scores[from],
      entries.length < MIN_SCORES || total === 0 ? plain(scores[from]) : starsAt(share, everyone, total),
    );
    from = to;
  }
  return entries.map((entry) => withStars(entry, stars.get(scoreOf(entry)) ?? 0.5));
}

function withStars(entry: ImportedEntry, stars: number): ImportedEntry {
  return { ...entry, opinion: { kind: 'rating', stars } };
}

/** A twentieth of the score, rounded to half stars. @param score divided by 20 already */
function plain(score: number): number {
  return Math.max(1, Math.round(score * 2)) / 2;
}

/** The stars at a percentile of everyone's ratings. @param share 0..1 @param total number of ratings */
function starsAt(share: number, everyone: readonly number[], total: number): number {
  let below = 0;
  for (const [n, count] of everyone.entries()) {
    below += count;
    if (below >= share * total) return (n + 1) / 2;
  }
  return 5;
}
