import type { UseStore } from 'idb-keyval';
import { runTransaction } from './run-transaction.ts';
import {
  brokenStorage,
  deniedStorage,
  openProblem,
  stalledStorage,
  storageProblem,
} from './storage-errors.ts';

const STORE = 'keyval';
/** A database that has not answered for so long is given up for now; milliseconds. */
export const OPEN_LIMIT_MS = 5000;

/** An open database, in the form that the functions of idb-keyval take. */
export interface Store {
  readonly use: UseStore;
  /** Closes the connection; the next use opens it again. */
  close(): void;
}

/**
 * Opens a database. Unlike a store of idb-keyval, this one waits until a write has reached the disk, commits nothing of
 * a write that throws, closes when another tab wants to upgrade or delete the database, and opens again after the
 * browser has closed the connection.
 * @param limitMs the longest wait for the database to open
 * @throws Problem 'storage-denied', 'storage-stalled', 'storage-newer', 'storage-full' or 'storage-broken'; its operations
 * too
 */
export async function openStore(name: string, limitMs = OPEN_LIMIT_MS): Promise<Store> {
  let connection: Promise<IDBDatabase> | null = null;

  const forget = (opened: Promise<IDBDatabase>) => {
    if (connection === opened) connection = null;
  };

  const connect = (): Promise<IDBDatabase> => {
    if (connection !== null) return connection;
    const opening = open(name, limitMs);
    connection = opening;
    opening.then(
      (database) => {
        database.onclose = () => forget(opening);
        // Another tab wants to delete or upgrade the database, and waits until this connection is closed.
        database.onversionchange = () => {
          database.close();
          forget(opening);
        };
      },
      () => forget(opening),
    );
    return opening;
  };

  const once: UseStore = async (mode, callback) => {
    const opened = connect();
    const database = await opened;
    try {
      const transaction = database.transaction(STORE, mode, { durability: 'strict' });
      return await runTransaction(transaction, callback);
    } catch (error) {
      if (isClosed(error)) {
        database.close();
        forget(opened);
      }
      throw error;
    }
  };

  const use: UseStore = async (mode, callback) => {
    try {
      return await once(mode, callback).catch((error: unknown) => {
        if (isClosed(error)) return once(mode, callback);
        throw error;
      });
    } catch (error) {
      throw storageProblem(error);
    }
  };

  await connect();
  return {
    use,
    close() {
      connection?.then((database) => database.close()).catch(() => {});
      connection = null;
    },
  };
}

/** Deletes a database and everything in it. */
export async function deleteStore(name: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(storageProblem(request.error));
    // Other tabs close on request, so this lasts only while one of them is writing.
    request.onblocked = () => setTimeout(() => reject(brokenStorage('another tab holds it')), OPEN_LIMIT_MS);
  });
}

/**
 * Whether the browser has closed the connection: before the transaction began, or during it, which then is aborted without
 * a reason and has changed nothing.
 */
function isClosed(error: unknown): boolean {
  return error instanceof DOMException && ['InvalidStateError', 'AbortError'].includes(error.name);
}

function open(name: string, limitMs: number): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    if (typeof indexedDB === 'undefined') return reject(deniedStorage('it offers no storage'));
    let isLate = false;
    const limit = setTimeout(() => {
      isLate = true;
      reject(stalledStorage());
    }, limitMs);
    try {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE);
      request.onsuccess = () => {
        clearTimeout(limit);
        if (isLate) request.result.close();
        else resolve(request.result);
      };
      request.onerror = () => {
        clearTimeout(limit);
        reject(openProblem(request.error));
      };
    } catch (error) {
      clearTimeout(limit);
      reject(openProblem(error));
    }
  });
}
