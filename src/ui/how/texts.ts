/** Texts of the page that explains how the recommender works. */
import type { Component } from '../../protocol/component-catalog.ts';
import { plural, stars } from '../app/texts.ts';
import { formatCount } from '../kit/format.ts';

export const how = {
  title: 'How it works',
  lead: 'From your ratings to your list, with your own numbers. All of it is computed in this tab.',
  deeper: 'In formulas',
  knownTitle: 'What is known',
  known: (rated: number, movies: number, ratings: number, people: number) =>
    `You have rated ${plural(rated, 'film', 'films')} of ${formatCount(movies)}. ${plural(people, 'other person', 'other people')} left ${plural(ratings, 'rating', 'ratings')} in the data set. What you would think of all the other films has to be told from these.`,
  overview: 'The data at a glance',
  rate: 'Rate well-known films',
  movieTitle: 'One film, taken apart',
  movie: (title: string) => `First in your list is ${title}. Here is what puts it there.`,
  movieHint:
    'Each voice scores every film. Its scores are put on one scale (standard deviations from the average film) and weighted, and the sum orders your list.',
  waiting: 'Your list is not there yet.',
  none: 'Nothing is left to recommend, so there is no film to take apart.',
  otherRanker: (name: string) =>
    `Your list is ranked by “${name}” now, whose order is no sum of these voices. Choose Matinee’s mix on For you to see them here.`,
  noSay: 'It has no say with as many ratings as you have.',
  mixTitle: 'Who has how much say',
  mix: (rated: number) =>
    `The fewer ratings you give, the more the crowd counts; the more you give, the more your own taste does. The weights were fitted on people held back from the data, not chosen. With your ${plural(rated, 'rating', 'ratings')} they are those of the line marked “You”.`,
  you: (rated: number) => `You, ${formatCount(rated)}`,
  ratings: 'Ratings',
  weights: 'Weights of the voices by number of ratings',
  asTable: 'As a table',
  sureTitle: 'How sure it is',
  sure: 'The model is drawn many times over, each draw explaining the ratings equally well. Where the draws agree on a film, it is sure; where they differ, it is guessing, and says so. Each rating you give narrows it.',
  sureFormula:
    'The interval is that of the posterior predictive: variance of the draws, plus what is unsure of your own factors, plus the noise of single ratings.',
  privateTitle: 'What leaves this device',
  private:
    'Nothing. The films and ratings come once with the page; training, your list and this page are computed in the tab and kept in its own storage.',
  watch: 'Watch it learn',
  lab: 'Measure it in the Lab',
  data: 'Data & privacy',
  expected: (title: string, n: number) => `${title}. ${stars.predicted(n)}.`,
};

/** Explains why a component with a weight gives no score yet. */
export function silentText(component: Component): string {
  return component === 'stars'
    ? 'It speaks once the first training has ended.'
    : 'It speaks once it is fitted, a few seconds into the first visit.';
}
