import type { SimilarMovie } from '../../protocol/movie-card.ts';
import type { MovieDetails } from '../../protocol/recommendation-messages.ts';
import { cosines, rowOf } from '../../recommenders/models/tfidf.ts';
import { topItems } from '../../recommenders/top-items.ts';
import type { Library } from '../session/catalogue.ts';
import { cardOf } from './movie-cards.ts';
import type { PersonalScores } from './personal-scores.ts';

/** Similar movies in each list. */
const LISTED = 8;
/** The factors of a movie with fewer ratings are too unsure; such movies are not called similar by taste. */
const ENOUGH_RATINGS = 10;

/** All that a movie's own page shows. */
export function describeMovie(library: Library, scores: PersonalScores, item: number): MovieDetails {
  const card = cardOf(library, scores, item);
  const byGenre = cosines(library.tfidf, rowOf(library.tfidf, item));
  // Many movies share all genres: among equals the better known comes first.
  const popularity = library.popularity.score({
    ratings: { item: new Int32Array(0), value: new Float32Array(0) },
    genres: [],
  });
  const ranked = byGenre.map((similarity, i) => similarity + 1e-3 * popularity[i]);
  const list = (order: Float32Array, similarity: Float32Array, excluded: Set<number>): SimilarMovie[] =>
    topItems(order, LISTED, excluded)
      .filter((i) => similarity[i] > 0)
      .map((i) => ({ card: cardOf(library, scores, i), similarity: similarity[i] }));

  const self = new Set([item]);
  const byTaste = scores.inputs.stars?.similar(item) ?? null;
  const rare = new Set(
    [...library.counts.keys()].filter((i) => i === item || library.counts[i] < ENOUGH_RATINGS),
  );
  return {
    card,
    reason: card.yours === null ? scores.ranked().reason(item) : null,
    histogram: [...library.histograms.subarray(item * 10, item * 10 + 10)],
    similarByGenre: list(ranked, byGenre, self),
    similarByTaste: byTaste === null ? null : list(byTaste, byTaste, rare),
  };
}
