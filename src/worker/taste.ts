import { explain } from '../recommenders/explain.ts';
import { type HybridScores, hybridScores, type VoiceSet, voiceShares } from '../recommenders/hybrid.ts';
import type { Person } from '../recommenders/recommender.ts';
import { rerank } from '../recommenders/rerank.ts';
import type { StarPrediction, StarPredictor } from '../recommenders/stars.ts';
import type { Mark } from '../storage/person-checks.ts';
import { passes } from '../wishes.ts';
import { certaintyOf } from './certainty.ts';
import type { Library } from './library.ts';
import type { Certainty, Event, MovieCard, Reason, VoiceShares } from './protocol.ts';
import type { Rankers } from './rankers.ts';
import type { Known } from './showing.ts';

/** Films asked about at a time during onboarding, with some in reserve. */
const ASKED = 12;
/** Recommendations whose voices are summed up in words. */
const SUMMED_UP = 20;

/** One person against one library: everything the page shows of recommendations comes from here. */
export interface Taste {
  readonly person: Person;
  readonly voices: VoiceSet;
  readonly scores: HybridScores;
  /** Films that must not be recommended: rated or put aside. */
  readonly unwanted: ReadonlySet<number>;
  card(item: number): MovieCard;
  reason(item: number): Reason;
  /** Predicted stars; null while no model is trained. */
  predicted(item: number): number | null;
  /** Rated or put aside. */
  isKnown(item: number): boolean;
  /** The best items not rated yet, as the person wishes them, those of `first` before all others. */
  best(count: number, first: readonly number[]): readonly number[];
  /** The items as the page shows them. */
  recommended(items: readonly number[]): Omit<Extract<Event, { type: 'recommended' }>, 'took'>;
  watchlisted(): Extract<Event, { type: 'watchlisted' }>;
  asked(): Extract<Event, { type: 'asked' }>;
}

/** Folds the person in and scores every movie with what has been learnt so far; milliseconds. */
export function createTaste(library: Library, { stored, stars, rankers }: Known): Taste {
  const known = [...stored.ratings].flatMap(([movieId, { stars }]) => {
    const item = library.indexOf.get(movieId);
    return item === undefined ? [] : [{ item, stars }];
  });
  const person: Person = {
    ratings: {
      item: Int32Array.from(known, ({ item }) => item),
      value: Float32Array.from(known, ({ stars }) => stars),
    },
    genres: stored.genres,
  };
  const itemsMarked = (...marks: readonly Mark[]) =>
    [...stored.marks].flatMap(([movieId, { mark }]) => {
      const item = library.indexOf.get(movieId);
      return item === undefined || !marks.includes(mark) ? [] : [item];
    });
  const rated = new Map(known.map(({ item, stars }) => [item, stars]));
  const unwanted = new Set([...rated.keys(), ...itemsMarked('seen', 'notInterested')]);
  const isWished = (item: number) =>
    passes(stored.wishes, library.dataset.movies[item], library.counts[item]);
  const predicted = stars?.predict(person) ?? null;
  const voices = voicesOf(library, stars, predicted, rankers);
  const scores = hybridScores(voices, person);

  const card = (item: number): MovieCard => ({
    movie: library.dataset.movies[item],
    predicted: predicted === null ? null : predicted.stars[item],
    certainty: predicted === null ? null : certaintyIn(predicted, item),
    yours: rated.get(item) ?? null,
    ratings: library.counts[item],
    meanStars: library.counts[item] > 0 ? library.starSums[item] / library.counts[item] : null,
  });

  const reason = (item: number): Reason => {
    const why = explain(scores, person, item, { ...rankers, tfidf: library.tfidf });
    switch (why.voice) {
      case 'ease':
      case 'ials':
        return {
          kind: 'rated',
          because: why.because.map((n) => ({
            movie: library.dataset.movies[person.ratings.item[n]],
            stars: person.ratings.value[n],
          })),
        };
      case 'content':
        return {
          kind: 'genres',
          genres: why.genres,
          picked: why.genres.some((genre) => person.genres.includes(genre)),
        };
      case 'stars':
        return { kind: 'predicted', stars: predicted?.stars[item] ?? 0 };
      case 'popularity':
        return { kind: 'popular', ratings: library.counts[item] };
    }
  };

  return {
    person,
    voices,
    scores,
    unwanted,
    card,
    reason,
    predicted: (item) => predicted?.stars[item] ?? null,
    isKnown: (item) => unwanted.has(item),
    best(count, first) {
      const wanted = first.filter((item) => !unwanted.has(item) && isWished(item)).slice(0, count);
      const more = count - wanted.length;
      return [
        ...wanted,
        ...rerank(scores.total, person, library.shelf, stored.wishes, wanted, unwanted, more),
      ];
    },
    recommended: (items) => ({
      type: 'recommended',
      cards: items.map((item) => ({ ...card(item), reason: reason(item) })),
      available: library.dataset.movies.filter((_, item) => !unwanted.has(item) && isWished(item)).length,
      voices: sharesOf(scores, items.slice(0, SUMMED_UP)),
    }),
    watchlisted: () => ({
      type: 'watchlisted',
      cards: [...stored.marks]
        .filter(([, { mark }]) => mark === 'watchlist')
        .sort(([, a], [, b]) => b.at - a.at)
        .flatMap(([movieId]) => library.indexOf.get(movieId) ?? [])
        .filter((item) => !rated.has(item))
        .map(card),
    }),
    asked() {
      const excluded = new Set([...rated.keys(), ...itemsMarked('notInterested')]);
      for (const movieId of stored.skipped) {
        const item = library.indexOf.get(movieId);
        if (item !== undefined) excluded.add(item);
      }
      const items = library.asker(person, predicted, excluded, ASKED);
      return { type: 'asked', cards: items.map(card) };
    },
  };
}

/** To a person both voices that learn from what goes together are one: people with their taste. */
function sharesOf(scores: HybridScores, items: readonly number[]): VoiceShares {
  const { ials, ease, ...rest } = voiceShares(scores, items);
  return { ...rest, ease: ease + ials };
}

function certaintyIn({ stars, spread, noise }: StarPrediction, item: number): Certainty | null {
  return spread === null || noise === null ? null : certaintyOf(stars[item], spread(item), noise);
}

/** @param predicted what `stars` predicts for the person, so that it is computed once */
function voicesOf(
  library: Library,
  stars: StarPredictor | null,
  predicted: StarPrediction | null,
  { ease, ials }: Rankers,
): VoiceSet {
  return {
    ...(ease === null ? {} : { ease }),
    ...(ials === null ? {} : { ials }),
    ...(stars === null || predicted === null ? {} : { stars: { ...stars, score: () => predicted.stars } }),
    content: library.content,
    popularity: library.popularity,
  };
}
