import * as v from 'valibot';

/** The largest rank that is read; MLlib's default is 10. */
const MAX_RANK = 512;

const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));

/** What Spark's factors were trained with, as `factors.json` of tools/spark says it. */
export const sparkFactsSchema = v.pipe(
  v.object({
    rank: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_RANK)),
    /** λ, before MLlib multiplies it by the number of ratings */
    regularisation: positive,
    implicit: v.boolean(),
    /** Implicit: extra confidence of a weight of one. */
    alpha: v.nullish(v.pipe(v.number(), v.finite(), v.minValue(0))),
    /** Implicit: whether a rating weighs as many as it has stars, or one. */
    weights: v.nullish(v.picklist(['stars', 'one'])),
    /** Explicit: stars that were subtracted before training */
    mean: v.pipe(v.number(), v.finite()),
  }),
  v.check(({ implicit, alpha }) => !implicit || (alpha ?? 0) > 0),
  v.transform((facts) => ({ ...facts, alpha: facts.alpha ?? 0, weights: facts.weights ?? 'stars' })),
  v.readonly(),
);

export type SparkFacts = v.InferOutput<typeof sparkFactsSchema>;
