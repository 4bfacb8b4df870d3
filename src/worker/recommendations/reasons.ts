import type { Reason } from '../../protocol/movie-card.ts';
import { explain, likedGenres, strongest } from '../../recommenders/hybrid/explain.ts';
import { deal } from '../../recommenders/hybrid/mixed-hybrid.ts';
import type { HybridScores } from '../../recommenders/hybrid/weighted-hybrid.ts';
import type { Recommender } from '../../recommenders/recommender.ts';
import { type CombinedId, isCombined, type RecommenderId, restsOn } from '../../recommenders/registry.ts';
import { partOf, type Ranker } from './recommender-pool.ts';
import type { Basis } from './score-movies.ts';

/** A recommender that is made of no others, with its scores. */
interface Single {
  readonly id: Exclude<RecommenderId, CombinedId>;
  readonly recommender: Recommender;
  /** `[items]` */
  readonly scores: Float32Array;
}

/** Why any recommender but the hybrid puts a film where it is. @param scores what it made of the person */
export function reasonsOf(
  { id, parts }: Ranker,
  scores: HybridScores,
  basis: Basis,
): (item: number) => Reason {
  const { person } = basis;
  const single = (name: Single['id']): Single => {
    const recommender = partOf(parts, name);
    return { id: name, recommender, scores: recommender.score(person) };
  };
  if (id === 'mixed') {
    const lists = restsOn.mixed.map(single);
    const order = deal(
      lists.map((list) => list.scores),
      person,
    );
    const dealer = new Map(order.map(({ item, by }) => [item, lists[by]]));
    // What was not dealt keeps the order of the first.
    return (item) => reasonOf(dealer.get(item) ?? lists[0], basis, item);
  }
  if (isCombined(id)) {
    if (scores.parts.ials === undefined) return (item) => reasonOfComponents(scores, basis, item);
    const ials = single('ials');
    return (item) => reasonOf(ials, basis, item);
  }
  const made = Object.values(scores.made)[0]?.scores ?? scores.total;
  const all = { id, recommender: partOf(parts, id), scores: made };
  return (item) => reasonOf(all, basis, item);
}

/** Why one recommender by itself puts a film where it is. */
function reasonOf({ id, recommender, scores }: Single, basis: Basis, item: number): Reason {
  const { library, person } = basis;
  switch (id) {
    case 'popularity':
      return popularReason(basis, item);
    case 'bias': {
      const ratings = library.counts[item];
      return { kind: 'acclaimed', meanStars: library.starSums[item] / Math.max(1, ratings), ratings };
    }
    case 'content':
      return genresReason(basis, likedGenres(library.tfidf, person, item));
    case 'svd':
    case 'als':
    case 'bayes':
      return { kind: 'expected', stars: scores[item], by: id };
    case 'userKnn': {
      const supporters = recommender.supporters?.(person, item) ?? { liked: 0, of: 0 };
      return supporters.liked > 0 ? { kind: 'neighbours', ...supporters } : { kind: 'none' };
    }
    case 'itemKnn':
    case 'ials':
    case 'viewing':
    case 'ease': {
      const because = strongest(recommender.contributions?.(person, item).parts ?? new Float32Array(0));
      return because.length > 0 ? ratedReason(basis, because) : { kind: 'none' };
    }
  }
}

/** The personal voice that lifted a film most, else popularity. */
export function reasonOfComponents(scores: HybridScores, basis: Basis, item: number): Reason {
  const { library, rankers, person, predicted } = basis;
  const why = explain(scores, person, item, { ...rankers, tfidf: library.tfidf });
  switch (why.component) {
    case 'ease':
    case 'ials':
    case 'viewing':
      return ratedReason(basis, why.because);
    case 'content':
      return genresReason(basis, why.genres);
    case 'stars':
      return { kind: 'predicted', stars: predicted?.stars[item] ?? 0 };
    case 'popularity':
      return popularReason(basis, item);
  }
}

export function popularReason({ library }: Basis, item: number): Reason {
  return { kind: 'popular', ratings: library.counts[item] };
}

function ratedReason({ library, person: { ratings } }: Basis, because: readonly number[]): Reason {
  return {
    kind: 'rated',
    because: because.map((n) => ({
      movie: library.dataset.movies[ratings.item[n]],
      stars: ratings.value[n],
    })),
  };
}

function genresReason({ person }: Basis, genres: readonly string[]): Reason {
  if (genres.length === 0) return { kind: 'none' };
  return { kind: 'genres', genres, picked: genres.some((genre) => person.genres.includes(genre)) };
}
