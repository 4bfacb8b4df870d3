import { promisifyRequest, type UseStore } from 'idb-keyval';
import { Problem } from '../../base/problem.ts';
import { deleteStore, OPEN_LIMIT_MS, openStore, type Store } from './open-store.ts';
import {
  dataMigrations,
  type Migration,
  personMigrations,
  type SchemaOptions,
  withSchema,
} from './schema.ts';
import { stalledStorage } from './storage-errors.ts';

const PERSON = 'matinee-person';
const DATA = 'matinee-data';

/** Which of the two databases. */
export type DatabaseName = 'person' | 'data';

/**
 * Opens the database of the person. It is separate, so that trouble with large data cannot touch it.
 * @throws Problem 'storage-denied', 'storage-stalled', 'storage-newer', 'storage-full' or 'storage-broken'
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

/** Whether a database answers now. Does not reject: a database that refuses has answered. */
export async function doesAnswer(database: DatabaseName): Promise<boolean> {
  let store: Store | null = null;
  const asking = async () => {
    store = await openStore(database === 'person' ? PERSON : DATA);
    await store.use('readonly', (objects) => promisifyRequest(objects.count()));
  };
  try {
    await inTime(asking());
    return true;
  } catch (thrown) {
    return !(thrown instanceof Problem && thrown.code === 'storage-stalled');
  } finally {
    (store as Store | null)?.close();
  }
}

async function openDatabase(
  name: string,
  migrations: readonly Migration[],
  options: SchemaOptions,
): Promise<UseStore> {
  const { use } = await openStore(name);
  // A database may open and answer no request: one transaction of another tab that does not end holds all others.
  return inTime(withSchema(use, migrations, options));
}

/** @throws Problem 'storage-stalled' where there is no answer in time */
function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(stalledStorage()), OPEN_LIMIT_MS);
    work.then(resolve, reject).finally(() => clearTimeout(limit));
  });
}
