import type { Person } from '../recommenders/recommender.ts';
import type { Newcomer } from './cold-start-users.ts';

/** Which films to put to a person next, best first; none to end. */
export type Questioner = (person: Person, excluded: ReadonlySet<number>, count: number) => readonly number[];

/** What came of asking. */
export interface Interview {
  /** The films rated, in the order of asking. */
  readonly items: readonly number[];
  /** How many films had been put to the newcomer when each of `items` was rated, that one included. */
  readonly questions: readonly number[];
}

/** Films put at a time, as the app does. */
const AT_A_TIME = 12;

/**
 * Plays the asking with a newcomer as the app does it: films are put a dozen at a time; the first that the newcomer
 * has rated gets its stars, those before it are "haven't seen it", and with what is known then the next dozen is
 * chosen. Films of the half that is to be found are never put.
 * @param most ratings after which the interview ends
 * @param patience films put after which it ends too
 */
export function interview(newcomer: Newcomer, ask: Questioner, most: number, patience: number): Interview {
  const items: number[] = [];
  const questions: number[] = [];
  const excluded = new Set(newcomer.heldOut);
  let put = 0;
  while (items.length < most && put < patience) {
    const dozen = ask(newcomer.personWith(items), excluded, AT_A_TIME).slice(0, patience - put);
    if (dozen.length === 0) break;
    const at = dozen.findIndex((item) => newcomer.answers.has(item));
    const seen = at === -1 ? dozen : dozen.slice(0, at + 1);
    for (const item of seen) excluded.add(item);
    put += seen.length;
    if (at === -1) continue;
    items.push(dozen[at]);
    questions.push(put);
  }
  return { items, questions };
}
