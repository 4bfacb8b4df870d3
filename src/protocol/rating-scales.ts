import type { RatingScale } from '../dataset/exports/mapped-table.ts';

/** The highest ratings that a person can choose for a table of no known service. */
export const ratingScales = [4, 5, 6, 10, 20, 100] as const satisfies readonly RatingScale[];
