import * as v from 'valibot';
import { countSchema, type Schema } from '../../base/schemas.ts';
import type { Counts } from '../../evaluation/interleaving.ts';
import { recommenderSchema } from './person-schema.ts';

/** More than any list shows; a longer list is not ours. */
const MAX_MOVIES = 100_000;

const teamCounts = v.object({ shown: countSchema, opened: countSchema, converted: countSchema });

const countsSchema: Schema<Counts> = v.object({
  teams: v.object({ a: teamCounts, b: teamCounts }),
  wins: v.object({ a: countSchema, b: countSchema }),
  ties: countSchema,
  idle: countSchema,
});

const experimentFields = {
  /** When it was started, milliseconds since 1970; unique. */
  id: countSchema,
  a: recommenderSchema,
  b: recommenderSchema,
  /** Milliseconds since 1970; null while the experiment goes on. */
  stoppedAt: v.nullable(countSchema),
  /** The counts of lists that are too old to be stored one by one. */
  folded: countsSchema,
};

/** Two recommenders compared live on the person's own list. */
export const experimentSchema = v.pipe(v.object(experimentFields), v.readonly());
export type StoredExperiment = v.InferOutput<typeof experimentSchema>;

/** A movie that was seen in a list, and what the person did with it. */
const movieSchema = v.pipe(
  v.object({
    movieId: countSchema,
    /** In the list; 1 is the first. */
    place: countSchema,
    team: v.picklist(['a', 'b']),
    /** Its page was opened from the list. */
    opened: v.boolean(),
    /** Rated four stars or more. */
    liked: v.boolean(),
    watchlisted: v.boolean(),
  }),
  v.readonly(),
);
export type StoredMovie = v.InferOutput<typeof movieSchema>;

/** One interleaved list of which the person saw at least one movie. */
export const listSchema = v.pipe(
  v.object({
    /** Unique within the experiment. */
    id: v.string(),
    /** When it was drafted, milliseconds since 1970. */
    at: countSchema,
    /** The seed of the draft. */
    seed: countSchema,
    /** In the order in which they were seen. */
    films: v.pipe(v.array(movieSchema), v.maxLength(MAX_MOVIES), v.readonly()),
  }),
  v.transform(({ films, ...list }) => ({ ...list, movies: films })),
  v.readonly(),
);
export type StoredList = v.InferOutput<typeof listSchema>;

type EncodedList = Omit<StoredList, 'movies'> & { readonly films: StoredList['movies'] };

/** Storage and back-ups call the movies of a list `films`, as the first version did. */
export function encodeList({ movies, ...list }: StoredList): EncodedList {
  return { ...list, films: movies };
}

/** An experiment with its lists, oldest first, as a back-up contains it. */
export const experimentRecordSchema = v.pipe(
  v.object({ ...experimentFields, lists: v.pipe(v.array(listSchema), v.readonly()) }),
  v.readonly(),
);
export type ExperimentRecord = v.InferOutput<typeof experimentRecordSchema>;
