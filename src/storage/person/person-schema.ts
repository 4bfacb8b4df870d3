import * as v from 'valibot';
import { finiteSchema, oneOf, type Schema, timeSchema } from '../../base/schemas.ts';
import { defaultListSettings, type ListSettings } from '../../protocol/list-settings.ts';
import { recommenderIds } from '../../protocol/recommender-catalog.ts';
import { defaultTraining } from '../../protocol/training-defaults.ts';
import { type FeatureGroup, RATED_MOVIES, type TrainingSettings } from '../../protocol/training-messages.ts';

/** One rating of the person. */
export const ratingSchema = v.pipe(
  v.object({
    /** Half stars 0.5-5. */
    stars: v.pipe(v.number(), v.minValue(0.5), v.maxValue(5), v.multipleOf(0.5)),
    /** Milliseconds since 1970. */
    at: timeSchema,
  }),
  v.readonly(),
);
export type StoredRating = v.InferOutput<typeof ratingSchema>;

/**
 * To watch; watched but not rated; liked, which says more than watched and less than stars; not interesting. Only movies
 * with the first mark are recommended.
 */
const mark = v.picklist(['watchlist', 'seen', 'liked', 'notInterested']);
export type Mark = v.InferOutput<typeof mark>;

/** One mark of the person. */
export const markSchema = v.pipe(
  v.object({
    mark,
    /** Milliseconds since 1970. */
    at: timeSchema,
  }),
  v.readonly(),
);
export type StoredMark = v.InferOutput<typeof markSchema>;

export const recommenderSchema = v.picklist(recommenderIds);

/** Names of genres. */
export const genresSchema = v.array(v.string());

/** What is stored of a movie that the current data set may lack, beside its id. */
export const namedMovieSchema = v.object({
  title: v.string(),
  year: v.nullable(v.number()),
  genres: genresSchema,
});

/** An optional number in a range. */
const within = (low: number, high: number, preset: number) =>
  v.optional(v.pipe(v.number(), v.minValue(low), v.maxValue(high)), preset);
const optionalYear = v.optional(v.nullable(v.pipe(v.number(), v.integer())), null);
/** `v.object` also accepts an array where every field is optional. */
const notArray = v.custom<object>((value) => !Array.isArray(value));

/** List settings; fields that an earlier version did not know get their default. */
export const listSettingsSchema: Schema<ListSettings> = v.pipe(
  v.unknown(),
  notArray,
  v.object({
    adventure: within(-1, 1, defaultListSettings.adventure),
    niche: within(-1, 1, defaultListSettings.niche),
    variety: within(0, 1, defaultListSettings.variety),
    balance: within(0, 1, defaultListSettings.balance),
    genres: v.optional(genresSchema, [...defaultListSettings.genres]),
    from: optionalYear,
    to: optionalYear,
    minRatings: within(0, Number.MAX_SAFE_INTEGER, defaultListSettings.minRatings),
    timeOfYear: v.optional(v.boolean(), defaultListSettings.timeOfYear),
  }),
);

const featureGroup = oneOf<FeatureGroup>({
  genres: true,
  decades: true,
  directors: true,
  cast: true,
  languages: true,
  countries: true,
  favourites: true,
  [RATED_MOVIES]: true,
  raters: true,
  statistics: true,
  attributes: true,
  dates: true,
});

/**
 * Training settings; fields that an earlier version did not know get their default. The schema checks the types only:
 * whoever starts a training checks the bounds.
 */
export const trainingSettingsSchema: Schema<TrainingSettings> = v.object({
  algorithm: oneOf<TrainingSettings['algorithm']>({ svd: true, als: true, bayes: true }),
  rank: finiteSchema,
  epochs: finiteSchema,
  regularisation: finiteSchema,
  learningRate: finiteSchema,
  batches: finiteSchema,
  burnIn: v.optional(finiteSchema, defaultTraining.burnIn),
  draws: v.optional(finiteSchema, defaultTraining.draws),
  features: v.optional(v.array(featureGroup), [...defaultTraining.features]),
  ownNoise: v.optional(v.boolean(), defaultTraining.ownNoise),
  validationShare: finiteSchema,
  patience: finiteSchema,
  seed: finiteSchema,
});
