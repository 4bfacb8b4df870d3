/** Texts of the pages that show the app as a user of the data set. */
import type { LeaveUserOutId, NotableUsers } from '../../protocol/user-messages.ts';
import type { Words } from '../../protocol/words.ts';
import { plural } from '../app/texts.ts';
import {
  formatCount,
  formatDay,
  formatError,
  formatErrorExactly,
  formatGiven,
  formatStars,
} from '../kit/format.ts';

export const users = {
  title: 'Be another user',
  lead: (count: number, dataset: string) =>
    `${dataset} holds the ratings of ${plural(count, 'person', 'people')}, without names. See Matinee as one of them: what they rated, what we would have recommended, and what they rated later.`,
  go: 'Look',
  number: 'User number',
  upTo: (count: number) => `1 to ${formatCount(count)}`,
  random: 'Anyone at random',
  previous: 'Previous',
  next: 'Next',
  choose: 'Choose another user',
  all: 'All users',
  notable: 'Users who stand out',
};

/** The kinds of notable users, and the number that makes each notable. */
export const notableKinds: Record<
  keyof NotableUsers,
  { name(words: Words): string; value(value: number, words: Words): string }
> = {
  active: { name: () => 'Most ratings', value: (n, { one, many }) => plural(n, one, many) },
  harsh: { name: () => 'Harshest', value: (mean) => `${formatError(mean)} stars on average` },
  generous: { name: () => 'Most generous', value: (mean) => `${formatError(mean)} stars on average` },
  niche: {
    name: ({ many }) => `Rarest ${many}`,
    value: (bits, { one }) =>
      `a typical ${one} of theirs was rated by one in ${formatCount(Math.round(2 ** bits))}`,
  },
};

export const user = {
  title: (n: number) => `User ${formatCount(n)}`,
  banner: (n: number, of: number, dataset: string) =>
    `You are looking at user ${formatCount(n)} of ${formatCount(of)} in ${dataset}. Your own ratings are untouched.`,
  back: 'Back to yourself',
  missing: 'No such user',
  missingText: (of: number) => `This data set has users 1 to ${formatCount(of)}.`,
  loading: 'Looking them up',
  ratings: 'Ratings',
  mean: 'Average stars',
  deviation: 'Spread',
  deviationHint: 'Standard deviation of their stars',
  genres: 'Favours',
  genre: (genre: string, times: number) => `${genre} ${formatStars(times)}×`,
  genresHint: ({ many }: Words) =>
    `How much more often these genres are among the ${many} they liked than among all ratings`,
  noGenres: 'no genre in particular',
  histogram: 'How they rate',
  list: 'What we would have recommended',
  basis: (train: number, held: number, dated: boolean) =>
    dated
      ? `From their first ${plural(train, 'rating', 'ratings')}. The last ${formatCount(held)} were held back.`
      : `From ${plural(train, 'rating', 'ratings')}. ${formatCount(held)} others were held back, chosen at random, because this data set has no dates.`,
  by: 'Recommended by',
  fitting: 'Fitting a recommender that has not seen this user',
  waiting: 'Waiting for EASE, which is being fitted for the first time',
  hit: (stars: number) => `rated ${formatGiven(stars)}★ later`,
  hitSpoken: (stars: number) => `rated ${formatGiven(stars)} stars later`,
  noLater: 'Too few ratings to hold some back.',
  noLiked: ({ many }: Words) =>
    `They rated none of the ${many} held back 4 stars or more, so there is nothing to find and nothing to measure.`,
  one: 'One user says little: the same list can be lucky for one and useless for the next.',
  seeming: (ndcg: number) =>
    `Had the model seen what they rated later, NDCG@10 would seem to be ${formatErrorExactly(ndcg)}.`,
  later: ({ many }: Words) => `Where the ${many} they rated later ranked`,
  laterHint: ({ one }: Words) =>
    `Each dot is a ${one} held back: further left is nearer to the top of our list, higher up is more stars. A good list has its dots at the upper left.`,
  place: 'Place',
  movie: ({ One }: Words) => One,
  stars: 'Their stars',
  when: 'When',
  showAll: (n: number) => `Show all ${formatCount(n)}`,
  history: 'What the recommender knew',
  topTen: 'First ten',
};

/** The recommenders for a user's list, and why the test with each of them is fair. */
export const leaveUserOut: Record<LeaveUserOutId, { readonly name: string; readonly how: string }> = {
  ease: {
    name: 'EASE',
    how: 'It has not seen this user: all their ratings, earlier and later, are removed from the fitted model exactly.',
  },
  ials: {
    name: 'Implicit ALS',
    how: 'It has not seen this user: it is fitted again, right here, on the ratings of everyone else.',
  },
  hybrid: {
    name: 'Both, with genres and popularity',
    how: 'The hybrid that you get, but without predicted stars: the star model was trained on what this user rated later, the other components were not.',
  },
};

export const success = ({ many }: Words) => ({
  ndcg: {
    name: 'NDCG@10',
    hint: `How high the liked ${many} rank among the first ten: 1 is the best possible`,
  },
  precision: { name: 'Precision@10', hint: 'Share of the first ten that they rated 4 or more later' },
  recall: {
    name: 'Recall@10',
    hint: `Share of the ${many} they rated 4 or more later that is among the first ten`,
  },
});

/**
 * For example "Of 14 … they rated 4 or more later, 3 ranked among the first ten, and half among the first 212 of
 * 9,046."
 */
export function placesText(likedPlaces: readonly number[], ranked: number, { one, many }: Words): string {
  const sorted = [...likedPlaces].sort((a, b) => a - b);
  const first = sorted.filter((place) => place <= 10).length;
  const half = sorted[Math.ceil(sorted.length / 2) - 1] ?? ranked;
  return `Of ${plural(sorted.length, one, many)} they rated 4 or more later, ${formatCount(first)} ranked among the first ten, and half among the first ${formatCount(half)} of ${formatCount(ranked)}.`;
}

/** One day, such as "Sep 7, 2016", or the range from the first day to the last. */
export function spanOf(first: number | null, last: number | null): string {
  const [from, to] = [dayOf(first), dayOf(last)];
  return from === to ? from : `${from} – ${to}`;
}

export const dayOf = (at: number | null): string => (at === null ? '' : formatDay(at));
