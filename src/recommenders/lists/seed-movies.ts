import { LIKED } from '../../base/liked.ts';
import { dot } from '../../base/linear-algebra.ts';
import { type GenreTfidf, rowOf } from '../models/tfidf.ts';

/** A rating of the person. */
interface Given {
  readonly item: number;
  readonly stars: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Two movies with this genre cosine or more are of one kind. */
const ALIKE = 0.7;

/**
 * Two seed movies ("Because you watched ...") of different kinds that a person liked: the one rated last, and among those
 * of another kind the one with the most stars, the later of two with equal stars.
 * @returns items, at most two
 */
export function seedMovies(ratings: readonly Given[], tfidf: GenreTfidf): number[] {
  const mean = ratings.reduce((sum, { stars }) => sum + stars, 0) / Math.max(1, ratings.length);
  const seeds = ratings.filter(({ stars }) => stars >= LIKED && stars >= mean).sort((a, b) => b.at - a.at);
  if (seeds.length === 0) return [];
  const [{ item }] = seeds;
  const others = seeds
    .filter((other) => dot(rowOf(tfidf, item), rowOf(tfidf, other.item)) < ALIKE)
    .sort((a, b) => b.stars - a.stars || b.at - a.at);
  return [item, ...others.slice(0, 1).map((other) => other.item)];
}
