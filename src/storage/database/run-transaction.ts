/**
 * Runs a callback inside a transaction and waits for both. A callback that throws takes everything back; what
 * counts for a write is that the transaction is complete, and its own error says more than that of an aborted
 * request.
 */
export async function runTransaction<T>(
  transaction: IDBTransaction,
  callback: (store: IDBObjectStore) => T | PromiseLike<T>,
): Promise<T> {
  const completed = new Promise<void>((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () =>
      reject(transaction.error ?? new DOMException('', 'AbortError')),
    );
  });
  // Awaited below, after the callback; until then its rejection must not count as unhandled.
  completed.catch(() => {});
  const store = transaction.objectStore(transaction.objectStoreNames[0]);
  let result: T;
  try {
    result = await callback(store);
  } catch (error) {
    abort(transaction);
    // The reason of an abort by the browser, such as a full disk, comes only with the abort.
    await completed.catch(() => {});
    throw transaction.error ?? error;
  }
  if (transaction.mode === 'readwrite') await completed;
  return result;
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It has already ended.
  }
}
