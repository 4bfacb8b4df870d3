import { halfStarsOf } from '../../base/half-stars.ts';
import type { RatingScale } from '../exports/mapped-table.ts';
import type { Subject } from '../subject.ts';

/** A table with its first rows, from which a person tells what the columns hold. */
export interface TableHead {
  readonly name: string;
  /** From the first row where that holds names; else empty texts. */
  readonly columns: readonly string[];
  readonly hasHeader: boolean;
  /** The first rows, without the header. */
  readonly sample: readonly (readonly string[])[];
}

/** The columns of a table of ratings, from 0; null where the table has none, or nobody has said which. */
export interface RatingRoles {
  readonly table: string;
  readonly user: number | null;
  readonly item: number | null;
  readonly rating: number | null;
  readonly time: number | null;
}

/** The columns of a table of items. */
export interface ItemRoles {
  readonly table: string;
  readonly id: number | null;
  readonly title: number | null;
  readonly year: number | null;
  readonly genres: number | null;
}

/** How tables become a data set. */
export interface DatasetMapping {
  readonly ratings: RatingRoles;
  /** Null where no table describes the items. */
  readonly items: ItemRoles | null;
  /** The highest rating. */
  readonly scale: RatingScale;
  /** What a rating of 0 means. */
  readonly zero: 'unrated' | 'lowest';
  readonly subject: Subject;
}

/** Whether a mapping says all that must be known. */
export function isComplete({ ratings, items }: DatasetMapping): boolean {
  const { user, item, rating } = ratings;
  const isListed = items === null || (items.id !== null && items.title !== null);
  return user !== null && item !== null && rating !== null && isListed;
}

/**
 * Half stars of a rating on another scale: the highest rating is five stars, half of it two and a half.
 * @returns stars from 0.5 to 5; null for a rating that the scale does not have, and for 0 where that means not rated
 */
export function starsOnScale(
  rating: number,
  { scale, zero }: Pick<DatasetMapping, 'scale' | 'zero'>,
): number | null {
  if (!(rating >= 0 && rating <= scale)) return null;
  if (rating === 0) return zero === 'lowest' ? 0.5 : null;
  return halfStarsOf(rating, scale) / 2;
}
