import type { OccasionReason } from '../../protocol/carousel-messages.ts';
import type { OccasionRow } from '../../recommenders/lists/carousel-plan.ts';
import {
  leadingOccasions,
  type OccasionPart,
  occasionTerm,
} from '../../recommenders/occasions/occasion-term.ts';
import type { PersonRatings } from '../../recommenders/recommender.ts';
import type { Catalogue } from '../session/catalogue.ts';

/** The row of a day, with the reason of each of its movies. */
export interface DayRow extends OccasionRow {
  /** What makes a movie likelier on the occasions that are named, the strongest first. */
  reasons(item: number): OccasionReason[];
}

/**
 * The row "For late November": what is rated more in this month or on this weekday.
 * @param pool movies that are good enough for the person
 * @returns null where the dates tell nothing reliable about any of these movies
 */
export function dayRow(
  { dataset, occasions }: Catalogue,
  person: PersonRatings,
  pool: readonly number[],
  today: Date,
): DayRow | null {
  const model = occasions();
  if (model === null) return null;
  const [month, weekday] = [today.getMonth(), today.getDay()];
  const term = occasionTerm(model, dataset.movies, person, { month, weekday });
  const named = leadingOccasions(term, pool);
  if (named.length === 0) return null;
  const parts = (item: number) => term.parts(item).filter(({ by }) => named.includes(by));
  return {
    subject: {
      kind: 'occasion',
      day: today.getDate(),
      month: named.includes('month') ? month : null,
      weekday: named.includes('weekday') ? weekday : null,
    },
    logOdds: (item) => parts(item).reduce((sum, { value }) => sum + value, 0),
    reasons: (item) => reasonsOf(parts(item)),
  };
}

/** Joins the genres that are rated more on the same occasion, by the same dates. */
function reasonsOf(parts: readonly OccasionPart[]): OccasionReason[] {
  const reasons: { by: OccasionPart['by']; genres: string[]; isOwn: boolean }[] = [];
  for (const { by, genre, isOwn, value } of parts) {
    if (value <= 0) continue;
    const same = reasons.find((reason) => reason.by === by && reason.isOwn === isOwn);
    if (same !== undefined && genre !== null) same.genres.push(genre);
    else reasons.push({ by, genres: genre === null ? [] : [genre], isOwn });
  }
  return reasons;
}
