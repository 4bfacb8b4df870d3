import type { UseStore } from 'idb-keyval';
import { deleteStore, openStore } from './open-store.ts';
import {
  dataMigrations,
  type Migration,
  personMigrations,
  type SchemaOptions,
  withSchema,
} from './schema.ts';

const PERSON = 'matinee-person';
const DATA = 'matinee-data';

/** Which of the two databases. */
export type DatabaseName = 'person' | 'data';

/**
 * Opens the database of the person. It is separate, so that trouble with large data cannot touch it.
 * @throws Problem 'storage-denied', 'storage-newer', 'storage-full' or 'storage-broken'
 */
export function openPersonDatabase(options: SchemaOptions = {}): Promise<UseStore> {
  return openDatabase(PERSON, personMigrations, options);
}

/**
 * Opens the database of data sets and models, which can be fetched or computed again. Throws like
 * {@link openPersonDatabase}.
 */
export function openDataDatabase(options: SchemaOptions = {}): Promise<UseStore> {
  return openDatabase(DATA, dataMigrations, options);
}

/** The person's database as it is, whatever version wrote it, for reading only. Throws like {@link openPersonDatabase}. */
export async function readPersonDatabase(): Promise<UseStore> {
  const { use } = await openStore(PERSON);
  return (_, callback) => use('readonly', callback);
}

/** Deletes the database of what can be fetched or computed again. */
export function forgetDataDatabase(): Promise<void> {
  return deleteStore(DATA);
}

/** Deletes both databases, even unreadable ones. Open stores create theirs again at the next write. */
export async function forgetDatabases(): Promise<void> {
  await deleteStore(PERSON);
  await deleteStore(DATA);
}

async function openDatabase(
  name: string,
  migrations: readonly Migration[],
  options: SchemaOptions,
): Promise<UseStore> {
  const { use } = await openStore(name);
  return withSchema(use, migrations, options);
}
