/** Texts for the page with all movies. */
import type { BrowseOrder } from '../../protocol/browse-messages.ts';
import type { Words } from '../../protocol/words.ts';
import { nav, plural } from '../app/texts.ts';
import { formatCount, formatMinutes, formatStars } from '../kit/format.ts';

export const explore = {
  title: nav.explore,
  found: (n: number, { one, many }: Words) => plural(n, one, many),
  query: 'Search titles and people',
  order: 'Sort by',
  filters: 'Filters',
  active: (n: number) => `${formatCount(n)} on`,
  hideKnown: 'Hide what I have rated or put aside',
  view: 'Show as',
  grid: 'Posters',
  list: 'List',
  none: ({ one }: Words) => `No ${one} fits all of these.`,
  noneHint: 'Try fewer letters, or remove a filter.',
  clear: 'Clear all',
  region: ({ Many }: Words) => Many,
  noModel: 'Predicted stars appear once the first training has ended.',
  acclaim:
    'Everyone’s mean. Where few have rated, it counts as if 200 more had given the average, so that three good ratings do not win.',
  everyone: (mean: number | null, ratings: number) =>
    mean === null ? 'No ratings yet' : `${formatStars(mean)} from ${plural(ratings, 'rating', 'ratings')}`,
  everywhere: (mean: number, ratings: number) =>
    `${formatStars(mean)} from ${plural(ratings, 'rating', 'ratings')} everywhere`,
  /** While what a filter needs is on its way. */
  arriving: 'Who made the films, how long they run and where they are from is still arriving.',
  absent: 'This data set does not say who made its films, how long they run or where they are from.',
};

/** A person's movies. */
export const person = {
  role: 'Shown',
  all: 'Both',
  director: 'As director',
  cast: 'In the cast',
  leave: ({ many }: Words) => `Back to all ${many}`,
  found: 'People',
  nobody: (name: string, { many }: Words) => `Nobody called ${name} made any of these ${many}.`,
};

export const moreFilters = {
  shortest: 'Runs at least',
  longest: 'Runs at most',
  anyLength: 'Any length',
  world: 'Rated everywhere by at least',
  anyWorld: 'Any number of people',
  people: (n: number) => plural(n, 'person', 'people'),
};

/** The filters that are on, each with a button that removes it. */
export const chips = {
  label: 'Filters that are on',
  remove: (name: string) => `Remove: ${name}`,
  query: (text: string) => `“${text}”`,
  without: (genre: string) => `Not ${genre}`,
  years: (from: number | null, to: number | null) =>
    from === null ? `Until ${to}` : to === null ? `From ${from}` : `${from}–${to}`,
  runtime: (shortest: number | null, longest: number | null) =>
    shortest === null
      ? `At most ${formatMinutes(longest ?? 0)}`
      : longest === null
        ? `At least ${formatMinutes(shortest)}`
        : `${formatMinutes(shortest)} to ${formatMinutes(longest)}`,
  language: (name: string) => `In ${name}`,
  minRatings: (n: number) => `${formatCount(n)}+ ratings here`,
  minWorld: (n: number) => `${formatCount(n)}+ ratings everywhere`,
  hideKnown: 'Not yet rated',
};

export const orders: Readonly<Record<BrowseOrder, string>> = {
  match: 'Best match',
  predicted: 'Predicted stars',
  popularity: 'Popularity here',
  acclaim: 'Everyone’s mean',
  fame: 'Most ratings everywhere',
  year: 'Newest',
  title: 'Title',
};
