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
import { ratedMovies, starsEvidence } from './stars-evidence.ts';
import { isRareHere, worldOf } from './world-ratings.ts';

/**
 * Why a recommender other than the hybrid ranks a movie where it does: a single one gives the reason of its
 * descriptor, a combined one the reason of the part that placed the movie, or of its components.
 * @param scored the recommender's scores for the person
 */
export function reasonsOf(ranker: Ranker, scored: ComponentScores, basis: Basis): (item: number) => Reason {
  const { id, parts, registry } = ranker;
  const { person, catalogue } = basis;
  const part = partsIn(parts);
  const components = componentsIn(scored.scores);
  const [only] = components.length === 1 ? components : [];
  const known = new Map<RecommenderId, Scored>();
  const scoredOf = (name: RecommenderId): Scored => {
    const recommender = part(name);
    const made = only === undefined || name !== id ? undefined : scored.scores.made[only];
    const scores = once(() => made?.scores ?? recommender.score(person));
    const found = known.get(name) ?? { recommender, scores, tfidf: catalogue.tfidf };
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
    tfidf: basis.catalogue.tfidf,
    explainOf: (component) => registry.explainOf(componentInfo[component].recommenders[0]),
  });
  return reasonOf(why, basis, item, null);
}

export function popularReason({ catalogue }: Basis, item: number): Reason {
  const { counts, dataset } = catalogue;
  const world = worldOf(catalogue, item);
  if (isRareHere(catalogue, item, world)) return { kind: 'elsewhere', world };
  // Of a movie that nobody here has rated the world's ratings are what speaks for it.
  return { kind: 'popular', ratings: counts[item] || (dataset.statistics?.count[item] ?? 0) };
}

/** @param by the recommender whose reason it is; null for the model in use as a component */
function reasonOf(why: Explanation | null, basis: Basis, item: number, by: RecommenderId | null): Reason {
  const { catalogue, person } = basis;
  switch (why?.kind) {
    case undefined:
      return { kind: 'none' };
    case 'rated':
      return { kind: 'rated', because: ratedMovies(basis, why.because) };
    case 'order':
      return { kind: 'order', last: ratedMovies(basis, why.last) };
    case 'genres': {
      const picked = why.genres.some((genre) => person.genres.includes(genre));
      return { kind: 'genres', genres: why.genres, picked };
    }
    case 'person': {
      const [because] = ratedMovies(basis, [why.because]);
      return { kind: 'person', name: why.name, role: why.role, because };
    }
    case 'words': {
      const [because] = ratedMovies(basis, [why.because]);
      return { kind: 'words', words: why.words, because };
    }
    case 'stars': {
      const evidence = starsEvidence(basis, item, why.because);
      return by === null
        ? { kind: 'predicted', stars: why.stars, evidence }
        : { kind: 'expected', stars: why.stars, by, evidence };
    }
    case 'neighbours':
      return { kind: 'neighbours', liked: why.liked, of: why.of };
    case 'acclaimed': {
      const ratings = catalogue.counts[item];
      return { kind: 'acclaimed', meanStars: catalogue.starSums[item] / Math.max(1, ratings), ratings };
    }
    case 'popular':
      return popularReason(basis, item);
  }
}
