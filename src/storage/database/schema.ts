import { promisifyRequest, type UseStore } from 'idb-keyval';
import { brokenStorage, newerStorage } from './storage-errors.ts';

/** The key of a database's version. */
export const SCHEMA_KEY = 'schema';

/**
 * Migrates a database from one version to the next, inside the transaction that also writes the new version, so that it
 * happens completely or not at all. It may await only requests of this store.
 */
export type Migration = (store: IDBObjectStore) => Promise<void>;

/** Index n - 1 leads from version n to n + 1; version 1 is the first. */
export const personMigrations: readonly Migration[] = [];
export const dataMigrations: readonly Migration[] = [];

/** What happens to a database beside its migrations. */
export interface SchemaOptions {
  /**
   * A write has found the database empty that was open a moment ago: somebody has deleted it. The write went into the new
   * one. It may have been another tab that forgets everything.
   */
  onLost?(): void;
  /**
   * Whether a database without a readable version, and with these records, is of the newest version all the same. Then the
   * version is written again.
   */
  isKnown?(entries: readonly (readonly [IDBValidKey, unknown])[]): boolean;
}

/**
 * Migrates a database to the newest version and guards it from then on: a write that finds another version, because a
 * newer build in another tab has migrated the database, changes nothing.
 * @throws Problem 'storage-newer' if a newer build wrote it, 'storage-broken' if it has no version
 */
export async function withSchema(
  use: UseStore,
  migrations: readonly Migration[],
  { onLost, isKnown = () => false }: SchemaOptions = {},
): Promise<UseStore> {
  const version = migrations.length + 1;
  const found = await use<unknown>('readonly', (store) => promisifyRequest(store.get(SCHEMA_KEY)));
  if (found !== version) {
    await use('readwrite', async (store) => {
      const from = await versionIn(store, version, isKnown);
      for (const migrate of migrations.slice(from - 1)) await migrate(store);
      store.put(version, SCHEMA_KEY);
    });
  }
  return (mode, callback) => {
    if (mode !== 'readwrite') return use(mode, callback);
    let isLost = false;
    const written = use(mode, async (store) => {
      const now: unknown = await promisifyRequest(store.get(SCHEMA_KEY));
      // It was deleted, so this write begins a new database.
      isLost = now === undefined;
      if (isLost) store.put(version, SCHEMA_KEY);
      else if (now !== version) throw newerStorage();
      return callback(store);
    });
    return written.then((result) => {
      if (isLost) onLost?.();
      return result;
    });
  };
}

async function versionIn(
  store: IDBObjectStore,
  newest: number,
  isKnown: NonNullable<SchemaOptions['isKnown']>,
): Promise<number> {
  const found: unknown = await promisifyRequest(store.get(SCHEMA_KEY));
  if (found === undefined) {
    const keys = await promisifyRequest(store.getAllKeys());
    if (keys.length === 0) return newest;
  }
  if (typeof found !== 'number' || !Number.isInteger(found) || found < 1) {
    const keys = await promisifyRequest(store.getAllKeys());
    const values = await promisifyRequest<unknown[]>(store.getAll());
    if (isKnown(keys.map((key, n) => [key, values[n]] as const))) return newest;
    throw brokenStorage('it does not say which version wrote it');
  }
  if (found > newest) throw newerStorage();
  return found;
}
