import type { UseStore } from 'idb-keyval';
import { deleteStore, openStore } from './open-store.ts';
import { dataMigrations, type Migration, personMigrations, withSchema } from './schema.ts';

const PERSON = 'matinee-person';
const DATA = 'matinee-data';

/**
 * The person's small things, in a database of their own so that trouble with big data cannot touch them.
 * @throws Problem 'storage-denied', 'storage-newer', 'storage-full' or 'storage-broken'
 */
export function openPersonDatabase(): Promise<UseStore> {
  return openDatabase(PERSON, personMigrations);
}

/**
 * Data sets and models: everything that can be fetched or computed again. Throws like {@link
 * openPersonDatabase}.
 */
export function openDataDatabase(): Promise<UseStore> {
  return openDatabase(DATA, dataMigrations);
}

/** Deletes both databases, readable or not. Stores that are open begin anew at their next write. */
export async function forgetDatabases(): Promise<void> {
  await deleteStore(PERSON);
  await deleteStore(DATA);
}

async function openDatabase(name: string, migrations: readonly Migration[]): Promise<UseStore> {
  const { use } = await openStore(name);
  return withSchema(use, migrations);
}
