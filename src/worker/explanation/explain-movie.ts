import type {
  AddingRatings,
  ComponentTerms,
  Explanation,
  HybridWeights,
  PlacedMovie,
  Standing,
  WhatIf,
} from '../../protocol/explanation-messages.ts';
import { type DecomposedComponent, decompose } from '../../recommenders/hybrid/decompose-score.ts';
import { hybridWeights } from '../../recommenders/hybrid/fitted-weights.ts';
import { weightsFor } from '../../recommenders/hybrid/weighted-hybrid.ts';
import { sharedGenres } from '../../recommenders/models/genre-content.ts';
import { bestItems, cardOf } from '../recommendations/movie-cards.ts';
import { createPersonalScores, type PersonalScores } from '../recommendations/personal-scores.ts';
import { itemOf, type Library } from '../session/catalogue.ts';
import { createPlaces, type Places } from './list-positions.ts';

/** Ratings named one by one; more would be no picture. */
const NAMED = 8;
/** Movies compared with and without a rating. */
const COMPARED = 10;

/**
 * Everything that made a movie's score for this person, down to single ratings.
 * @param order the list as the page shows it
 * @throws Problem 'data-invalid' for a movie that is not there
 */
export function explainMovie(
  library: Library,
  scores: PersonalScores,
  movieId: number,
  order: readonly number[],
): Explanation {
  const item = itemOf(library, movieId);
  const ranked = scores.ranked();
  const { total, components, ratings } = decompose(ranked.components, ranked.scores, scores.person, item);
  const places = createPlaces(library, scores);
  const adjustments = places.adjustments(item);
  const shownAt = order.indexOf(item);
  return {
    card: cardOf(library, scores, item),
    reason: ranked.reason(item),
    by: ranked.id,
    place: places.place(item),
    listed: places.listed,
    shownAt: shownAt < 0 ? null : shownAt + 1,
    chosen: places.chosen,
    score: total + adjustments,
    adjustments,
    components: components.map((found) => ({
      component: found.component,
      part: found.part,
      share: found.share,
      rest: found.rest,
      score: found.score,
      terms: termsOf(library, scores, item, found),
    })),
    ratings: strongest(library, scores, ratings),
  };
}

function termsOf(
  library: Library,
  scores: PersonalScores,
  item: number,
  found: DecomposedComponent,
): ComponentTerms {
  if (found.component === 'content')
    return { kind: 'genres', genres: sharedGenres(library.tfidf, scores.person, item) };
  if (found.ratings === null) return { kind: 'popular', ratings: library.counts[item] };
  const { base, cut } = found;
  return { kind: 'ratings', base, cut, ratings: strongest(library, scores, found.ratings) };
}

/** Names the ratings that add or take away most, and sums up the others. */
function strongest(
  { dataset }: Library,
  { person }: PersonalScores,
  parts: ArrayLike<number>,
): AddingRatings {
  const order = Array.from(parts, (_, n) => n).sort((a, b) => Math.abs(parts[b]) - Math.abs(parts[a]));
  const others = order.slice(NAMED);
  return {
    named: order
      .slice(0, NAMED)
      .sort((a, b) => parts[b] - parts[a])
      .map((n) => ({
        movie: dataset.movies[person.ratings.item[n]],
        stars: person.ratings.value[n],
        adds: parts[n],
      })),
    others: { count: others.length, adds: others.reduce((sum, n) => sum + parts[n], 0) },
  };
}

/**
 * The list as it would be without one of the person's ratings: the person is folded in anew without it, just as when a
 * session opens. Nothing is stored.
 * @returns null for a movie that the person has not rated, or no longer
 * @throws Problem 'data-invalid' for a movie that is not there
 */
export function whatIf(
  library: Library,
  scores: PersonalScores,
  movieId: number | null,
  without: number,
): WhatIf | null {
  const { stored } = scores.inputs;
  const ratings = new Map(stored.ratings);
  const rated = ratings.get(without);
  if (rated === undefined) return null;
  ratings.delete(without);
  const inputs = { ...scores.inputs, stored: { ...stored, ratings } };
  const [withIt, withoutIt] = [scores, createPersonalScores(library, inputs)].map((of) => ({
    scores: of,
    places: createPlaces(library, of),
  }));
  const followed = movieId === null ? null : itemOf(library, movieId);
  const { movies } = library.dataset;
  return {
    without: { movie: movies[itemOf(library, without)], stars: rated.stars },
    followed:
      followed === null
        ? null
        : {
            movie: movies[followed],
            withIt: standing(withIt, followed),
            withoutIt: standing(withoutIt, followed),
          },
    withIt: placed(library, withIt, withoutIt),
    withoutIt: placed(library, withoutIt, withIt),
  };
}

/** A list with the place of every movie in it. */
interface Positioned {
  readonly scores: PersonalScores;
  readonly places: Places;
}

function standing({ scores, places }: Positioned, item: number): Standing {
  return { place: places.place(item), stars: scores.predicted(item) };
}

function placed(library: Library, { scores }: Positioned, { places }: Positioned): PlacedMovie[] {
  return bestItems(library, scores, COMPARED, []).map((item, n) => ({
    movie: library.dataset.movies[item],
    place: n + 1,
    otherPlace: places.place(item),
  }));
}

/** The weights of the hybrid as they are for the person, and as they were fitted. */
export function weightsOf({ person }: PersonalScores): HybridWeights {
  const ratings = person.ratings.item.length;
  return { ratings, own: weightsFor(ratings), fitted: hybridWeights };
}
