import { dot, rowAt } from '../../base/linear-algebra.ts';
import { recommenderInfo } from '../../protocol/recommender-catalog.ts';
import type { SingleDescriptor } from '../descriptor.ts';
import type { Explain } from '../explanation.ts';
import type { Person, Recommender } from '../recommender.ts';
import { LIKED_ABOVE_MEAN } from '../unrated.ts';
import { cosines, type GenreTfidf, genreVector, rowOf } from './tfidf.ts';

/** Weight of the picked genres: that of one movie rated so many stars above the mean. */
export const PICKS_WEIGHT = 2;

/** So many ratings at the middle of the scale are added to a person's mean, to damp it while there are few ratings. */
const MEAN_DAMPING = 1;
const SCALE_MIDDLE = 3;

/** What a genre profile is computed from. */
export type Known = Pick<Person, 'ratings' | 'genres' | 'unrated'>;

/**
 * A person's genre profile: `Σ_i (r_i - mean) row_i`, plus the picked genres and what is liked without stars. The mean is damped towards the middle of
 * the scale, because otherwise a first rating would always have weight 0.
 * @returns `[genres]`
 */
export function genreProfile(tfidf: GenreTfidf, person: Known): Float64Array {
  const { item, value } = person.ratings;
  const mean = dampedMean(value);
  const profile = withoutRatings(tfidf, person);
  for (let n = 0; n < item.length; n++) {
    const row = rowOf(tfidf, item[n]);
    for (let g = 0; g < profile.length; g++) profile[g] += (value[n] - mean) * row[g];
  }
  return profile;
}

/** Content-based recommender: cosine between the person's genre profile and each movie. */
export function content(tfidf: GenreTfidf): Recommender {
  return {
    score: (person) => cosines(tfidf, genreProfile(tfidf, person)),
    /** The profile is a sum over ratings, picks and what is liked without stars, so its product with a movie's row is such a sum, too. */
    contributions(person, of) {
      const { item, value } = person.ratings;
      const length = lengthOf(genreProfile(tfidf, person));
      if (length === 0) return { base: 0, parts: new Float32Array(item.length) };
      const target = rowAt(tfidf.rows, tfidf.genres.length, of);
      const mean = dampedMean(value);
      return {
        base: dot(withoutRatings(tfidf, person), target) / length,
        parts: Float32Array.from(item, (i, n) => ((value[n] - mean) * dot(rowOf(tfidf, i), target)) / length),
      };
    },
  };
}

/** A genre of a movie, with the two factors of what it adds to the score. */
export interface SharedGenre {
  readonly genre: string;
  /** Weight in the person's profile of length 1; below zero where they rate it low. */
  readonly profile: number;
  /** Weight in the movie's row of length 1. */
  readonly movie: number;
}

/** The genres of a movie that are in the person's profile. Over all of them `profile * movie` sums to the content score. */
export function sharedGenres(tfidf: GenreTfidf, person: Known, item: number): SharedGenre[] {
  const profile = genreProfile(tfidf, person);
  const length = lengthOf(profile);
  const row = rowOf(tfidf, item);
  return tfidf.genres
    .map((genre, g) => ({ genre, profile: length === 0 ? 0 : profile[g] / length, movie: row[g] }))
    .filter(({ profile, movie }) => profile * movie !== 0)
    .sort((a, b) => b.profile * b.movie - a.profile * a.movie);
}

/** A person's mean stars, damped towards the middle of the scale. */
export function dampedMean(value: Float32Array): number {
  const sum = value.reduce((total, stars) => total + stars, 0);
  return (sum + MEAN_DAMPING * SCALE_MIDDLE) / (value.length + MEAN_DAMPING);
}

/** The part of the profile that comes from no rating: picks, and movies that are liked without stars. */
function withoutRatings(tfidf: GenreTfidf, person: Known): Float64Array {
  const profile = picksVector(tfidf, person);
  for (const i of person.unrated?.liked ?? []) {
    const row = rowOf(tfidf, i);
    for (let g = 0; g < profile.length; g++) profile[g] += LIKED_ABOVE_MEAN * row[g];
  }
  return profile;
}

function picksVector(tfidf: GenreTfidf, { genres }: Known): Float64Array {
  return genreVector(tfidf, genres).map((weight) => weight * PICKS_WEIGHT);
}

/** The Euclidean length of a vector. */
export function lengthOf(vector: Float64Array): number {
  return Math.sqrt(dot(vector, vector));
}

/** By the genres of the movie that the person's profile likes: the strongest two. */
export const explainByGenres: Explain = ({ tfidf }, person, item) => {
  const genres = sharedGenres(tfidf, person, item)
    .filter(({ profile }) => profile > 0)
    .slice(0, 2)
    .map(({ genre }) => genre);
  return genres.length > 0 ? { kind: 'genres', genres } : null;
};

export const contentDescriptor: SingleDescriptor = {
  ...recommenderInfo.content,
  fit: async ({ tfidf }) => content(tfidf()),
  explain: explainByGenres,
};
