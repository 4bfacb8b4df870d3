import { leftOut, passes } from '../../protocol/list-settings.ts';
import type { Certainty, Event, MovieCard, Reason, RecommendedCard } from '../../protocol/messages.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import type { ComponentSet, HybridScores } from '../../recommenders/hybrid/components.ts';
import { rerank } from '../../recommenders/lists/rerank.ts';
import type { StarPrediction } from '../../recommenders/models/rating-predictor.ts';
import type { Person } from '../../recommenders/recommender.ts';
import { topItems } from '../../recommenders/top-items.ts';
import type { Mark } from '../../storage/person/person-schema.ts';
import type { Library } from '../session/catalogue.ts';
import { certaintyOf } from './prediction-confidence.ts';
import type { Known } from './recommendations-view.ts';
import type { Ranker } from './recommender-pool.ts';
import { type Ranked, rankedBy, sharesOf } from './score-movies.ts';

/** Films asked about at a time during onboarding, with some in reserve. */
const ASKED = 12;
/** Recommendations whose voices are summed up in words. */
const SUMMED_UP = 20;

/** One person against one library: everything the page shows of recommendations comes from here. */
export interface Taste {
  readonly person: Person;
  /** The voices of what orders the list, and what they make of it. */
  readonly components: ComponentSet;
  readonly scores: HybridScores;
  readonly by: RecommenderId;
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
  recommended(
    items: readonly number[],
    /** The interleaved list that they are of, null where they are of none. */
    experiment: string | null,
  ): Omit<Extract<Event, { type: 'recommended' }>, 'took'>;
  /** Neither rated nor put aside nor filtered out. */
  isWanted(item: number): boolean;
  /** The best items by any recommender, as the person wishes them. */
  bestBy(ranker: Ranker, count: number): BestBy;
  /** The best items by any recommender, as it ranks them. */
  top(
    ranker: Ranker,
    count: number,
  ): { readonly cards: readonly RecommendedCard[]; readonly silent: boolean };
  watchlisted(): Extract<Event, { type: 'watchlisted' }>;
  asked(): Extract<Event, { type: 'asked' }>;
}

interface BestBy {
  readonly recommender: RecommenderId;
  readonly items: readonly number[];
  /** Whether the recommender has nothing to go by. */
  readonly silent: boolean;
}

/** Folds the person in and scores every movie with what has been learnt so far; milliseconds. */
export function createTaste(library: Library, { stored, stars, rankers, ranker }: Known): Taste {
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
  const passesFilters = (item: number) =>
    passes(stored.listSettings, library.dataset.movies[item], library.counts[item]);
  const predicted = stars?.predict(person) ?? null;
  const basis = { library, person, stars, predicted, rankers };
  const ranked = rankedBy(ranker, basis);

  const card = (item: number): MovieCard => ({
    movie: library.dataset.movies[item],
    predicted: predicted === null ? null : predicted.stars[item],
    certainty: predicted === null ? null : certaintyIn(predicted, item),
    yours: rated.get(item) ?? null,
    ratings: library.counts[item],
    meanStars: library.counts[item] > 0 ? library.starSums[item] / library.counts[item] : null,
  });

  const { movies } = library.dataset;
  const filtered = leftOut(stored.listSettings, movies, library.counts).filter((item) => !unwanted.has(item));
  const available = movies.length - unwanted.size - filtered.length;
  const isWanted = (item: number) => !unwanted.has(item) && passesFilters(item);
  const blindCard = (item: number): RecommendedCard => ({ ...card(item), reason: { kind: 'blind' } });
  const recommendedCards = (by: Ranked, items: readonly number[]): readonly RecommendedCard[] =>
    items.map((item) => ({ ...card(item), reason: by.reason(item) }));

  return {
    person,
    components: ranked.components,
    scores: ranked.scores,
    by: ranked.id,
    unwanted,
    card,
    reason: ranked.reason,
    predicted: (item) => predicted?.stars[item] ?? null,
    isKnown: (item) => unwanted.has(item),
    best(count, first) {
      const wanted = first.filter(isWanted).slice(0, count);
      const more = count - wanted.length;
      return [
        ...wanted,
        ...rerank(ranked.scores.total, person, library.shelf, stored.listSettings, wanted, unwanted, more),
      ];
    },
    isWanted,
    bestBy(other, count) {
      const { id, scores, silent } = rankedBy(other, basis);
      const items = rerank(scores.total, person, library.shelf, stored.listSettings, [], unwanted, count);
      return { recommender: id, items, silent };
    },
    recommended: (items, experiment) => ({
      type: 'recommended',
      // A reason of its own would tell whose pick a film is.
      cards: experiment === null ? recommendedCards(ranked, items) : items.map(blindCard),
      available,
      experiment,
      components:
        experiment === null && ranked.id === 'hybrid'
          ? sharesOf(ranked.scores, items.slice(0, SUMMED_UP))
          : null,
      by: ranked.id,
      silent: ranked.silent,
    }),
    top(other, count) {
      const by = rankedBy(other, basis);
      const items = topItems(by.scores.total, count, unwanted);
      return { cards: recommendedCards(by, items), silent: by.silent };
    },
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

function certaintyIn({ stars, spread, noise }: StarPrediction, item: number): Certainty | null {
  return spread === null || noise === null ? null : certaintyOf(stars[item], spread(item), noise);
}
