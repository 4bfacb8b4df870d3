import { leftOut } from '../../protocol/list-settings.ts';
import { scaleOf } from '../../recommenders/hybrid/weighted-hybrid.ts';
import { adjustmentOf, applySettings, POOL } from '../../recommenders/lists/rerank.ts';
import { placeOf } from '../../recommenders/top-items.ts';
import { bestItems } from '../recommendations/movie-cards.ts';
import type { PersonalScores } from '../recommendations/personal-scores.ts';
import type { Catalogue } from '../session/catalogue.ts';

/** Where every movie stands in a person's list, also far below what any list shows. */
export interface Places {
  /** How many movies the list could show. */
  readonly listed: number;
  /** 1 is the best; null for a movie that is rated, put aside or filtered out. */
  place(item: number): number | null;
  /** What the list settings add to a movie's score, in the unit of the total; 0 where they change nothing. */
  adjustments(item: number): number;
  /** Whether variety or balance choose among the best movies, so that places do not follow the score alone. */
  readonly chosen: boolean;
}

export function createPlaces(catalogue: Catalogue, personal: PersonalScores): Places {
  const { shelf, dataset } = catalogue;
  const { person, unwanted, inputs } = personal;
  const { listSettings } = inputs.stored;
  const { scores } = personal.ranked();
  const relevance = applySettings(scores.total, person, shelf, listSettings);
  const pull = adjustmentOf(person, shelf, listSettings);
  const { factor } = scaleOf(scores.total, 1);
  const excluded = new Set([...unwanted, ...leftOut(listSettings, dataset.movies, shelf.known)]);
  const chosen = listSettings.variety > 0 || listSettings.balance > 0;
  // The list chooses among these; beyond them the order is that of the scores.
  const first = chosen ? bestItems(catalogue, personal, POOL, []) : [];
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
