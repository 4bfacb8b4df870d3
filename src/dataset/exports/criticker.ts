import { parseTitle } from '../title.ts';
import { numberFrom, timeFrom, yearFrom } from './cells.ts';
import type { ImportedEntry } from './entry.ts';
import { type Layout, NO_RATING, NO_TITLE } from './layout.ts';

/** With fewer scores percentiles say little, and scores are divided by 20. */
const MIN_SCORES = 20;

/**
 * Criticker: a score from 0 to 100, which every person uses in their own way. Until all scores are read, `stars` is a
 * twentieth of the score.
 */
export const criticker: Layout = {
  service: 'criticker',
  fits: (has) =>
    (has('score') || has('rating')) && (has('film name') || has('film title') || has('filmname')),
  entry(cell) {
    const parsed = parseTitle(cell('film name', 'film title', 'filmname'));
    const score = numberFrom(cell('score', 'rating'));
    if (parsed.title === '') return NO_TITLE;
    if (score === null || score > 100) return NO_RATING;
    return {
      movieId: null,
      titles: [parsed.title, ...parsed.alsoKnownAs],
      year: yearFrom(cell('year', 'film year', 'filmyear')) ?? parsed.year,
      opinion: { kind: 'rating', stars: score / 20 },
      at: timeFrom(cell('date rated', 'rating date', 'review date', 'reviewdate', 'date')),
      isCurrent: true,
    };
  },
};

/**
 * Converts scores to stars by percentile: a movie that is better than four fifths of the person's movies gets the stars
 * that are better than four fifths of everyone's ratings. Equal scores get equal stars. If there are only a few scores,
 * they are divided by 20.
 * @param everyone number of ratings of the data set by half star, `[10]`
 */
export function byPercentile(
  entries: readonly ImportedEntry[],
  everyone: readonly number[],
): ImportedEntry[] {
  const scoreOf = ({ opinion }: ImportedEntry) => (opinion.kind === 'rating' ? opinion.stars : 0);
  const scores = entries.map(scoreOf).sort((a, b) => a - b);
  const total = everyone.reduce((sum, count) => sum + count, 0);
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
  return entries.map((entry) => ({
    ...entry,
    opinion: { kind: 'rating', stars: stars.get(scoreOf(entry)) ?? 0.5 },
  }));
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
