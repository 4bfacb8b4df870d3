import { once } from '../../base/memoize.ts';
import type { Certainty } from '../../protocol/movie-card.ts';
import type { StarPrediction, StarPredictor } from '../../recommenders/models/rating-predictor.ts';
import type { Person } from '../../recommenders/recommender.ts';
import type { Mark } from '../../storage/person/person-schema.ts';
import type { StoredPerson } from '../../storage/person/person-store.ts';
import type { Library } from '../session/catalogue.ts';
import type { Rankers } from './background-recommenders.ts';
import { certaintyOf } from './prediction-confidence.ts';
import type { Ranker } from './recommender-pool.ts';
import { type Ranked, rankedBy } from './score-movies.ts';

/** What scores are computed from. */
export interface ScoreInputs {
  readonly stored: StoredPerson;
  /** The model in use; null while none is trained. */
  readonly stars: StarPredictor | null;
  readonly rankers: Rankers;
  /** What orders the list. */
  readonly ranker: Ranker;
}

/** One person, folded in and scored against the catalogue. Everything is computed when it is first asked for. */
export interface PersonalScores {
  readonly inputs: ScoreInputs;
  readonly person: Person;
  /** The person's own stars by item. */
  readonly rated: ReadonlyMap<number, number>;
  /** Items that must not be recommended: rated or put aside. */
  readonly unwanted: ReadonlySet<number>;
  /** What orders the list, with its components and scores; milliseconds of work at the first call. */
  ranked(): Ranked;
  /** The catalogue as another recommender orders it. */
  rankedBy(ranker: Ranker): Ranked;
  /** Predicted stars of all movies; null while no model is trained. */
  prediction(): StarPrediction | null;
  /** Predicted stars; null while no model is trained. */
  predicted(item: number): number | null;
  /** How sure the prediction is; null for a model that cannot know. */
  certainty(item: number): Certainty | null;
  /** Items with one of these marks. */
  marked(...marks: readonly Mark[]): number[];
}

/** Folds the person in and scores every movie by what has been learnt so far. */
export function createPersonalScores(library: Library, inputs: ScoreInputs): PersonalScores {
  const { stored, stars, rankers, ranker } = inputs;
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
  const marked = (...marks: readonly Mark[]) =>
    [...stored.marks].flatMap(([movieId, { mark }]) => {
      const item = library.indexOf.get(movieId);
      return item === undefined || !marks.includes(mark) ? [] : [item];
    });
  const rated = new Map(known.map(({ item, stars }) => [item, stars]));
  const prediction = once(() => stars?.predict(person) ?? null);
  const rank = (by: Ranker) => rankedBy(by, { library, person, stars, predicted: prediction(), rankers });
  return {
    inputs,
    person,
    rated,
    unwanted: new Set([...rated.keys(), ...marked('seen', 'notInterested')]),
    ranked: once(() => rank(ranker)),
    rankedBy: rank,
    prediction,
    predicted: (item) => prediction()?.stars[item] ?? null,
    certainty(item) {
      const predicted = prediction();
      return predicted === null ? null : certaintyIn(predicted, item);
    },
    marked,
  };
}

function certaintyIn({ stars, spread, noise }: StarPrediction, item: number): Certainty | null {
  return spread === null || noise === null ? null : certaintyOf(stars[item], spread(item), noise);
}
