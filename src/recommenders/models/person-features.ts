import { LIKED } from '../../base/liked.ts';
import type { Movie } from '../../dataset/dataset.ts';
import { RATED_MOVIES } from '../../protocol/training-messages.ts';
import type { Person } from '../recommender.ts';
import type { PosteriorModel } from './factor-model.ts';
import { favouriteGenres } from './favourite-genres.ts';
import { type GenreTfidf, genreVector } from './tfidf.ts';

/** What a person's feature row is computed from, besides the person. */
export interface FeatureSource {
  readonly movies: readonly Movie[];
  readonly tfidf: GenreTfidf;
  /** Share of everyone's ratings that each genre has, from `genreShares`. */
  readonly everyone: ReadonlyMap<string, number>;
}

/** A person's sparse row of user features: column `column[n]` has weight `weight[n]`. */
export interface FeatureRow {
  readonly column: Int32Array;
  readonly weight: Float64Array;
  /** Position of the first entry that belongs to a rating: one for each, after those that depend on no rating. */
  readonly perRating: number;
}

/**
 * The favourite genres of a person: picked, or else computed from the movies they liked. The same for users in training
 * and for the local person, so that picks have the same meaning for both.
 * @returns `[genres]`, length 1 or all zero
 */
export function favouritesVector({ movies, tfidf, everyone }: FeatureSource, person: Person): Float64Array {
  if (person.genres.length > 0) return genreVector(tfidf, person.genres);
  const liked = person.ratings.item.filter((_, n) => person.ratings.value[n] >= LIKED);
  return genreVector(tfidf, favouriteGenres(movies, everyone, liked));
}

/** The person's features in the columns of a model's user-side link matrix. */
export function featureRow(model: PosteriorModel, source: FeatureSource, person: Person): FeatureRow {
  const column = [0];
  const weight = [1];
  let rated: number | null = null;
  let first = 1;
  for (const { group, columns } of model.userFeatures) {
    if (group === 'favourites') {
      favouritesVector(source, person).forEach((value, g) => {
        if (value === 0) return;
        column.push(first + g);
        weight.push(value);
      });
    }
    if (group === 'attributes') {
      for (const attribute of person.attributes ?? []) {
        column.push(first + attribute);
        weight.push(1);
      }
    }
    if (group === RATED_MOVIES) rated = first;
    first += columns;
  }
  const perRating = column.length;
  const { item } = person.ratings;
  if (rated !== null) {
    for (const i of item) {
      column.push(rated + i);
      weight.push(1 / Math.sqrt(item.length));
    }
  }
  return { column: Int32Array.from(column), weight: Float64Array.from(weight), perRating };
}
