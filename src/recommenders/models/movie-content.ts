import { dot } from '../../base/linear-algebra.ts';
import { once } from '../../base/memoize.ts';
import type { TermGroup } from '../../protocol/content-groups.ts';
import { recommenderInfo } from '../../protocol/recommender-catalog.ts';
import type { SingleDescriptor } from '../descriptor.ts';
import type { Explain } from '../explanation.ts';
import type { Recommender } from '../recommender.ts';
import { LIKED_ABOVE_MEAN } from '../unrated.ts';
import { addRow, type ContentTerms, rowProducts, rowTimes, type Term, weightIn } from './content-terms.ts';
import { dampedMean, explainByGenres, type Known, lengthOf, PICKS_WEIGHT } from './genre-content.ts';

/**
 * Weights of the groups where two movies are compared. With the weights for ranking the most alike would be whoever shares one
 * supporting actor: twenty movies were looked at with either (docs/benchmarks.md).
 */
const likenessWeights: Readonly<Record<TermGroup, number>> = { genres: 1, people: 2, words: 2, tags: 2 };

/** A term of a movie, with the two factors of what it adds to the score. */
export interface SharedTerm {
  readonly term: Term;
  /** Weight in the person's profile of length 1; below zero where they rate it low. */
  readonly profile: number;
  /** Weight in the movie's row. */
  readonly movie: number;
}

/** The recommender with what explanations ask of it. */
export interface MovieContent extends Recommender {
  readonly terms: ContentTerms;
  /**
   * The terms of a movie that are in the person's profile, from what adds most to what takes away most. Over all of them
   * `profile * movie` sums to the score.
   */
  shared(person: Known, item: number): SharedTerm[];
  /** The position in `person.ratings` of the rating that lifts some terms most together; null where none does. */
  source(person: Known, terms: readonly Term[]): number | null;
  /** Whether a movie has a term. */
  has(item: number, term: Term): boolean;
  /** Whether a movie has terms other than genres. */
  knowsMore(item: number): boolean;
  /**
   * How alike one movie is to all: the mean of the cosines by group, weighted by `likenessWeights`, over the groups that
   * the movie has. `[items]`, 0..1
   */
  similar(item: number): Float32Array;
}

/**
 * Content-based recommender (Lops, de Gemmis & Semeraro 2011): the product of each movie's row with the person's profile of
 * length 1, over all groups of terms. The profile is `Σ_i (r_i - mean) row_i` plus the picked genres, as in the genre model; where genres
 * are the only terms the scores are those of the genre model.
 */
export function movieContent(terms: ContentTerms): MovieContent {
  const items = terms.start.length - 1;
  const columnOf = new Map(terms.terms.map((term, column) => [term, column]));
  const meanRow = once(() => {
    const mean = new Float64Array(terms.terms.length);
    for (let i = 0; i < items; i++) addRow(terms, i, 1, mean);
    return mean.map((sum) => sum / items);
  });
  const rowOf = (of: number | 'mean'): Float64Array => {
    if (of === 'mean') return meanRow();
    const row = new Float64Array(terms.terms.length);
    addRow(terms, of, 1, row);
    return row;
  };
  return {
    terms,
    score(person) {
      const profile = profileOf(terms, person);
      return rowProducts(terms, profile, lengthOf(profile));
    },
    has: (item, term) => weightIn(terms, item, columnOf.get(term) ?? -1) > 0,
    knowsMore: (item) =>
      terms.index
        .subarray(terms.start[item], terms.start[item + 1])
        .some((column) => terms.terms[column].group !== 'genres'),
    similar: (item) => rowProducts(terms, emphasised(terms, item), 1),
    /** The profile is a sum over ratings, picks and what is liked without stars, so its product with a movie's row is such a sum, too. */
    contributions(person, of) {
      const { item, value } = person.ratings;
      const length = lengthOf(profileOf(terms, person));
      if (length === 0) return { base: 0, parts: new Float32Array(item.length) };
      const target = rowOf(of);
      const mean = dampedMean(value);
      return {
        base: dot(withoutRatings(terms, person), target) / length,
        parts: Float32Array.from(item, (i, n) => ((value[n] - mean) * rowTimes(terms, i, target)) / length),
      };
    },
    shared: (person, item) => sharedTerms(terms, person, item),
    source({ ratings: { item, value } }, of) {
      const columns = of.map((term) => columnOf.get(term) ?? -1);
      const mean = dampedMean(value);
      let best: number | null = null;
      let most = 0;
      item.forEach((i, n) => {
        const adds = (value[n] - mean) * columns.reduce((sum, column) => sum + weightIn(terms, i, column), 0);
        if (adds > most) [best, most] = [n, adds];
      });
      return best;
    },
  };
}

function sharedTerms(terms: ContentTerms, person: Known, item: number): SharedTerm[] {
  const profile = profileOf(terms, person);
  const length = lengthOf(profile);
  const found: SharedTerm[] = [];
  for (let n = terms.start[item]; n < terms.start[item + 1]; n++) {
    const weight = profile[terms.index[n]];
    if (weight === 0) continue;
    found.push({ term: terms.terms[terms.index[n]], profile: weight / length, movie: terms.value[n] });
  }
  return found.sort((a, b) => b.profile * b.movie - a.profile * a.movie);
}

export function isMovieContent(recommender: Recommender): recommender is MovieContent {
  return 'shared' in recommender && 'source' in recommender;
}

/** Whether a recommender compares movies by the people behind them: facts have arrived, and people count. */
export function knowsPeople(recommender: Recommender): boolean {
  return isMovieContent(recommender) && (recommender.terms.shares.people ?? 0) > 0;
}

/** A person's profile. @returns `[terms]` */
function profileOf(terms: ContentTerms, person: Known): Float64Array {
  const { item, value } = person.ratings;
  const mean = dampedMean(value);
  const profile = withoutRatings(terms, person);
  for (let n = 0; n < item.length; n++) addRow(terms, item[n], value[n] - mean, profile);
  return profile;
}

/** The part of the profile that comes from no rating: picks, and movies that are liked without stars. @returns `[terms]` */
function withoutRatings(terms: ContentTerms, person: Known): Float64Array {
  const profile = picksIn(terms, person);
  for (const i of person.unrated?.liked ?? []) addRow(terms, i, LIKED_ABOVE_MEAN, profile);
  return profile;
}

/** A movie's row for the comparison with other movies, as `similar` weighs it. @returns `[terms]` */
function emphasised({ terms, shares, start, index, value }: ContentTerms, item: number): Float64Array {
  const row = new Float64Array(terms.length);
  const present = new Set<TermGroup>();
  for (let n = start[item]; n < start[item + 1]; n++) present.add(terms[index[n]].group);
  const sum = [...present].reduce((total, group) => total + likenessWeights[group], 0);
  for (let n = start[item]; n < start[item + 1]; n++) {
    const { group } = terms[index[n]];
    row[index[n]] = (value[n] * likenessWeights[group]) / (sum * (shares[group] ?? 1));
  }
  return row;
}

/**
 * The picked genres with their weight in the profile. It is not lessened by the share of genres among the groups: a person
 * picks genres and nothing else, and with so little weight the first ratings would outdo them (NDCG@10 of newcomers with
 * 1 and 3 ratings .395 and .387, against .413 and .411 so). @returns `[terms]`
 */
function picksIn({ terms, idf }: ContentTerms, { genres }: Known): Float64Array {
  const picks = idf.map((weight, column) => {
    const { group, label } = terms[column];
    return group === 'genres' && genres.includes(label) ? weight : 0;
  });
  const length = lengthOf(picks);
  return length === 0 ? picks : picks.map((weight) => (weight / length) * PICKS_WEIGHT);
}

/** A group that tells more than the strongest one is named instead of it where it adds at least this share of it. */
const TELLING_SHARE = 0.5;
/** From the most telling group of terms. */
const TELLING = ['people', 'tags', 'words', 'genres'] as const;
/** Words named in one reason. */
const WORDS = 3;

/** By the group of terms that adds most, people and words before genres. */
const explainByTerms: Explain = (scored, person, item) => {
  const { recommender } = scored;
  if (!isMovieContent(recommender)) return explainByGenres(scored, person, item);
  const lifting = recommender.shared(person, item).filter(({ profile, movie }) => profile * movie > 0);
  const adds = (of: string) =>
    lifting.reduce((sum, { term, profile, movie }) => sum + (term.group === of ? profile * movie : 0), 0);
  const most = Math.max(0, ...TELLING.map(adds));
  const group = TELLING.find((of) => most > 0 && adds(of) >= TELLING_SHARE * most);
  if (group === undefined) return null;
  const terms = lifting.filter(({ term }) => term.group === group).map(({ term }) => term);
  if (group === 'genres') return { kind: 'genres', genres: terms.slice(0, 2).map(({ label }) => label) };
  const because = recommender.source(person, group === 'people' ? terms.slice(0, 1) : terms);
  if (because === null) return null;
  if (group === 'people')
    return { kind: 'person', name: terms[0].label, role: terms[0].role ?? 'cast', because };
  const rated = person.ratings.item[because];
  const words = terms.filter((term) => recommender.has(rated, term)).map(({ label }) => label);
  return { kind: 'words', words: words.slice(0, WORDS), because };
};

export const movieContentDescriptor: SingleDescriptor = {
  ...recommenderInfo.metadata,
  fit: async ({ terms }) => movieContent(await terms()),
  explain: explainByTerms,
};
