/** Texts about what is known of a movie: what it is about, who made it, where else it has a page. */
import type { Words } from '../../protocol/words.ts';
import { plural } from '../app/texts.ts';
import { formatCount, formatMillions, formatStars } from '../kit/format.ts';

export const labels = {
  /** Codes that browsers name wrongly or not at all. */
  codes: {
    SU: 'Soviet Union',
    YU: 'Yugoslavia',
    sh: 'Serbo-Croatian',
    zxx: 'No dialogue',
  },
};

export const about = {
  title: 'What it is about',
  from: 'From',
  article: 'Wikipedia',
  source: (name: string) => `From ${name}`,
  shortened: ', shortened, ',
  licence: 'CC BY-SA 4.0',
  /** Where there is no room for links. */
  shortSource: 'From Wikipedia, shortened, CC BY-SA 4.0',
};

export const facts = {
  title: 'Facts',
  directors: (n: number) => (n === 1 ? 'Director' : 'Directors'),
  cast: 'With',
  runtime: 'Running time',
  languages: (n: number) => (n === 1 ? 'Language' : 'Languages'),
  countries: (n: number) => (n === 1 ? 'Country' : 'Countries'),
  moreBy: (name: string, { many }: Words) => `More ${many} with ${name}`,
};

export const composed = {
  kind: (genres: readonly string[], { one }: Words) =>
    genres.includes('Documentary') ? 'documentary' : genres.includes('Animation') ? `animated ${one}` : one,
  from: (countries: string) => ` from ${countries}`,
  by: (directors: string) => ` by ${directors}`,
  with: (cast: string) => `with ${cast}`,
  minutes: (n: string) => `${n} min`,
};

/** Ratings in the statistics of the built-in data set. */
const WORLD_RATINGS = 33_832_162;

export const world = {
  /** Only of the built-in data set is it known whose ratings its statistics count. */
  title: (isBuiltIn: boolean) => (isBuiltIn ? 'All of MovieLens' : 'Everyone elsewhere'),
  count: (n: number) => `on average from ${plural(n, 'rating', 'ratings')}`,
  countOfAll: (n: number) =>
    `on average from ${plural(n, 'rating', 'ratings')}, of ${formatMillions(WORLD_RATINGS)} in all to July 2023`,
  sample: 'Ratings in this sample',
};

export const outside = {
  title: 'Elsewhere',
  of: (title: string) => `${title} elsewhere`,
  whereToWatch: 'Where to watch (JustWatch)',
  leaves:
    'Each of these opens another site in a new tab and leaves Matinee. Nothing is sent there before you press.',
  newTab: '(opens in a new tab)',
};

export const details = {
  label: ({ one }: Words) => `About this ${one}`,
  directedBy: (names: string) => `By ${names}`,
  with: (names: string) => `With ${names}`,
  sample: (mean: number, n: number) => `${formatStars(mean)}★ from ${plural(n, 'rating', 'ratings')} here`,
  world: (mean: number, n: number) => `${formatStars(mean)}★ from ${formatCount(n)} elsewhere`,
};
