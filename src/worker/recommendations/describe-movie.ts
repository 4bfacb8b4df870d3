import type { Event, SimilarMovie } from '../../protocol/messages.ts';
import type { StarPredictor } from '../../recommenders/models/rating-predictor.ts';
import { cosines, rowOf } from '../../recommenders/models/tfidf.ts';
import { topItems } from '../../recommenders/top-items.ts';
import type { Library } from '../session/catalogue.ts';
import type { Taste } from './personal-scores.ts';

/** Similar films listed on each side. */
const LISTED = 8;
/** Factors of a film with fewer ratings say little about it; such films are not called similar by taste. */
const ENOUGH_RATINGS = 10;

/** All that a movie's own page shows. */
export function movieOpened(
  library: Library,
  predictor: StarPredictor | null,
  taste: Taste,
  item: number,
): Extract<Event, { type: 'movieOpened' }> {
  const card = taste.card(item);
  const byGenre = cosines(library.tfidf, rowOf(library.tfidf, item));
  // Many films share all genres: among equals the better known comes first.
  const popularity = library.popularity.score({
    ratings: { item: new Int32Array(0), value: new Float32Array(0) },
    genres: [],
  });
  const ranked = byGenre.map((similarity, i) => similarity + 1e-3 * popularity[i]);
  const list = (scores: Float32Array, similarity: Float32Array, excluded: Set<number>): SimilarMovie[] =>
    topItems(scores, LISTED, excluded)
      .filter((i) => similarity[i] > 0)
      .map((i) => ({ card: taste.card(i), similarity: similarity[i] }));

  const self = new Set([item]);
  const byTaste = predictor?.similar(item) ?? null;
  const rare = new Set(
    [...library.counts.keys()].filter((i) => i === item || library.counts[i] < ENOUGH_RATINGS),
  );
  return {
    type: 'movieOpened',
    card,
    reason: card.yours === null ? taste.reason(item) : null,
    histogram: [...library.histograms.subarray(item * 10, item * 10 + 10)],
    similarByGenre: list(ranked, byGenre, self),
    similarByTaste: byTaste === null ? null : list(byTaste, byTaste, rare),
  };
}
