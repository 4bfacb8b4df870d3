/** Texts of the overview of the data set. */

import type { Words } from '../../protocol/words.ts';
import { plural } from '../app/texts.ts';
import { formatCount, formatDay, formatError, formatShare, formatShareExactly } from '../kit/format.ts';

export const overview = {
  title: 'The data at a glance',
  lead: 'Computed from the loaded ratings, here in the tab.',
  waiting: 'Counting …',
  sparsity: (ratings: number, users: number, movies: number, { one, many }: Words) => {
    const density = ratings / (users * movies);
    return `${plural(users, 'person', 'people')} could have rated ${plural(movies, one, many)}, which would make ${formatCount(users * movies)} ratings. There are ${formatCount(ratings)}, so ${formatShareExactly(1 - density)} are unknown. Filling those in is what a recommender does.`;
  },
  sparsityTerm: (words: Words) =>
    `Sparsity: the share of the matrix of people and ${words.many} that is empty`,
  howRated: 'How everyone rates',
  popular: ({ many }: Words) => `How often ${many} are rated`,
  popularHint: (held: number, median: number, { many }: Words) =>
    `The most rated tenth of the ${many} holds ${formatShare(held)} of all ratings; half of the ${many} have ${formatCount(median)} or fewer. That is the long tail.`,
  active: 'How much people rate',
  activeHint: (held: number, median: number) =>
    `The most active tenth of the people gave ${formatShare(held)} of all ratings; half of them gave ${formatCount(median)} or fewer.`,
  overTime: 'Ratings over time',
  overTimeHint: (undated: number) =>
    undated === 0 ? 'Every rating has a date.' : `${plural(undated, 'rating has', 'ratings have')} no date.`,
  ratings: 'Ratings',
  ratingsFrom: 'Ratings, from',
  people: 'People',
  year: 'Year',
  asTable: 'As a table',
  range: (from: number, to: number) =>
    from === to ? formatCount(from) : `${formatCount(from)}–${formatCount(to)}`,
  movieTable: ({ one }: Words) => `Every ${one}`,
  peopleTable: 'Every person',
  person: 'Person',
  personName: (n: number) => `Person ${n}`,
  personLeftOut: (n: number) => `Left out: person ${n} as read`,
  mean: 'Mean',
  meanHint: 'Mean stars',
  variance: 'Variance',
  varianceHint: 'Mean squared deviation from the mean, stars squared: how much opinions differ',
  popularity: 'Damped',
  popularityHint:
    'Damped popularity: the logarithm of one plus the summed preference, (stars − 2) / 3 within 0 to 1, of all who rated it',
  ratingsHint: 'Number of ratings',
  more: (n: number) => `${formatCount(n)} more`,
  showing: (shown: number, of: number) => `${formatCount(shown)} of ${formatCount(of)}`,
  odd: 'What looks odd',
  oddHint: (words: Words) =>
    `Patterns in the data as it was read that may not show what one person really thinks of ${words.many}. Matinee learns from all of it, except what you leave out below.`,
  none: 'None.',
  alike: 'People who rate everything the same',
  alikeHint: (least: number, deviation: number) =>
    `${formatCount(least)} ratings or more with a standard deviation under ${formatError(deviation)} stars`,
  alikeOne: (n: number, deviation: number) =>
    `${plural(n, 'rating', 'ratings')}, standard deviation ${formatError(deviation)} stars`,
  bursts: 'People who rate faster than one can read',
  burstsHint: (n: number) => `More than ${formatCount(n)} ratings within one minute`,
  burstsOne: (most: number, n: number) =>
    `${formatCount(most)} within a minute, of ${plural(n, 'rating', 'ratings')}`,
  twice: (words: Words) => `${words.Many} that are listed twice`,
  twiceHint: 'The same title and year under several numbers',
  twiceOne: (ids: readonly number[]) => `numbers ${ids.join(', ')}`,
  early: (words: Words) => `Rated before the ${words.one} came out`,
  earlyHint: (words: Words) => `The date of the rating is earlier than the ${words.one}’s year`,
  future: 'Rated in the future',
  futureHint: 'The date of the rating is later than now',
  untimelyOne: (user: number, at: number) => `person ${user}, ${formatDay(at)}`,
};
