/** Words of the page on how it works. */
import type { Component } from '../../recommenders/hybrid/components.ts';
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
  explain: {
    stars:
      'Every film and every person is described by a few numbers, found by training on everyone’s ratings: how dark, how clever, how loud, though nobody names them. Where the numbers of a film point the same way as yours, you would give it many stars.',
    ease: 'Who likes one film often likes certain others, too. From all such pairs at once a regression finds how much each film you liked speaks for each other film.',
    ials: 'Again a few numbers for each film and person, this time fitted not to stars but to what was liked at all out of everything that could have been.',
    viewing:
      'The same once more, fitted to what was watched, whatever the stars. It tells what you would likely watch; the stars tell how you would like it. The two together rank better than either.',
    content:
      'The genres you rate high and those you picked make a profile. A film scores by how alike its genres are to it; rare genres count more.',
    popularity:
      'How much a film is liked by everyone. It is the same for all people, and matters most while little is known of you.',
  } satisfies Record<Component, string>,
  formula: {
    stars:
      'r̂(u,i) = μ + b(u) + b(i) + p(u)·q(i), averaged over draws of a Gibbs sampler: Bayesian probabilistic matrix factorization (Salakhutdinov & Mnih 2008) with side information (Macau, Simm et al. 2015). Your p is found from your ratings by the same conditional draw, so each rating’s part of the sum is exact.',
    ease: 'B = I − P diag(P)⁻¹ with P = (XᵀX + λI)⁻¹; the score of film j is Σ x(i) B(i,j) over the films you liked. Embarrassingly shallow autoencoders (Steck 2019).',
    ials: 'Minimise Σ c(u,i) (1[liked] − p(u)·q(i))² + λ(|p|² + |q|²) with c = 1 + a·preference: implicit alternating least squares (Hu, Koren & Volinsky 2008).',
    viewing: 'The same with 1[rated] in the place of 1[liked], and c = 1 + a for each film that you rated.',
    content:
      'Cosine of the profile Σ (r(i) − mean) row(i) + picks with the film’s row of TF-IDF weights, idf = ln((1 + n) / (1 + df)) + 1.',
    popularity: 'log(1 + Σ preference), preference = (stars − 2) / 3 within 0 to 1.',
  } satisfies Record<Component, string>,
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

/** Why a voice that has a say says nothing yet. */
export function silentText(component: Component): string {
  return component === 'stars'
    ? 'It speaks once the first training has ended.'
    : 'It speaks once it is fitted, a few seconds into the first visit.';
}
