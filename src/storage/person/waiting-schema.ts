/** What an import leaves behind beside ratings and marks: rows that wait for their movie, lists, corrections. */
import * as v from 'valibot';
import { countSchema, timeSchema } from '../../base/schemas.ts';
import { ratingScales } from '../../protocol/rating-scales.ts';

const idSchema = v.nullable(v.pipe(countSchema, v.minValue(1)));

const opinionSchema = v.variant('kind', [
  v.object({
    kind: v.literal('rating'),
    stars: v.pipe(v.number(), v.minValue(0.5), v.maxValue(5), v.multipleOf(0.5)),
  }),
  v.object({ kind: v.literal('listed'), list: v.string() }),
  v.object({ kind: v.picklist(['liked', 'seen', 'watchlist', 'notInterested', 'skipped']) }),
]);

/** A movie of the person that no data set of theirs has had so far, with every row about it. */
export const waitingSchema = v.pipe(
  v.object({
    titles: v.pipe(v.array(v.string()), v.readonly()),
    year: v.nullable(v.pipe(v.number(), v.integer())),
    /** MovieLens id. */
    movieId: idSchema,
    imdb: idSchema,
    tmdb: idSchema,
    rows: v.pipe(
      v.array(
        v.pipe(
          v.object({ opinion: opinionSchema, at: v.nullable(timeSchema), isCurrent: v.boolean() }),
          v.readonly(),
        ),
      ),
      v.readonly(),
    ),
  }),
  v.readonly(),
);
export type StoredWaiting = v.InferOutput<typeof waitingSchema>;

/** A list that the person named. */
export const namedListSchema = v.pipe(
  v.object({
    /** MovieLens ids in the order of the list. */
    movieIds: v.pipe(v.array(countSchema), v.readonly()),
    /** When it was changed last, milliseconds since 1970. */
    at: timeSchema,
  }),
  v.readonly(),
);
export type StoredNamedList = v.InferOutput<typeof namedListSchema>;

const columnSchema = v.nullable(countSchema);

/** What the columns of a table mean. */
export const mappingSchema = v.pipe(
  v.object({
    columns: v.object({
      title: columnSchema,
      year: columnSchema,
      imdb: columnSchema,
      tmdb: columnSchema,
      rating: columnSchema,
      date: columnSchema,
    }),
    scale: v.picklist(ratingScales),
    dateOrder: v.nullable(v.picklist(['dayFirst', 'monthFirst'])),
    unrated: v.picklist(['seen', 'watchlist']),
  }),
  v.readonly(),
);

/** The MovieLens id of the movie that the person chose for a row. */
export const correctionSchema = v.pipe(countSchema, v.minValue(1));
