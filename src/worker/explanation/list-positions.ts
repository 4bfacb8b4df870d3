import { type ListSettings, leftOut } from '../../protocol/list-settings.ts';
import { scaleOf } from '../../recommenders/hybrid/weighted-hybrid.ts';
import { adjustmentOf, applySettings, POOL } from '../../recommenders/lists/rerank.ts';
import { placeOf } from '../../recommenders/top-items.ts';
import type { Taste } from '../recommendations/personal-scores.ts';
import type { Library } from '../session/catalogue.ts';

/** Where every film stands in a person's list as they wish it, also where no list would ever show it. */
export interface Places {
  /** How many films the list could show. */
  readonly listed: number;
  /** 1 is the best; null for a film that is rated, put aside or left out by a filter. */
  place(item: number): number | null;
  /** What the dials add to a film's score, in the unit of the total; 0 where they rest. */
  adjustments(item: number): number;
  /** Whether variety or balance choose among the best films, so that these do not stand by score alone. */
  readonly chosen: boolean;
}

export function createPlaces(
  { shelf, dataset, counts }: Library,
  taste: Taste,
  listSettings: ListSettings,
): Places {
  const { person, scores, unwanted } = taste;
  const relevance = applySettings(scores.total, person, shelf, listSettings);
  const pull = adjustmentOf(person, shelf, listSettings);
  const { factor } = scaleOf(scores.total, 1);
  const excluded = new Set([...unwanted, ...leftOut(listSettings, dataset.movies, counts)]);
  const chosen = listSettings.variety > 0 || listSettings.balance > 0;
  // What is chosen are the best of these; beyond them the order is that of the scores.
  const first = chosen ? taste.best(POOL, []) : [];
  return {
    listed: dataset.movies.length - excluded.size,
    place(item) {
      if (excluded.has(item)) return null;
      const at = first.indexOf(item);
      return at < 0 ? placeOf(relevance, item, excluded) : at + 1;
    },
    adjustments: (item) => (pull === null || factor === 0 ? 0 : pull[item] / factor),
    chosen,
  };
}
