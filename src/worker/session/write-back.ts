import { Problem } from '../../base/problem.ts';
import type { DatabaseName } from '../../storage/database/databases.ts';
import type { PersonChange } from '../../storage/person/person-transaction.ts';
import type { StoredPerson } from '../../storage/person/stored-person.ts';
import { isPartial } from '../dataset/active-dataset.ts';
import type { SessionContext } from './session-context.ts';

/** Another tab that forgets everything says so first; its message has arrived by then. */
const GRACE_MS = 500;

/**
 * The browser has deleted a database while it was open: site data was cleared, or it made room. What this tab still knows
 * is written back, and the person is told.
 * @param isForgotten whether another tab has deleted everything on purpose
 */
export async function writeBack(
  context: SessionContext,
  lost: DatabaseName,
  isForgotten: () => boolean,
): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, GRACE_MS));
  if (isForgotten() || context.signal.aborted) return;
  if (lost === 'person') {
    await context.storage.changePerson(everythingOf(context.person));
    context.tabs.post('person');
    context.reportError(personLost(context.person.ratings.size));
    return;
  }
  const trained = context.model.trained();
  if (!isPartial(context.data)) await context.storage.saveDataset(context.data.base);
  if (trained !== null) await context.storage.saveModel(trained);
}

function everythingOf(person: StoredPerson): PersonChange {
  const { ratings, marks, skipped, changed, movies, experiments, genres } = person;
  const { waiting, namedLists, corrections, mappings, guests } = person;
  const { listSettings, rankedBy, trainingSettings, onboarded } = person;
  return {
    ratings,
    marks,
    skipped,
    removed: [],
    changed,
    movies: [...movies.values()],
    waiting,
    namedLists,
    corrections,
    mappings,
    guests,
    experiments,
    genres,
    listSettings,
    rankedBy,
    trainingSettings,
    onboarded: onboarded ? true : null,
  };
}

function personLost(ratings: number): Problem {
  return new Problem(
    'storage-broken',
    'The browser has deleted what Matinee had saved on this device.',
    `What was open here is saved again: ${ratings} of your ratings, your lists and settings. A back-up on the Data & privacy page is safe from this.`,
  );
}

/** At the opening no person was found where one was stored before. */
export function personGone(): Problem {
  return new Problem(
    'storage-broken',
    'What Matinee had saved on this device is gone: the browser has deleted or lost it.',
    'If you have a back-up, drop it onto this page. Otherwise you start anew.',
  );
}
