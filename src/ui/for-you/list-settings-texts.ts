/** Texts for the list settings: adjustments and filters. */
import type { ListSettings } from '../../protocol/list-settings.ts';
import type { Words } from '../../protocol/words.ts';
import { plural } from '../app/texts.ts';
import { formatShare } from '../kit/format.ts';

type Adjustment = 'adventure' | 'niche' | 'variety' | 'balance';

/** For each adjustment: the names of its two ends, and one sentence about what it does. */
export const adjustments: Readonly<
  Record<
    Adjustment,
    { readonly low: string; readonly high: string; readonly name: string; readonly hint: string }
  >
> = {
  adventure: {
    name: 'Familiar to adventurous',
    low: 'Familiar',
    high: 'Adventurous',
    hint: 'Closer to the genres you like, or further from them.',
  },
  niche: {
    name: 'Popular to niche',
    low: 'Popular',
    high: 'Niche',
    hint: 'Films that many have rated, or that few know.',
  },
  variety: {
    name: 'Variety',
    low: 'As ranked',
    high: 'Varied',
    hint: 'Films in the list differ from each other (maximal marginal relevance).',
  },
  balance: {
    name: 'Genre balance',
    low: 'As ranked',
    high: 'Like my taste',
    hint: 'Keeps genres in proportion to your taste, against the filter bubble (calibration).',
  },
};

export const listSettings = {
  title: 'Shape this list',
  active: (n: number) => plural(n, 'change', 'changes'),
  timeOfYear: 'A row for this time of year',
  timeOfYearHint:
    'What is rated more in this month or on this weekday, by the dates of ratings here and of yours. They say when people rated, not when they watched.',
  reset: 'Reset',
  same: 'The list is the same.',
  changed: (fresh: number, all: number, { one, many }: Words) =>
    `${fresh} of ${plural(all, `${one} is`, `${many} are`)} new.`,
  none: 'No film fits these filters.',
  noneHint: 'Remove one, or reset the list.',
};

/** Counts the adjustments and filters that differ from the defaults. */
export function countActive(settings: ListSettings, beginning: ListSettings): number {
  const years = settings.from !== beginning.from || settings.to !== beginning.to;
  return [
    settings.adventure !== beginning.adventure,
    settings.niche !== beginning.niche,
    settings.variety !== beginning.variety,
    settings.balance !== beginning.balance,
    settings.genres.length > 0,
    years,
    settings.minRatings !== beginning.minRatings,
    settings.timeOfYear !== beginning.timeOfYear,
  ].filter(Boolean).length;
}

/** Describes the position of a slider for people who cannot see it. */
export function adjustmentText(adjustment: Adjustment, value: number): string {
  const { low, high } = adjustments[adjustment];
  if (value === 0) return 'as ranked';
  return `${formatShare(Math.abs(value))} ${(value < 0 ? low : high).toLowerCase()}`;
}
