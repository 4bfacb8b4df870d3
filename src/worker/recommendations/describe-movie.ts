import type { SimilarMovie } from '../../protocol/movie-card.ts';
import type { KnownMovie, MovieDetails, MovieIds } from '../../protocol/recommendation-messages.ts';
import { isMovieContent } from '../../recommenders/models/movie-content.ts';
import { cosines, rowOf } from '../../recommenders/models/tfidf.ts';
import { topItems } from '../../recommenders/top-items.ts';
import type { Catalogue } from '../session/catalogue.ts';
import { cardOf } from './movie-cards.ts';
import type { PersonalScores } from './personal-scores.ts';
import { type SimilarByTaste, similarInFull } from './similar-by-taste.ts';

/** Similar movies in each list. */
const LISTED = 8;

/** What is known of a movie so far. */
export function knownMovie(catalogue: Catalogue, scores: PersonalScores, item: number): KnownMovie {
  const { details, descriptions } = scores.inputs.facts();
  return {
    card: cardOf(catalogue, scores, item),
    links: linksOf(catalogue, item),
    facts: details?.[item] ?? null,
    description: descriptions?.[item] ?? null,
  };
}

function linksOf({ dataset: { links } }: Catalogue, item: number): MovieIds {
  return { imdb: links?.imdb[item] || null, tmdb: links?.tmdb[item] || null };
}

/** All that a movie's own page shows. */
export function describeMovie(
  catalogue: Catalogue,
  scores: PersonalScores,
  item: number,
  similar: SimilarByTaste = similarInFull(catalogue.counts),
): MovieDetails {
  const known = knownMovie(catalogue, scores, item);
  const byGenre = cosines(catalogue.tfidf, rowOf(catalogue.tfidf, item));
  // Many movies share all genres: among equals the better known comes first.
  const popularity = catalogue.popularity.score({
    ratings: { item: new Int32Array(0), value: new Float32Array(0) },
    genres: [],
  });
  const ranked = byGenre.map((similarity, i) => similarity + 1e-3 * popularity[i]);
  const list = (order: Float32Array, similarity: Float32Array, excluded: Set<number>): SimilarMovie[] =>
    topItems(order, LISTED, excluded)
      .filter((i) => similarity[i] > 0)
      .map((i) => ({ card: cardOf(catalogue, scores, i), similarity: similarity[i] }));

  const self = new Set([item]);
  const { content } = scores.inputs;
  const byContent = isMovieContent(content) && content.knowsMore(item) ? content.similar(item) : null;
  const { stars } = scores.inputs;
  const byTaste = stars === null ? null : similar(stars, item, LISTED);
  return {
    ...known,
    reason: known.card.yours === null ? scores.ranked().reason(item) : null,
    histogram: [...catalogue.histograms.subarray(item * 10, item * 10 + 10)],
    similarByGenre: list(ranked, byGenre, self),
    similarByContent: byContent === null ? null : list(byContent, byContent, self),
    similarByTaste:
      byTaste?.map((one) => ({ card: cardOf(catalogue, scores, one.item), similarity: one.similarity })) ??
      null,
  };
}
