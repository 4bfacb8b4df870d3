import { genreProfile } from '../models/genre-content.ts';
import { preference } from '../preference.ts';
import type { Person, Recommender } from '../recommender.ts';
import type { Shelf } from './rerank.ts';

/** What the films of a row have in common. */
export type RowSubject =
  /** They go with one film that the person loved. */
  | { readonly kind: 'seed'; readonly item: number }
  /** People with the person's taste like them. */
  | { readonly kind: 'taste' }
  /** They have a genre that the person picked, or rates above their own mean. */
  | { readonly kind: 'genre'; readonly genre: string; readonly picked: boolean }
  /** At most so many people rated them. */
  | { readonly kind: 'gems'; readonly most: number }
  /** They have none of the person's genres. */
  | { readonly kind: 'different'; readonly from: readonly string[] };

/** A row that is wanted. */
export interface RowPlan {
  readonly subject: RowSubject;
  /** How well a film fits the subject, higher is better; null where it does not. */
  worth(item: number): number | null;
}

export interface Row {
  readonly subject: RowSubject;
  /** Best first. */
  readonly items: readonly number[];
}

/** What plans are made from. */
export interface Sight {
  readonly person: Person;
  readonly shelf: Shelf;
  /** People in the data set. */
  readonly users: number;
  /** `[items]` as the person wishes the order, higher is better. */
  readonly relevance: Float32Array;
  /** The same without what popularity adds. */
  readonly unpopular: Float32Array;
  /** Loved films that have a row each, most telling first. */
  readonly seeds: readonly number[];
  /** Null until fitted. */
  readonly ease: Recommender | null;
  readonly ials: Recommender | null;
}

/** The genres that have a row. */
const GENRES = 3;
/** Liked films from which on one can speak of a taste. */
const TASTE = 3;
/** Hidden gems are known to at most this share of people, yet to some. */
const GEM_SHARE = 0.03;
const GEM_LEAST = 3;
/** Fewer films are no row. */
const LEAST = 4;
/** Films that each row gets before any gets more: a film that fits several goes to the first that has room. */
const FIRST = 12;
const MOST = 24;

/** The rows for a person, in the order in which they are shown; those whose reason does not hold are not among them. */
export function planRows(sight: Sight): RowPlan[] {
  const genres = genrePlans(sight);
  const [first, second] = seedPlans(sight);
  const plans = [first, tastePlan(sight), genres[0], second, gemPlan(sight), genres[1], genres[2]];
  return [...plans, differentPlan(sight, genres)].filter((plan) => plan !== undefined);
}

/**
 * Deals films to rows, none twice: to each row its best that are left, in turn, a dozen first and then the rest.
 * @param pool films that are good enough for the person
 * @returns the rows that have enough films
 */
export function fillCarousels(plans: readonly RowPlan[], pool: readonly number[]): Row[] {
  const fitting = plans.map(({ subject, worth }) => {
    const worths = pool
      .map((item) => ({ item, worth: worth(item) ?? Number.NaN }))
      .filter(({ worth }) => !Number.isNaN(worth))
      .sort((a, b) => b.worth - a.worth || a.item - b.item);
    return { subject, left: worths.map(({ item }) => item), items: [] as number[] };
  });
  const rows = fitting.filter(({ left }) => left.length >= LEAST);
  const interleaved = new Set<number>();
  for (const limit of [FIRST, MOST]) {
    for (const { left, items } of rows) {
      for (const item of left) {
        if (items.length >= limit) break;
        if (interleaved.has(item)) continue;
        interleaved.add(item);
        items.push(item);
      }
    }
  }
  return rows.filter(({ items }) => items.length >= LEAST).map(({ subject, items }) => ({ subject, items }));
}

/** What a loved film alone adds to each: the EASE score of a person who rated nothing else. */
function seedPlans({ seeds, person, ease }: Sight): RowPlan[] {
  if (ease === null) return [];
  return seeds.map((item) => {
    const alone = { item: Int32Array.of(item), value: Float32Array.of(starsOf(person, item)) };
    const adds = ease.score({ ratings: alone, genres: [] });
    return { subject: { kind: 'seed', item }, worth: (other) => (adds[other] > 0 ? adds[other] : null) };
  });
}

function tastePlan({ person, ials }: Sight): RowPlan | undefined {
  const liked = person.ratings.value.filter((stars) => preference(stars) > 0);
  if (ials === null || liked.length < TASTE) return undefined;
  const scores = ials.score(person);
  return { subject: { kind: 'taste' }, worth: (item) => scores[item] };
}

function genrePlans({ person, shelf, relevance }: Sight): (RowPlan & { subject: { kind: 'genre' } })[] {
  return likedGenres(person, shelf).map(({ genre, picked }) => ({
    subject: { kind: 'genre', genre, picked },
    worth: (item) => (shelf.movies[item].genres.includes(genre) ? relevance[item] : null),
  }));
}

function gemPlan({ shelf, users, unpopular }: Sight): RowPlan {
  const most = Math.max(GEM_LEAST, Math.round(GEM_SHARE * users));
  return {
    subject: { kind: 'gems', most },
    worth: (item) => (shelf.counts[item] >= GEM_LEAST && shelf.counts[item] <= most ? unpopular[item] : null),
  };
}

function differentPlan(
  { shelf, relevance }: Sight,
  genres: readonly { readonly subject: { readonly genre: string } }[],
): RowPlan | undefined {
  if (genres.length === 0) return undefined;
  const from = genres.map(({ subject }) => subject.genre);
  return {
    subject: { kind: 'different', from },
    worth: (item) => {
      const own = shelf.movies[item].genres;
      return own.length === 0 || from.some((genre) => own.includes(genre)) ? null : relevance[item];
    },
  };
}

/** Genres that stand out in the person's profile, strongest first: picked, or rated above the person's mean twice or more. */
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
