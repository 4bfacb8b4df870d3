import type {
  AddingRatings,
  ComponentTerms,
  Explanation,
  HybridWeights,
  MixState,
  PlacedMovie,
  Standing,
  WhatIf,
} from '../../protocol/explanation-messages.ts';
import { type DecomposedComponent, decompose } from '../../recommenders/hybrid/decompose-score.ts';
import { pointsIn } from '../../recommenders/hybrid/learnt-mix.ts';
import { weightsFor } from '../../recommenders/hybrid/weighted-hybrid.ts';
import { sharedGenres } from '../../recommenders/models/genre-content.ts';
import { isMovieContent, type SharedTerm } from '../../recommenders/models/movie-content.ts';
import { evidenceOf } from '../../recommenders/unrated.ts';
import { bestItems, cardOf } from '../recommendations/movie-cards.ts';
import { createPersonalScores, type PersonalScores } from '../recommendations/personal-scores.ts';
import { type Catalogue, itemOf } from '../session/catalogue.ts';
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
  catalogue: Catalogue,
  scores: PersonalScores,
  movieId: number,
  order: readonly number[],
): Explanation {
  const item = itemOf(catalogue, movieId);
  const ranked = scores.ranked();
  const { total, components, ratings } = decompose(ranked.components, ranked.scores, scores.person, item);
  const places = createPlaces(catalogue, scores);
  const adjustments = places.adjustments(item);
  const shownAt = order.indexOf(item);
  return {
    card: cardOf(catalogue, scores, item),
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
      terms: termsOf(catalogue, scores, item, found),
    })),
    ratings: strongest(catalogue, scores, ratings),
  };
}

function termsOf(
  catalogue: Catalogue,
  scores: PersonalScores,
  item: number,
  found: DecomposedComponent,
): ComponentTerms {
  if (found.component === 'content') return strongestTerms(sharedTerms(catalogue, scores, item));
  if (found.ratings === null) return { kind: 'popular', ratings: catalogue.counts[item] };
  const { base, cut } = found;
  return { kind: 'ratings', base, cut, ratings: strongest(catalogue, scores, found.ratings) };
}

/** The terms of a movie that are in the person's profile: genres alone where the genre model is the component. */
function sharedTerms(catalogue: Catalogue, { person, ranked }: PersonalScores, item: number): SharedTerm[] {
  const { content } = ranked().components;
  if (content !== undefined && isMovieContent(content)) return content.shared(person, item);
  return sharedGenres(catalogue.tfidf, person, item).map(({ genre, profile, movie }) => ({
    term: { group: 'genres', label: genre },
    profile,
    movie,
  }));
}

/** Names the terms that add or take away most, and sums up the others. */
function strongestTerms(shared: readonly SharedTerm[]): ComponentTerms {
  const adds = ({ profile, movie }: SharedTerm) => profile * movie;
  const order = [...shared].sort((a, b) => Math.abs(adds(b)) - Math.abs(adds(a)));
  const others = order.slice(NAMED);
  return {
    kind: 'terms',
    terms: order.slice(0, NAMED).sort((a, b) => adds(b) - adds(a)),
    others: { count: others.length, adds: others.reduce((sum, term) => sum + adds(term), 0) },
  };
}

/** Names the ratings that add or take away most, and sums up the others. */
function strongest(
  { dataset }: Catalogue,
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
  catalogue: Catalogue,
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
  const [withIt, withoutIt] = [scores, createPersonalScores(catalogue, inputs)].map((of) => ({
    scores: of,
    places: createPlaces(catalogue, of),
  }));
  const followed = movieId === null ? null : itemOf(catalogue, movieId);
  const { movies } = catalogue.dataset;
  return {
    without: { movie: movies[itemOf(catalogue, without)], stars: rated.stars },
    followed:
      followed === null
        ? null
        : {
            movie: movies[followed],
            withIt: standing(withIt, followed),
            withoutIt: standing(withoutIt, followed),
          },
    withIt: placed(catalogue, withIt, withoutIt),
    withoutIt: placed(catalogue, withoutIt, withIt),
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

function placed(catalogue: Catalogue, { scores }: Positioned, { places }: Positioned): PlacedMovie[] {
  return bestItems(catalogue, scores, COMPARED, []).map((item, n) => ({
    movie: catalogue.dataset.movies[item],
    place: n + 1,
    otherPlace: places.place(item),
  }));
}

/** The weights of the hybrid as they are for the person, and as they were fitted. */
export function weightsOf({ person, inputs }: PersonalScores, mix: MixState): HybridWeights {
  const ratings = person.ratings.item.length;
  const fitted = pointsIn(inputs.mix ?? null, { content: inputs.content });
  return { ratings, own: weightsFor(evidenceOf(person), fitted), fitted, mix };
}
