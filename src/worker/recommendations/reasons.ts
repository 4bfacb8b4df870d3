import { once } from '../../base/memoize.ts';
import { componentInfo } from '../../protocol/component-catalog.ts';
import type { Reason } from '../../protocol/movie-card.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import { type ComponentScores, isCombined } from '../../recommenders/descriptor.ts';
import type { Explanation, Scored } from '../../recommenders/explanation.ts';
import { componentsIn } from '../../recommenders/hybrid/components.ts';
import { explainScore } from '../../recommenders/hybrid/explain-score.ts';
import { partsIn } from '../../recommenders/registry.ts';
import type { Ranker } from './recommender-pool.ts';
import type { Basis } from './scoring-basis.ts';

/**
 * Why a recommender other than the hybrid ranks a movie where it does: a single one gives the reason of its
 * descriptor, a combined one the reason of the part that placed the movie, or of its components.
 * @param scored the recommender's scores for the person
 */
export function reasonsOf(ranker: Ranker, scored: ComponentScores, basis: Basis): (item: number) => Reason {
  const { id, parts, registry } = ranker;
  const { person, library } = basis;
  const part = partsIn(parts);
  const components = componentsIn(scored.scores);
  const [only] = components.length === 1 ? components : [];
  const known = new Map<RecommenderId, Scored>();
  const scoredOf = (name: RecommenderId): Scored => {
    const recommender = part(name);
    const made = only === undefined || name !== id ? undefined : scored.scores.made[only];
    const scores = once(() => made?.scores ?? recommender.score(person));
    const found = known.get(name) ?? { recommender, scores, tfidf: library.tfidf };
    known.set(name, found);
    return found;
  };
  const reasonBy = (name: RecommenderId, item: number): Reason =>
    reasonOf(registry.explainOf(name)(scoredOf(name), person, item), basis, item, name);

  const descriptor = registry.find(id);
  if (!isCombined(descriptor)) return (item) => reasonBy(id, item);
  const placedBy = descriptor.placedBy?.(part, person);
  if (placedBy !== undefined) return (item) => reasonBy(placedBy(item), item);
  if (components.length === 0) return () => ({ kind: 'none' });
  if (only === undefined) return (item) => reasonOfComponents(ranker, scored, basis, item);
  return (item) => reasonBy(componentInfo[only].recommenders[0], item);
}

/** The reason by the personal component that raised the score most, else by popularity. */
export function reasonOfComponents(
  { registry }: Ranker,
  { components, scores }: ComponentScores,
  basis: Basis,
  item: number,
): Reason {
  const { why } = explainScore(scores, basis.person, item, {
    set: components,
    tfidf: basis.library.tfidf,
    explainOf: (component) => registry.explainOf(componentInfo[component].recommenders[0]),
  });
  return reasonOf(why, basis, item, null);
}

export function popularReason({ library }: Basis, item: number): Reason {
  return { kind: 'popular', ratings: library.counts[item] };
}

/** @param by the recommender whose reason it is; null for the model in use as a component */
function reasonOf(why: Explanation | null, basis: Basis, item: number, by: RecommenderId | null): Reason {
  const { library, person } = basis;
  switch (why?.kind) {
    case undefined:
      return { kind: 'none' };
    case 'rated':
      return { kind: 'rated', because: ratedMovies(basis, why.because) };
    case 'genres': {
      const picked = why.genres.some((genre) => person.genres.includes(genre));
      return { kind: 'genres', genres: why.genres, picked };
    }
    case 'stars':
      return by === null
        ? { kind: 'predicted', stars: why.stars }
        : { kind: 'expected', stars: why.stars, by };
    case 'neighbours':
      return { kind: 'neighbours', liked: why.liked, of: why.of };
    case 'acclaimed': {
      const ratings = library.counts[item];
      return { kind: 'acclaimed', meanStars: library.starSums[item] / Math.max(1, ratings), ratings };
    }
    case 'popular':
      return popularReason(basis, item);
  }
}

function ratedMovies({ library, person: { ratings } }: Basis, positions: readonly number[]) {
  return positions.map((n) => ({
    movie: library.dataset.movies[ratings.item[n]],
    stars: ratings.value[n],
  }));
}
