import type { Person } from '../recommenders/recommender.ts';
import type { Newcomer } from './cold-start-users.ts';

/** Chooses the movies that a person is asked about next, best first; an empty list ends the interview. */
export type Questioner = (person: Person, excluded: ReadonlySet<number>, count: number) => readonly number[];

/** The result of an interview. */
export interface Interview {
  /** The rated movies, in the order of asking. */
  readonly items: readonly number[];
  /** For each of `items`: how many movies were asked about until it was rated, this one included. */
  readonly questions: readonly number[];
}

/** Movies asked about at a time, as in the app. */
const BATCH = 12;

/**
 * Simulates the app's interview with a newcomer. The app asks about a batch of movies. The newcomer gives stars to the
 * first movie of the batch that they have rated and answers "haven't seen it" to those before it. Then the next batch is
 * chosen. Movies of the half that is to be found are never asked about.
 * @param ask chooses the next batch
 * @param most number of ratings after which the interview ends
 * @param patience number of questions after which it ends, too
 */
export function interview(newcomer: Newcomer, ask: Questioner, most: number, patience: number): Interview {
  const items: number[] = [];
  const questions: number[] = [];
  const excluded = new Set(newcomer.heldOut);
  let asked = 0;
  while (items.length < most && asked < patience) {
    const batch = ask(newcomer.personWith(items), excluded, BATCH).slice(0, patience - asked);
    if (batch.length === 0) break;
    const at = batch.findIndex((item) => newcomer.answers.has(item));
    const answered = at === -1 ? batch : batch.slice(0, at + 1);
    for (const item of answered) excluded.add(item);
    asked += answered.length;
    if (at === -1) continue;
    items.push(batch[at]);
    questions.push(asked);
  }
  return { items, questions };
}
