/** Movies without stars: what a person likes, and what they have seen. They count for what they are and get no stars. */
import type { Person, PersonRatings, Recommender } from './recommender.ts';

/**
 * Graded preference of a movie that is liked without stars; five stars are 1. By NDCG@10 of newcomers hidden from training,
 * with half of what they liked stripped of its stars (`npm run fit -- ZIP likes`).
 */
export const LIKED_PREFERENCE = 0.9;

/**
 * How far a movie that is liked without stars counts above the person's mean in a profile of genres, people and words: as
 * far as a movie with four stars or more does on average (the same command).
 */
export const LIKED_ABOVE_MEAN = 0.52;

/** Stars whose preference is `LIKED_PREFERENCE`: `preference` is `(r - 2) / 3`. No recommender of stars ever sees them. */
const asPreferred = (preferred: number): number => 2 + 3 * preferred;

/**
 * What of the movies without stars a recommender learns from: those that are liked, with their preference; or all of them,
 * because it counts what people watch, whatever they thought of it.
 */
export type LearnsFrom = 'liked' | 'watched';

/**
 * How much is known of a person's taste, in ratings. Likes are not added to ratings, because the hybrid ranked better without
 * (by 0.003 to 0.010 of NDCG@10, the same command); they stand for ratings where a person has more of them.
 */
export function evidenceOf({ ratings, unrated }: Person): number {
  return Math.max(ratings.item.length, unrated?.liked.length ?? 0);
}

/**
 * A recommender of preferences that learns from movies without stars as well. For a person who has none, the very same
 * scores. In a contribution they are part of the base, because they are no ratings.
 */
export function withUnrated<R extends Recommender>(
  recommender: R,
  learnsFrom: LearnsFrom,
  preferred: number = LIKED_PREFERENCE,
): R {
  const people = new WeakMap<Person, Person>();
  /** The same object for the same person, because recommenders remember what they computed for one. */
  const extended = (person: Person): Person => {
    const more = itemsOf(person, learnsFrom);
    if (more.length === 0) return person;
    const before = people.get(person);
    if (before !== undefined) return before;
    const { unrated: _, ...others } = person;
    const now = { ...others, ratings: withItems(person.ratings, more, asPreferred(preferred)) };
    people.set(person, now);
    return now;
  };
  const { contributions, supporters } = recommender;
  return {
    ...recommender,
    score: (person) => recommender.score(extended(person)),
    ...(contributions && {
      contributions: (person, of) => {
        const { base, parts } = contributions(extended(person), of);
        const rated = person.ratings.item.length;
        return {
          base: parts.subarray(rated).reduce((sum, part) => sum + part, base),
          parts: parts.slice(0, rated),
        };
      },
    }),
    ...(supporters && { supporters: (person, item) => supporters(extended(person), item) }),
  };
}

function itemsOf({ unrated }: Person, learnsFrom: LearnsFrom): readonly number[] {
  if (unrated === undefined) return [];
  return learnsFrom === 'liked' ? [...unrated.liked] : [...unrated.liked, ...unrated.seen];
}

function withItems({ item, value }: PersonRatings, more: readonly number[], stars: number): PersonRatings {
  return {
    item: Int32Array.from([...item, ...more]),
    value: Float32Array.from([...value, ...more.map(() => stars)]),
  };
}
