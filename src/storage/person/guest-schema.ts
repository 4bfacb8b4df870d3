/** People who watch with the person of this device, as far as they asked to be kept. */
import * as v from 'valibot';
import { countSchema, timeSchema } from '../../base/schemas.ts';

const movieIdSchema = v.pipe(countSchema, v.minValue(1));

/** Somebody else's taste. */
export const guestSchema = v.pipe(
  v.object({
    name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40)),
    /** One entry for each movie. */
    ratings: v.pipe(
      v.array(
        v.pipe(
          v.object({
            /** MovieLens id. */
            movieId: movieIdSchema,
            /** Half stars 0.5-5. */
            rating: v.pipe(v.number(), v.minValue(0.5), v.maxValue(5), v.multipleOf(0.5)),
          }),
          v.readonly(),
        ),
      ),
      v.readonly(),
    ),
    /** MovieLens ids of movies that they have seen and not rated. */
    seen: v.optional(v.pipe(v.array(movieIdSchema), v.readonly()), []),
    /** When they were added, milliseconds since 1970. */
    at: timeSchema,
  }),
  v.readonly(),
);
export type StoredGuest = v.InferOutput<typeof guestSchema>;
