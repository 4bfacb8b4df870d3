import { dot } from '../../base/linear-algebra.ts';
import type { WorldStatistics } from '../../dataset/movie-facts.ts';
import type { StarPrediction } from '../models/rating-predictor.ts';
import { type GenreTfidf, genreVector, rowOf } from '../models/tfidf.ts';
import type { Person, Recommender } from '../recommender.ts';
import { topItems } from '../top-items.ts';
import { moviesToAsk } from './elicitation-without-model.ts';
import { informationOf } from './information-gain.ts';
import { seenShares } from './seen-shares.ts';

/** What is known about the movies, whoever is asked. */
interface KnownMovies {
  readonly tfidf: GenreTfidf;
  readonly popularity: Recommender;
  /** `[items]` number of ratings */
  readonly counts: ArrayLike<number>;
  /** Number of people in the data set. */
  readonly users: number;
  /** Null where nothing is known of other people. */
  readonly statistics: WorldStatistics | null;
}

/**
 * Chooses the movies to ask a person about, best first.
 * @param prediction of all movies for this person; null while no model is trained
 * @param excluded movies that must not be asked (rated or skipped)
 */
export type Asker = (
  person: Person,
  prediction: StarPrediction | null,
  excluded: ReadonlySet<number>,
  count: number,
) => number[];

/** So many best known movies are candidates: hardly anyone has seen the others, and each takes time. */
const POOL = 500;
/** Added to the log-odds of having seen a movie whose genres are exactly the picked ones. */
const PICKED_ODDS = 1;
/** Lower bound of the liking: people have seen some movies that they would hate. */
const LEAST_LIKED = 0.05;

/**
 * Asks for the movies that the person has likely seen and whose rating teaches most: greedily the one with the highest
 * `P(seen) · liking · gain`. Each is treated as rated before the next is chosen, so that twelve movies teach twelve
 * different things (batch active learning by D_s-optimal design; gain as in information-gain.ts).
 *
 * P(seen) is the share of people who rated the movie (seen-shares.ts), with higher odds for the picked genres. `liking = (stars - 1) / 4`,
 * because people watch what they expect to like, and because a liked movie teaches more to the components that learn from
 * co-occurrence. On simulated newcomers this needs as few questions for each answer as popularity with variety, and
 * learns more from each.
 *
 * Without a model, or with one that has no measure of uncertainty, it asks for well-known movies of different genres.
 */
export function createAsker({ tfidf, popularity, counts, users, statistics }: KnownMovies): Asker {
  const shares = seenShares(counts, users, statistics);
  return (person, prediction, excluded, count) => {
    const known = popularity.score(person);
    const picks = genreVector(tfidf, person.genres);
    const beliefs = prediction?.beliefs() ?? [];
    if (prediction === null || beliefs.length === 0)
      return moviesToAsk(tfidf, known, picks, [...person.ratings.item], excluded, count);
    const pool = topItems(known, POOL, excluded);
    const information = informationOf(beliefs, pool);
    const likely = pool.map((item) => {
      const share = shares[item];
      const odds = (share / (1 - share)) * Math.exp(PICKED_ODDS * dot(picks, rowOf(tfidf, item)));
      return (odds / (1 + odds)) * Math.max(LEAST_LIKED, (prediction.stars[item] - 1) / 4);
    });
    const asked: number[] = [];
    while (asked.length < Math.min(count, pool.length)) {
      let [best, most] = [-1, Number.NEGATIVE_INFINITY];
      for (let n = 0; n < pool.length; n++) {
        if (likely[n] === TAKEN) continue;
        const worth = likely[n] * information.gain(n);
        if (worth > most) [best, most] = [n, worth];
      }
      asked.push(pool[best]);
      information.take(best);
      likely[best] = TAKEN;
    }
    return asked;
  };
}

const TAKEN = -1;
