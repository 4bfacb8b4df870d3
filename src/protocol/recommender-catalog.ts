/** What people read about each recommender. The code of each is in src/recommenders (registry.ts lists it). */

/** What a recommender ranks by. */
export type RecommenderKind =
  /** The same list for everyone. */
  | 'everyone'
  /** The ratings of similar people: collaborative filtering for ranking. */
  | 'taste'
  /** The order in which people watch movies. */
  | 'order'
  /** The content of the movies. */
  | 'movies'
  /** The stars predicted by a factorization. */
  | 'stars'
  /** Several of the others together. */
  | 'mix';

/** The description of a recommender: words and colours, no code. */
export interface RecommenderFacts<Id extends string = string> {
  readonly id: Id;
  /** Plain and short. */
  readonly name: string;
  /** The field's term. */
  readonly term: string;
  /** One sentence, to the person. */
  readonly description: string;
  readonly kind: RecommenderKind;
  /** What it needs before it can rank anything, one sentence; absent where it needs nothing. */
  readonly needs?: string;
  /** What "expects 4.2 stars from you" in a reason; its name in quotes where this is absent. */
  readonly expects?: string;
  /** Its model is trained elsewhere and imported; without it there is nothing to rank by. */
  readonly isImported?: true;
  /** Its model takes minutes to train, and is trained when the person asks for it only. */
  readonly isOnRequest?: true;
  /** CSS variable of its own colour in charts; absent: the colour of its kind. */
  readonly colour?: string;
}

const NEEDS_A_LIKED_MOVIE = 'Needs a film that you like.';
const NEEDS_TRAINING = 'Needs a model that is trained when you choose it.';

const declared = [
  {
    id: 'popularity',
    name: 'Most liked',
    term: 'popularity',
    description: 'The films that most people have liked, the same for everyone.',
    kind: 'everyone',
  },
  {
    id: 'bias',
    name: 'Best rated',
    term: 'bias baseline',
    description:
      'The films with the most stars on average, where few ratings count less; the same for everyone.',
    kind: 'everyone',
  },
  {
    id: 'content',
    name: 'Your genres',
    term: 'genre TF-IDF',
    description: 'Films whose genres match those you picked and rated highly.',
    kind: 'movies',
    needs: 'Needs a genre pick or a rating.',
  },
  {
    id: 'metadata',
    name: 'Genres, people and words',
    term: 'content TF-IDF',
    description: 'Films by the directors and with the actors, words and genres of those you rated highly.',
    kind: 'movies',
    needs: 'Needs a genre pick or a rating.',
  },
  {
    id: 'userKnn',
    name: 'People like you',
    term: 'user kNN',
    description: 'Films that the people who rate most like you gave high stars.',
    kind: 'taste',
    needs: NEEDS_A_LIKED_MOVIE,
  },
  {
    id: 'itemKnn',
    name: 'Films rated alike',
    term: 'item kNN',
    description: 'Films liked by the people who liked the same ones as you.',
    kind: 'taste',
    needs: NEEDS_A_LIKED_MOVIE,
  },
  {
    id: 'ease',
    name: 'Film to film',
    term: 'EASE',
    description: 'How strongly liking one film speaks for another, learned for all pairs of films at once.',
    kind: 'taste',
    needs: NEEDS_A_LIKED_MOVIE,
  },
  {
    id: 'ials',
    name: 'Shared tastes',
    term: 'implicit ALS',
    description: 'A few hidden tastes, learned from who liked which films, and how much of each is yours.',
    kind: 'taste',
    needs: NEEDS_A_LIKED_MOVIE,
  },
  {
    id: 'viewing',
    name: 'Shared viewing',
    term: 'implicit ALS of all ratings',
    description:
      'The same, learned from who watched which films, whatever the stars: what you would probably watch.',
    kind: 'taste',
    needs: 'Needs a film that you have rated.',
  },
  {
    id: 'markov',
    name: 'What comes next',
    term: 'Markov chain',
    description:
      'Films that people liked right after the one you rated last; the ones before it do not count.',
    kind: 'order',
    needs: 'Needs a film that you have rated.',
  },
  {
    id: 'decay',
    name: 'Your latest films',
    term: 'item kNN with time decay',
    description:
      'Films liked by the people who liked the same ones as you at about the same time; your latest ratings count most.',
    kind: 'order',
    needs: NEEDS_A_LIKED_MOVIE,
  },
  {
    id: 'svd',
    name: 'Stars, gradient descent',
    term: 'SVD',
    description: 'The films you would give the most stars, learned in many small steps.',
    kind: 'stars',
    needs: NEEDS_TRAINING,
    expects: 'Gradient descent',
  },
  {
    id: 'als',
    name: 'Stars, least squares',
    term: 'ALS',
    description: 'The films you would give the most stars, solved for all people and all films in turn.',
    kind: 'stars',
    needs: NEEDS_TRAINING,
    expects: 'Least squares',
  },
  {
    id: 'bayes',
    name: 'Stars, Bayesian',
    term: 'Bayesian factorization',
    description: 'The films you would give the most stars, averaged over many plausible models.',
    kind: 'stars',
    needs: 'Needs the Bayesian model, which Matinee trains by itself.',
    expects: 'The Bayesian model',
  },
  {
    id: 'sasrec',
    name: 'In order',
    term: 'SASRec, self-attention',
    description:
      'What people watched next after films like your last ones: a small network reads your ratings in their order.',
    kind: 'order',
    needs: 'Needs a network that is trained when you choose it, and a film that you have rated.',
    isOnRequest: true,
  },
  {
    id: 'mult-vae',
    name: 'Deep taste',
    term: 'Mult-VAE, variational autoencoder',
    description:
      'Films that people liked together with yours: a network squeezes all that you like into a few numbers and unfolds them again.',
    kind: 'taste',
    needs: 'Needs a network that is trained when you choose it, and a film that you like.',
    isOnRequest: true,
  },
  {
    id: 'spark',
    name: 'Spark’s factors',
    term: 'ALS by Spark MLlib',
    description:
      'Hidden tastes that Apache Spark learned elsewhere, from any number of ratings; yours are added here. In the Lab it may know the ratings that are hidden.',
    kind: 'taste',
    needs: 'Needs the folder that the Spark job writes: drop it anywhere.',
    expects: 'Spark’s model',
    isImported: true,
  },
  {
    id: 'switching',
    name: 'Switching mix',
    term: 'switching hybrid',
    description: 'Genres and popularity at first; once you have rated ten films, shared tastes alone.',
    kind: 'mix',
  },
  {
    id: 'mixed',
    name: 'Alternating mix',
    term: 'mixed hybrid',
    description: 'Three lists that take turns: shared tastes, film to film, and Bayesian stars.',
    kind: 'mix',
    needs: 'Needs the Bayesian model and a film that you like.',
  },
  {
    id: 'hybrid',
    name: 'Matinee’s mix',
    term: 'weighted hybrid',
    description:
      'A weighted sum of several recommenders; the weights depend on how many films you have rated.',
    kind: 'mix',
    colour: '--accent',
  },
] as const satisfies readonly RecommenderFacts[];

export type RecommenderId = (typeof declared)[number]['id'];

export type RecommenderInfo = RecommenderFacts<RecommenderId>;

/**
 * Every recommender, in the order in which they are listed: from the simplest to the app's own. The only list on the
 * page's side: names, the Lab's form and colours, the choice on For you, compare and experiment all read it.
 */
export const recommenderCatalog: readonly RecommenderInfo[] = declared;

export const recommenderIds: readonly RecommenderId[] = recommenderCatalog.map(({ id }) => id);

export const recommenderInfo = Object.fromEntries(
  recommenderCatalog.map((facts) => [facts.id, facts]),
) as Readonly<Record<RecommenderId, RecommenderInfo>>;

/** @param catalog the available recommenders */
export function isRecommenderId(value: unknown, catalog = recommenderCatalog): value is RecommenderId {
  return catalog.some(({ id }) => id === value);
}
