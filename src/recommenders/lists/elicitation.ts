import { dot } from '../../base/linear-algebra.ts';
import type { StarPrediction } from '../models/rating-predictor.ts';
import { type GenreTfidf, genreVector, rowOf } from '../models/tfidf.ts';
import type { Person, Recommender } from '../recommender.ts';
import { topItems } from '../top-items.ts';
import { moviesToAsk } from './elicitation-without-model.ts';
import { informationOf } from './information-gain.ts';

/** What is known of the films, whoever is asked. */
interface KnownMovies {
  readonly tfidf: GenreTfidf;
  readonly popularity: Recommender;
  /** `[items]` number of ratings */
  readonly counts: ArrayLike<number>;
  /** How many people rated them. */
  readonly users: number;
}

/**
 * Chooses the films to ask a person about, best first.
 * @param prediction of all films for this person; null while no model is trained
 * @param excluded films that must not be asked (rated or skipped)
 */
export type Asker = (
  person: Person,
  prediction: StarPrediction | null,
  excluded: ReadonlySet<number>,
  count: number,
) => number[];

/** The best known films that are looked at: hardly anyone has seen those beyond, and each costs time. */
const POOL = 500;
/** The log-odds of having seen a film are higher by this where its genres are all that was picked and no others. */
const PICKED_ODDS = 1;
/** Of films that one would hate some have been seen all the same. */
const LEAST_LIKED = 0.05;

/**
 * Films whose rating would teach most, of those that the person has likely seen: greedily the one with the highest
 * `P(seen) · liking · gain`, taken as rated before the next is chosen, so that twelve films tell twelve different things
 * (batch active learning by D_s-optimal design; gain as in information.ts).
 *
 * P(seen) is the share of people who rated the film, its odds raised by the picked genres. `liking = (stars - 1) / 4`,
 * because people go to see what they will like, and because a film they like says more to the voices that learn from
 * what goes together. On simulated newcomers this asks as few questions for an answer as popularity with variety does,
 * and learns more by each.
 *
 * Without a model, or with one that cannot tell what it knows, well-known and varied films are asked.
 */
export function createAsker({ tfidf, popularity, counts, users }: KnownMovies): Asker {
  return (person, prediction, excluded, count) => {
    const known = popularity.score(person);
    const picks = genreVector(tfidf, person.genres);
    const beliefs = prediction?.beliefs() ?? [];
    if (prediction === null || beliefs.length === 0)
      return moviesToAsk(tfidf, known, picks, [...person.ratings.item], excluded, count);
    const pool = topItems(known, POOL, excluded);
    const information = informationOf(beliefs, pool);
    const likely = pool.map((item) => {
      const share = (counts[item] + 0.5) / (users + 1);
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
