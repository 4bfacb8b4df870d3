import type { UseStore } from 'idb-keyval';
import { deleteStore, openStore } from './open-store.ts';
import { dataMigrations, type Migration, personMigrations, withSchema } from './schema.ts';

const PERSON = 'matinee-person';
const DATA = 'matinee-data';

/**
 * Opens the database of the person. It is separate, so that trouble with large data cannot touch it.
 * @throws Problem 'storage-denied', 'storage-newer', 'storage-full' or 'storage-broken'
 */
export function openPersonDatabase(): Promise<UseStore> {
  return openDatabase(PERSON, personMigrations);
}

/**
 * Opens the database of data sets and models, which can be fetched or computed again. Throws like
 * {@link openPersonDatabase}.
 */
export function openDataDatabase(): Promise<UseStore> {
  return openDatabase(DATA, dataMigrations);
}

/** Deletes both databases, even unreadable ones. Open stores create theirs again at the next write. */
export async function forgetDatabases(): Promise<void> {
  await deleteStore(PERSON);
  await deleteStore(DATA);
}

async function openDatabase(name: string, migrations: readonly Migration[]): Promise<UseStore> {
  const { use } = await openStore(name);
  return withSchema(use, migrations);
}
