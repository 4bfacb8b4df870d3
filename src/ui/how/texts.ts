/** Texts of the page that explains how the recommender works. */
import type { Component } from '../../protocol/component-catalog.ts';
import type { MixState } from '../../protocol/explanation-messages.ts';
import type { Words } from '../../protocol/words.ts';
import { plural, stars } from '../app/texts.ts';
import { formatCount, formatErrorExactly, formatSignedExactly } from '../kit/format.ts';

export const how = {
  title: 'How it works',
  lead: 'From your ratings to your list, with your own numbers. All of it is computed in this tab.',
  deeper: 'In formulas',
  knownTitle: 'What is known',
  known: (rated: number, movies: number, ratings: number, people: number, { one, many }: Words) =>
    `You have rated ${plural(rated, one, many)} of ${formatCount(movies)}. ${plural(people, 'other person', 'other people')} left ${plural(ratings, 'rating', 'ratings')} in the data set. What you would think of all the other ${many} has to be worked out from these.`,
  overview: 'The data at a glance',
  rate: 'Rate well-known films',
  movieTitle: 'One film, taken apart',
  movie: (title: string) => `First in your list is ${title}. Here is what puts it there.`,
  movieHint:
    'Several components score every film. Their scores are put on one scale (standard deviations from the average film), multiplied by weights and added up. The sum orders your list.',
  waiting: 'Your list is not ready yet.',
  none: 'Nothing is left to recommend, so there is no film to take apart.',
  otherRanker: (name: string) =>
    `Your list is ranked by “${name}” now, which does not add up these components. Choose Matinee’s mix on For you to see them here.`,
  zeroWeight: 'With as many ratings as you have, its weight is zero.',
  mixTitle: 'How much each component counts',
  mix: (rated: number, { many }: Words) =>
    `With few ratings, what everyone likes counts most; the more ${many} you rate, the more your own taste counts. The weights are not set by hand: they were fitted on held-out users. The line marked “You” shows them for your ${plural(rated, 'rating', 'ratings')}.`,
  you: (rated: number) => `You, ${formatCount(rated)}`,
  ratings: 'Ratings',
  weights: 'Weights of the components by number of ratings',
  asTable: 'As a table',
  sureTitle: 'How sure it is',
  sure: 'Training draws many models that explain the ratings about equally well. Where they agree on a film, the prediction is fairly sure; where they differ, it is a guess and is marked as one. Each rating you give makes your predictions more certain.',
  sureFormula:
    'The interval is that of the posterior predictive distribution: the variance of the draws, plus the uncertainty of your own factors, plus the noise of single ratings.',
  privateTitle: 'What leaves this device',
  private:
    'Nothing. The films and ratings come with the page, once. Training, your list and this page are computed in this tab, and the results are stored in this browser.',
  watch: 'Watch it learn',
  lab: 'Measure it in the Lab',
  data: 'Data & privacy',
  expected: (title: string, n: number) => `${title}. ${stars.predicted(n)}.`,
};

/** Explains why a component with a weight gives no score yet. */
export function silentText(component: Component): string {
  return component === 'stars'
    ? 'It gives scores once the first training has ended.'
    : 'It gives scores once it is fitted, a few seconds into the first visit.';
}

/** Tells whose weights are in use, and what those that were learnt from this data set are worth. */
export function mixText(mix: MixState): string {
  if (mix.kind === 'learnt' || mix.kind === 'noGain') {
    const { mean, standardError, people } = mix.gain;
    const measured = `For ${plural(people, 'person', 'people')} whose hidden ratings they had not learnt from, they changed NDCG@10 by ${formatSignedExactly(mean)} (standard error ${formatErrorExactly(standardError)})`;
    return mix.kind === 'learnt'
      ? `Beyond ten ratings, the weights in use turn to those that were learnt from this data set by itself. ${measured} against those that come with Matinee.`
      : `The weights in use come with Matinee. Others were learnt from this data set by itself. ${measured}. That is no more than chance can do, so they are not used.`;
  }
  return `The weights in use come with Matinee. ${withoutOwn[mix.kind]}`;
}

const withoutOwn: Readonly<Record<Exclude<MixState['kind'], 'learnt' | 'noGain'>, string>> = {
  pending:
    'Whether others rank better on this data set is found out in the background, once the training has ended.',
  off: 'Whether others rank better on this data set is not tried, because Matinee trains only when you ask for it.',
  tooFew: 'This data set has too few people with many ratings to learn others from it.',
  tooLarge:
    'This data set has too many ratings to fit everything once more, as learning others from it would need.',
  tooSlow: 'Learning others from this data set took longer than five minutes on this device, so it was left.',
};
