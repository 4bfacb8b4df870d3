import { parseTitle } from '../title.ts';
import { numberFrom, timeFrom, yearFrom } from './cells.ts';
import type { ImportedEntry } from './entry.ts';
import { type Layout, NO_RATING, NO_TITLE } from './layout.ts';

const FEWEST = 20;

/** Criticker: a score from 0 to 100, which every person uses in their own way; `stars` is a twentieth of it until all are known. */
export const criticker: Layout = {
  service: 'criticker',
  fits: (has) =>
    (has('score') || has('rating')) && (has('film name') || has('film title') || has('filmname')),
  entry(cell) {
    const named = parseTitle(cell('film name', 'film title', 'filmname'));
    const score = numberFrom(cell('score', 'rating'));
    if (named.title === '') return NO_TITLE;
    if (score === null || score > 100) return NO_RATING;
    return {
      movieId: null,
      titles: [named.title, ...named.alsoKnownAs],
      year: yearFrom(cell('year', 'film year', 'filmyear')) ?? named.year,
      opinion: { kind: 'rating', stars: score / 20 },
      at: timeFrom(cell('date rated', 'rating date', 'review date', 'reviewdate', 'date')),
      isCurrent: true,
    };
  },
};

/**
 * Scores as stars by their place among the person's own: a film that is above four fifths of their films gets the
 * stars that are above four fifths of everyone's ratings. Equal scores get equal stars. A few scores have no places
 * to speak of: these are divided by 20.
 * @param everyone ratings of the data set by half star
 */
export function byPercentile(
  entries: readonly ImportedEntry[],
  everyone: readonly number[],
): ImportedEntry[] {
  const scoreOf = ({ opinion }: ImportedEntry) => (opinion.kind === 'rating' ? opinion.stars : 0);
  const scores = entries.map(scoreOf).sort((a, b) => a - b);
  const all = everyone.reduce((sum, count) => sum + count, 0);
  const stars = new Map<number, number>();
  for (let from = 0; from < scores.length; ) {
    let to = from + 1;
    while (scores[to] === scores[from]) to++;
    const share = (from + to) / 2 / scores.length;
    stars.set(
      scores[from],
      entries.length < FEWEST || all === 0 ? plain(scores[from]) : starsAt(share, everyone, all),
    );
    from = to;
  }
  return entries.map((entry) => ({
    ...entry,
    opinion: { kind: 'rating', stars: stars.get(scoreOf(entry)) ?? 0.5 },
  }));
}

function plain(score: number): number {
  return Math.max(1, Math.round(score * 2)) / 2;
}

/** The half star under which that share of all ratings lies. */
function starsAt(share: number, everyone: readonly number[], all: number): number {
  let below = 0;
  for (const [n, count] of everyone.entries()) {
    below += count;
    if (below >= share * all) return (n + 1) / 2;
  }
  return 5;
}
