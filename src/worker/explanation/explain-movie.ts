import { Problem } from '../../base/problem.ts';
import type {
  AddingRatings,
  ComponentTerms,
  PlacedMovie,
  Standing,
  WhyEvent,
} from '../../protocol/explanation-messages.ts';
import { type DecomposedComponent, decompose } from '../../recommenders/hybrid/decompose-score.ts';
import { hybridWeights } from '../../recommenders/hybrid/fitted-weights.ts';
import { weightsFor } from '../../recommenders/hybrid/weighted-hybrid.ts';
import { sharedGenres } from '../../recommenders/models/genre-content.ts';
import { createTaste, type Taste } from '../recommendations/personal-scores.ts';
import type { Known } from '../recommendations/recommendations-view.ts';
import { itemOf, type Library } from '../session/catalogue.ts';
import { createPlaces, type Places } from './list-positions.ts';

/** Ratings named one by one; more would be no picture. */
const NAMED = 8;
/** Films compared with and without a rating. */
const COMPARED = 10;

/**
 * Everything that made a film's score for this person, down to single ratings.
 * @param order the list as the page shows it
 * @throws Problem 'data-invalid' for a film that is not there
 */
export function explained(
  library: Library,
  { stored }: Known,
  taste: Taste,
  movieId: number,
  order: readonly number[],
): Extract<WhyEvent, { type: 'explained' }> {
  const item = itemOf(library, movieId);
  const { total, components, ratings } = decompose(taste.components, taste.scores, taste.person, item);
  const places = createPlaces(library, taste, stored.listSettings);
  const adjustments = places.adjustments(item);
  const shownAt = order.indexOf(item);
  return {
    type: 'explained',
    card: taste.card(item),
    reason: taste.reason(item),
    by: taste.by,
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
      terms: termsOf(library, taste, item, found),
    })),
    ratings: strongest(library, taste, ratings),
  };
}

function termsOf(library: Library, taste: Taste, item: number, found: DecomposedComponent): ComponentTerms {
  if (found.component === 'content')
    return { kind: 'genres', genres: sharedGenres(library.tfidf, taste.person, item) };
  if (found.ratings === null) return { kind: 'popular', ratings: library.counts[item] };
  const { base, cut } = found;
  return { kind: 'ratings', base, cut, ratings: strongest(library, taste, found.ratings) };
}

/** Names the ratings that add or take away most, and sums up the others. */
function strongest({ dataset }: Library, { person }: Taste, parts: ArrayLike<number>): AddingRatings {
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
 * The list as it would be had the person not rated one film: the person is folded in anew without that rating, by the
 * very way that a visit goes. Nothing is stored.
 * @throws Problem 'data-invalid' for a film that is not there or not rated
 */
export function whatIf(
  library: Library,
  known: Known,
  taste: Taste,
  movieId: number | null,
  without: number,
): Extract<WhyEvent, { type: 'whatIf' }> {
  const ratings = new Map(known.stored.ratings);
  const rated = ratings.get(without);
  if (rated === undefined || !ratings.delete(without)) {
    throw new Problem('data-invalid', `You have not rated film ${without}.`, 'Choose a film you have rated.');
  }
  const { listSettings } = known.stored;
  const other = createTaste(library, { ...known, stored: { ...known.stored, ratings } });
  const [withIt, withoutIt] = [taste, other].map((of) => ({
    taste: of,
    places: createPlaces(library, of, listSettings),
  }));
  const followed = movieId === null ? null : itemOf(library, movieId);
  const { movies } = library.dataset;
  return {
    type: 'whatIf',
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

/** A list with the place of every film in it. */
interface Ranked {
  readonly taste: Taste;
  readonly places: Places;
}

function standing({ taste, places }: Ranked, item: number): Standing {
  return { place: places.place(item), stars: taste.card(item).predicted };
}

function placed({ dataset }: Library, { taste }: Ranked, { places }: Ranked): PlacedMovie[] {
  return taste.best(COMPARED, []).map((item, n) => ({
    movie: dataset.movies[item],
    place: n + 1,
    otherPlace: places.place(item),
  }));
}

/** The weights of the hybrid as they are for the person, and as they were fitted. */
export function mixed({ person }: Taste): Extract<WhyEvent, { type: 'mixed' }> {
  const ratings = person.ratings.item.length;
  return { type: 'mixed', mix: { ratings, own: weightsFor(ratings), fitted: hybridWeights } };
}
