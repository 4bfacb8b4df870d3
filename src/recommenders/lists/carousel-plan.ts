import type { Steps } from '../../base/steps.ts';
import { zScored } from '../hybrid/weighted-hybrid.ts';
import { genreProfile } from '../models/genre-content.ts';
import { preference } from '../preference.ts';
import type { Person, Recommender } from '../recommender.ts';
import type { Shelf } from './rerank.ts';

/** What the movies of a row have in common. */
export type RowSubject =
  /** They go with one seed movie. */
  | { readonly kind: 'seed'; readonly item: number }
  /** People with a similar taste like them. */
  | { readonly kind: 'taste' }
  /** They have a genre that the person picked or rates above their mean. */
  | { readonly kind: 'genre'; readonly genre: string; readonly picked: boolean }
  /** They are of this year or a later one. */
  | { readonly kind: 'recent'; readonly since: number }
  /** They are rated more in this month or on this weekday; null for the one that is not named. */
  | {
      readonly kind: 'occasion';
      readonly day: number;
      readonly month: number | null;
      readonly weekday: number | null;
    }
  /** At most so many people rated them. */
  | { readonly kind: 'gems'; readonly most: number }
  /** They have none of the person's genres; drawn from the posterior, or in the order of the list. */
  | { readonly kind: 'different'; readonly from: readonly string[]; readonly isDrawn: boolean };

/** A row before it has movies. */
export interface RowPlan {
  readonly subject: RowSubject;
  /** How well a movie fits the subject, higher is better; null where it does not fit. */
  worth(item: number): number | null;
  /** Movies that it chooses among; absent where these are those of all rows. */
  readonly pool?: readonly number[];
}

export interface Row {
  readonly subject: RowSubject;
  /** Best first. */
  readonly items: readonly number[];
}

/** What the rows are planned from. */
export interface RowContext {
  readonly person: Person;
  readonly shelf: Shelf;
  /** Number of people in the data set. */
  readonly users: number;
  /** `[items]` scores with the list settings applied, higher is better. */
  readonly relevance: Float32Array;
  /** The same without the popularity component. */
  readonly unpopular: Float32Array;
  /** The movies of recent years that may be recommended; null where the data set has no recent years. */
  readonly recent: RecentMovies | null;
  /** How well movies fit today, and what is named of it; null where nothing reliable is known, or the person hides the row. */
  readonly occasion: OccasionRow | null;
  /** Seed movies, each of which has a row; the first comes first. */
  readonly seeds: readonly number[];
  /** Null until fitted. */
  readonly ease: Recommender | null;
  readonly ials: Recommender | null;
  /** Chooses so many of the movies by Thompson sampling; null without a posterior. */
  readonly drawn: ((among: readonly number[], count: number) => readonly number[]) | null;
  /** Movies that are good enough for the person. */
  readonly pool: readonly number[];
}

/** A row of a day. */
export interface OccasionRow {
  readonly subject: RowSubject & { readonly kind: 'occasion' };
  /** Log-odds of a movie on the occasions that are named; 0 where nothing reliable is known. */
  logOdds(item: number): number;
}

export interface RecentMovies {
  readonly since: number;
  readonly items: readonly number[];
}

/** Number of genres that have a row. */
const GENRES = 3;
/** With fewer liked movies there is no row by taste. */
const TASTE = 3;
/** Hidden gems are rated by at most this share of people, and by at least so many. */
const GEM_SHARE = 0.03;
const GEM_LEAST = 3;
/** A row with fewer movies is dropped. */
const LEAST = 4;
/** Each row gets so many movies before any row gets more, up to `MOST`. A movie that fits several rows goes to the first with room. */
const FIRST = 12;
const MOST = 24;

/** The rows for a person, in the order in which they are shown; those that do not apply are left out. */
export function planRows(context: RowContext): RowPlan[] {
  const genres = genrePlans(context);
  const [first, second] = seedPlans(context);
  const [genre, ...otherGenres] = genres;
  const plans = [
    first,
    tastePlan(context),
    genre,
    occasionPlan(context),
    recentPlan(context),
    second,
    gemPlan(context),
  ];
  return [...plans, ...otherGenres, differentPlan(context, genres)].filter((plan) => plan !== undefined);
}

/**
 * Allocates movies to rows, none twice: each row in turn gets the best ones that are left, a dozen at first and then more. In
 * steps of a row.
 * @param pool movies that are good enough for the person, for rows without a pool of their own
 * @returns the rows that have enough movies
 */
export function* fillCarousels(plans: readonly RowPlan[], pool: readonly number[]): Steps<Row[]> {
  // A row loses at most what the others take, so no row ever looks further down than this.
  const longest = plans.length * MOST;
  const fitting: { subject: RowSubject; left: number[]; items: number[] }[] = [];
  for (const { subject, worth, pool: own = pool } of plans) {
    fitting.push({ subject, left: bestOf(own, worth, longest), items: [] });
    yield;
  }
  const rows = fitting.filter(({ left }) => left.length >= LEAST);
  const allocated = new Set<number>();
  for (const limit of [FIRST, MOST]) {
    for (const { left, items } of rows) {
      for (const item of left) {
        if (items.length >= limit) break;
        if (allocated.has(item)) continue;
        allocated.add(item);
        items.push(item);
      }
    }
  }
  return rows.filter(({ items }) => items.length >= LEAST).map(({ subject, items }) => ({ subject, items }));
}

/** At least the best `count` of those that have a worth, best first, ties by lower item; more where the last are equal. */
function bestOf(among: readonly number[], worth: RowPlan['worth'], count: number): number[] {
  const worths = new Float64Array(among.length);
  const known = new Float64Array(among.length);
  let found = 0;
  for (let n = 0; n < among.length; n++) {
    worths[n] = worth(among[n]) ?? Number.NaN;
    if (!Number.isNaN(worths[n])) known[found++] = worths[n];
  }
  const least = known.subarray(0, found).sort()[Math.max(0, found - count)];
  // Sorting all of thousands with their items takes many times as long as sorting the numbers alone.
  const best: number[] = [];
  for (let n = 0; n < among.length; n++) if (worths[n] >= least) best.push(n);
  return best.sort((a, b) => worths[b] - worths[a] || among[a] - among[b]).map((n) => among[n]);
}

/** By what the seed movie alone adds to each movie: the EASE score of a person who rated nothing else. */
function seedPlans({ seeds, person, ease }: RowContext): RowPlan[] {
  if (ease === null) return [];
  return seeds.map((item) => {
    const alone = { item: Int32Array.of(item), value: Float32Array.of(starsOf(person, item)) };
    const adds = ease.score({ ratings: alone, genres: [] });
    return { subject: { kind: 'seed', item }, worth: (other) => (adds[other] > 0 ? adds[other] : null) };
  });
}

function tastePlan({ person, ials }: RowContext): RowPlan | undefined {
  const liked = person.ratings.value.filter((stars) => preference(stars) > 0);
  if (ials === null || liked.length < TASTE) return undefined;
  const scores = ials.score(person);
  return { subject: { kind: 'taste' }, worth: (item) => scores[item] };
}

function genrePlans({ person, shelf, relevance }: RowContext): (RowPlan & { subject: { kind: 'genre' } })[] {
  return likedGenres(person, shelf).map(({ genre, picked }) => ({
    subject: { kind: 'genre', genre, picked },
    worth: (item) => (shelf.movies[item].genres.includes(genre) ? relevance[item] : null),
  }));
}

/** Few here have rated the newest movies, which places them below the pool of the other rows: it chooses among all. */
function recentPlan({ recent, relevance }: RowContext): RowPlan | undefined {
  if (recent === null) return undefined;
  const { since, items } = recent;
  return { subject: { kind: 'recent', since }, worth: (item) => relevance[item], pool: items };
}

/** Movies that are likelier than usual, by score plus log-odds: one standard deviation of score counts as one in log-odds. */
function occasionPlan({ occasion, relevance }: RowContext): RowPlan | undefined {
  if (occasion === null) return undefined;
  const scores = zScored(relevance, 1);
  return {
    subject: occasion.subject,
    worth(item) {
      const logOdds = occasion.logOdds(item);
      return logOdds > 0 ? scores[item] + logOdds : null;
    },
  };
}

function gemPlan({ shelf, users, unpopular }: RowContext): RowPlan {
  const most = Math.max(GEM_LEAST, Math.round(GEM_SHARE * users));
  return {
    subject: { kind: 'gems', most },
    worth: (item) => (shelf.counts[item] >= GEM_LEAST && shelf.counts[item] <= most ? unpopular[item] : null),
  };
}

function differentPlan(
  { shelf, relevance, drawn, pool }: RowContext,
  genres: readonly { readonly subject: { readonly genre: string } }[],
): RowPlan | undefined {
  if (genres.length === 0) return undefined;
  const from = genres.map(({ subject }) => subject.genre);
  const isDifferent = (item: number) => {
    const own = shelf.movies[item].genres;
    return own.length > 0 && !from.some((genre) => own.includes(genre));
  };
  if (drawn === null) {
    return {
      subject: { kind: 'different', from, isDrawn: false },
      worth: (item) => (isDifferent(item) ? relevance[item] : null),
    };
  }
  // Rows before this one may take half of what is drawn.
  const picks = drawn(pool.filter(isDifferent), 2 * MOST);
  return {
    subject: { kind: 'different', from, isDrawn: true },
    worth: (item) => -picks.indexOf(item),
    pool: picks,
  };
}

/** The strongest genres in the person's profile: picked, or with two or more ratings whose mean is above the person's. */
function likedGenres(person: Person, { movies, tfidf }: Shelf): { genre: string; picked: boolean }[] {
  const { item, value } = person.ratings;
  const mean = value.reduce((sum, stars) => sum + stars, 0) / Math.max(1, value.length);
  const profile = genreProfile(tfidf, person);
  return tfidf.genres
    .map((genre, g) => {
      const stars = value.filter((_, n) => movies[item[n]].genres.includes(genre));
      const above = stars.length >= 2 && stars.reduce((sum, given) => sum + given, 0) / stars.length > mean;
      return { genre, picked: person.genres.includes(genre), above, weight: profile[g] };
    })
    .filter(({ picked, above, weight }) => weight > 0 && (picked || above))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, GENRES)
    .map(({ genre, picked }) => ({ genre, picked }));
}

function starsOf({ ratings }: Person, item: number): number {
  return ratings.value[ratings.item.indexOf(item)];
}
