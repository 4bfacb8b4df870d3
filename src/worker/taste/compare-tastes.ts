import { correlation, correlationInterval } from '../../base/correlation.ts';
import { LIKED } from '../../base/liked.ts';
import type { Taste } from '../../base/taste-text.ts';
import { COMPARABLE, type Likeness, type TasteComparison } from '../../protocol/taste-messages.ts';
import { cardOf } from '../recommendations/movie-cards.ts';
import type { PersonalScores } from '../recommendations/personal-scores.ts';
import type { Catalogue } from '../session/catalogue.ts';

const BEST = 6;
const APART = 5;
const UNSEEN = 5;
/** Smaller differences are no disagreement, stars. */
const FAR = 1;

/** A movie that both have rated. */
interface Common {
  readonly item: number;
  readonly yours: number;
  readonly theirs: number;
}

/** Puts somebody's ratings beside the person's. */
export function compareTastes(
  catalogue: Catalogue,
  scores: PersonalScores,
  { ratings }: Pick<Taste, 'ratings'>,
): TasteComparison {
  const { movies } = catalogue.dataset;
  const theirs = ratings.flatMap(({ movieId, rating }) => {
    const item = catalogue.indexOf.get(movieId);
    return item === undefined ? [] : [{ item, stars: rating }];
  });
  const common = theirs.flatMap(({ item, stars }): Common[] => {
    const yours = scores.rated.get(item);
    return yours === undefined ? [] : [{ item, yours, theirs: stars }];
  });
  const best = [...theirs].sort(
    (a, b) => b.stars - a.stars || catalogue.counts[b.item] - catalogue.counts[a.item] || a.item - b.item,
  );
  return {
    best: best.slice(0, BEST).map(({ item, stars }) => ({ movie: movies[item], stars })),
    missing: ratings.length - theirs.length,
    inCommon: common.length,
    likeness: likenessOf(common),
    meanDistance:
      common.length === 0
        ? null
        : common.reduce((sum, { yours, theirs }) => sum + Math.abs(yours - theirs), 0) / common.length,
    apart: common
      .filter(({ yours, theirs }) => Math.abs(yours - theirs) >= FAR)
      .sort((a, b) => Math.abs(b.yours - b.theirs) - Math.abs(a.yours - a.theirs) || a.item - b.item)
      .slice(0, APART)
      .map(({ item, yours, theirs }) => ({ movie: movies[item], yours, theirs })),
    unseen: best
      .filter(({ item, stars }) => stars >= LIKED && !scores.unwanted.has(item))
      .sort((a, b) => b.stars - a.stars || (scores.predicted(b.item) ?? 0) - (scores.predicted(a.item) ?? 0))
      .slice(0, UNSEEN)
      .map(({ item, stars }) => ({ card: cardOf(catalogue, scores, item), theirs: stars })),
  };
}

/** How far two people agree; null where too few movies say so, or one of them gave all of them the same stars. */
function likenessOf(common: readonly Pick<Common, 'yours' | 'theirs'>[]): Likeness | null {
  if (common.length < COMPARABLE) return null;
  const r = correlation(
    common.map(({ yours }) => yours),
    common.map(({ theirs }) => theirs),
  );
  return r === null ? null : { correlation: r, ...correlationInterval(r, common.length) };
}
