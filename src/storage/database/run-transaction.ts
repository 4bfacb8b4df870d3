/**
 * Runs a callback inside a transaction and waits for both. If the callback throws, the transaction is undone. A write
 * counts once the transaction is complete; the transaction's error says more than that of an aborted request.
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
  // It is awaited after the callback. Until then a rejection must not count as unhandled.
  completed.catch(() => {});
  const store = transaction.objectStore(transaction.objectStoreNames[0]);
  let result: T;
  try {
    result = await callback(store);
  } catch (error) {
    abort(transaction);
    // When the browser aborts, for example because the disk is full, the reason arrives with the abort.
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
