import type { Action } from '../state/actions.ts';
import { remember } from '../state/local-preferences.ts';
import type { State } from '../state/state.ts';

/** From so many ratings on there is something to lose. Some browsers ask the person, so not before. */
const ENOUGH_RATINGS = 3;

/** Asks the browser once a visit to keep what is stored, after the third rating or an import, and notes when a back-up was made. */
export function createPersistenceAsking(answered: (isDurable: boolean) => void) {
  let isAsked = false;
  return (action: Action, { person }: State): void => {
    if (action.type === 'backedUp') remember('backup', `${Date.now()} ${person.ratings.length}`);
    const isDue =
      (action.type === 'personChanged' || action.type === 'opened' || action.type === 'importAdded') &&
      (person.ratings.length >= ENOUGH_RATINGS || action.type === 'importAdded');
    if (!isDue || isAsked) return;
    isAsked = true;
    keep().then(answered, () => answered(false));
  };
}

async function keep(): Promise<boolean> {
  const { storage } = navigator;
  if (await storage.persisted()) return true;
  return storage.persist();
}
