import { once } from '../../base/memoize.ts';
import type { Facts } from '../../dataset/movie-facts.ts';
import type { PredictionConfidence } from '../../protocol/movie-card.ts';
import type { LearntMix } from '../../recommenders/hybrid/learnt-mix.ts';
import type { StarPrediction, StarPredictor } from '../../recommenders/models/rating-predictor.ts';
import type { Person, Recommender, UnratedMovies } from '../../recommenders/recommender.ts';
import type { Mark } from '../../storage/person/person-schema.ts';
import type { StoredPerson } from '../../storage/person/stored-person.ts';
import type { Catalogue } from '../session/catalogue.ts';
import type { BackgroundRecommenders } from './background-recommenders.ts';
import { confidenceOf } from './prediction-confidence.ts';
import type { Ranker } from './recommender-pool.ts';
import { type Ranked, rankedBy } from './score-movies.ts';

/** What scores are computed from. */
export interface ScoreInputs {
  readonly stored: StoredPerson;
  /** The model in use; null while none is trained. */
  readonly stars: StarPredictor | null;
  readonly backgroundRecommenders: BackgroundRecommenders;
  /** The content model of what is known of the movies so far; the genre model until facts have arrived. */
  readonly content: Recommender;
  /** What was learnt of the weights for this data set; null or absent until it is. */
  readonly mix?: LearntMix | null;
  /** What orders the list. */
  readonly ranker: Ranker;
  /** What is known of the movies so far. Cards show it; no score depends on it, so its arrival computes none anew. */
  facts(): Facts;
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
  confidence(item: number): PredictionConfidence | null;
  /** Items with one of these marks. */
  marked(...marks: readonly Mark[]): number[];
}

/** Folds the person in and scores every movie by what has been learnt so far. */
export function createPersonalScores(catalogue: Catalogue, inputs: ScoreInputs): PersonalScores {
  const { stored, stars, backgroundRecommenders, content, mix = null, ranker } = inputs;
  const known = [...stored.ratings].flatMap(([movieId, { stars, at }]) => {
    const item = catalogue.indexOf.get(movieId);
    return item === undefined ? [] : [{ item, stars, at }];
  });
  const rated = new Map(known.map(({ item, stars }) => [item, stars]));
  const marked = (...marks: readonly Mark[]) =>
    [...stored.marks].flatMap(([movieId, { mark }]) => {
      const item = catalogue.indexOf.get(movieId);
      return item === undefined || !marks.includes(mark) ? [] : [item];
    });
  const unrated = unratedIn(marked, rated);
  const person: Person = {
    ratings: {
      item: Int32Array.from(known, ({ item }) => item),
      value: Float32Array.from(known, ({ stars }) => stars),
      // With the fraction: some rate several movies in a second.
      time: Float64Array.from(known, ({ at }) => at / 1000),
    },
    genres: stored.genres,
    ...(unrated && { unrated }),
  };
  const prediction = once(() => stars?.predict(person) ?? null);
  const rank = (by: Ranker) =>
    rankedBy(by, { catalogue, person, stars, predicted: prediction(), backgroundRecommenders, content, mix });
  return {
    inputs,
    person,
    rated,
    unwanted: new Set([...rated.keys(), ...marked('seen', 'liked', 'notInterested')]),
    ranked: once(() => rank(ranker)),
    rankedBy: rank,
    prediction,
    predicted: (item) => prediction()?.stars[item] ?? null,
    confidence(item) {
      const predicted = prediction();
      return predicted === null ? null : confidenceIn(predicted, item);
    },
    marked,
  };
}

/** Movies with a mark and without stars; null where there are none. */
function unratedIn(
  marked: (mark: Mark) => readonly number[],
  rated: ReadonlyMap<number, number>,
): UnratedMovies | null {
  const [liked, seen] = (['liked', 'seen'] as const).map((mark) =>
    Int32Array.from(marked(mark).filter((item) => !rated.has(item))),
  );
  return liked.length + seen.length === 0 ? null : { liked, seen };
}

function confidenceIn(
  { stars, spread, deviation }: StarPrediction,
  item: number,
): PredictionConfidence | null {
  return spread === null || deviation === null
    ? null
    : confidenceOf(stars[item], spread(item), deviation(item));
}
