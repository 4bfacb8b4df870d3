/**
 * The components of the weighted hybrid, declared once: what each rests on, its words and its colour. Weights, scores,
 * reasons and the pages that show them are typed by this list and derived from it.
 */
import type { RecommenderId } from './recommender-catalog.ts';

/** The four phrases under the list's title into which components are summed up. */
export type ComponentGroup = 'ease' | 'stars' | 'content' | 'popularity';

interface ComponentFacts<Id extends string = string> {
  readonly id: Id;
  /** The recommenders whose scores can be this component; the first one is fitted where there is a choice. */
  readonly recommenders: readonly [RecommenderId, ...RecommenderId[]];
  /** It needs at least one rating. */
  readonly needsRatings: boolean;
  readonly group: ComponentGroup;
  /** CSS variable of its colour. */
  readonly colour: string;
  /** Its name for people. */
  readonly name: string;
  /** What its own score is, in words. */
  readonly about: string;
  /** Heading of the column of its own scores. */
  readonly unit: string;
  /** Position of its section on "How it works". */
  readonly chapter: number;
  /** How it works, in plain words. */
  readonly explanation: string;
  readonly formula: string;
}

const declared = [
  {
    id: 'ials',
    recommenders: ['ials'],
    needsRatings: true,
    group: 'ease',
    colour: '--run-1',
    name: 'People with your taste',
    about: 'People who like what you like also like this. Found by implicit ALS.',
    unit: 'Affinity',
    chapter: 3,
    explanation:
      'Again a few numbers for each film and person, this time fitted not to stars but to which of all the films each person liked.',
    formula:
      'Minimise Σ c(u,i) (1[liked] − p(u)·q(i))² + λ(|p|² + |q|²) with c = 1 + a·preference: implicit alternating least squares (Hu, Koren & Volinsky 2008).',
  },
  {
    id: 'viewing',
    recommenders: ['viewing'],
    needsRatings: true,
    group: 'ease',
    colour: '--run-3',
    name: 'What they watch',
    about:
      'People who watch what you watch also watched this, whatever they thought of it. Implicit ALS of all ratings.',
    unit: 'Affinity',
    chapter: 4,
    explanation:
      'The same once more, fitted to what was watched, whatever the stars. It predicts what you would watch; the stars predict how you would like it. The two together rank better than either alone.',
    formula: 'The same with 1[rated] in place of 1[liked], and c = 1 + a for each film that you rated.',
  },
  {
    id: 'ease',
    recommenders: ['ease'],
    needsRatings: true,
    group: 'ease',
    colour: '--run-2',
    name: 'Films that go with yours',
    about:
      'How much each film you liked speaks for this one, found by regression over everyone’s ratings (EASE).',
    unit: 'Weight',
    chapter: 2,
    explanation:
      'People who like one film often like certain others too. From all such pairs at once, a regression finds how much each film you liked speaks for every other film.',
    formula:
      'B = I − P diag(P)⁻¹ with P = (XᵀX + λI)⁻¹; the score of film j is Σ x(i) B(i,j) over the films you liked. Embarrassingly shallow autoencoders (Steck 2019).',
  },
  {
    id: 'stars',
    recommenders: ['bayes', 'als', 'svd'],
    needsRatings: false,
    group: 'stars',
    colour: '--accent',
    name: 'The stars we predict',
    about: 'How many stars you would give it, from the trained model.',
    unit: 'Stars',
    chapter: 1,
    explanation:
      'Every film and every person is described by a few numbers, found by training on everyone’s ratings: how dark, how clever, how loud, though nobody names them. Where the numbers of a film point the same way as yours, you would give it many stars.',
    formula:
      'r̂(u,i) = μ + b(u) + b(i) + p(u)·q(i), averaged over draws of a Gibbs sampler: Bayesian probabilistic matrix factorization (Salakhutdinov & Mnih 2008) with side information (Macau, Simm et al. 2015). Your p is found from your ratings by the same conditional draw, so each rating’s part of the sum is exact.',
  },
  {
    id: 'content',
    recommenders: ['metadata', 'content'],
    needsRatings: false,
    group: 'content',
    colour: '--run-4',
    name: 'Genres, people and themes',
    about:
      'How well its genres, people and words match those of films you rate high and of your picks. The rarer one is, the more it counts.',
    unit: 'Similarity',
    chapter: 5,
    explanation:
      'The genres, directors, actors and words of the films you rate high, and the genres you picked, make a profile. The more similar a film is to this profile, the higher its score; what is rare counts more. Until the facts have arrived, genres alone count.',
    formula:
      'Product of the profile Σ (r(i) − mean) row(i) + picks, scaled to length 1, with the film’s row of TF-IDF weights, idf = ln((1 + n) / (1 + df)) + 1. Genres, people, words and tags have length 1 each before they are weighted.',
  },
  {
    id: 'popularity',
    recommenders: ['popularity'],
    needsRatings: false,
    group: 'popularity',
    colour: '--run-6',
    name: 'What many people like',
    about: 'The same for everyone.',
    unit: 'Popularity',
    chapter: 6,
    explanation:
      'How much a film is liked by everyone. It is the same for all people, and matters most while little is known about you.',
    formula: 'log(1 + Σ preference), preference = (stars − 2) / 3 within 0 to 1.',
  },
] as const satisfies readonly ComponentFacts[];

export type Component = (typeof declared)[number]['id'];

export type ComponentInfo = ComponentFacts<Component>;

/** In the order in which their parts are summed: from the most personal to the one that is the same for everyone. */
export const componentCatalog: readonly ComponentInfo[] = declared;

export const componentInfo = Object.fromEntries(
  componentCatalog.map((facts) => [facts.id, facts]),
) as Readonly<Record<Component, ComponentInfo>>;

/** In the order in which "How it works" explains them. */
export function inChapters(catalog = componentCatalog): readonly ComponentInfo[] {
  return [...catalog].sort((a, b) => a.chapter - b.chapter);
}
