import { promisifyRequest, type UseStore } from 'idb-keyval';
import { SCHEMA_KEY } from '../database/schema.ts';
import {
  type Entry,
  emptyDraft,
  isOfThisVersion,
  keyOfSetAside,
  listKey,
  readEntry,
} from './person-entries.ts';
import type { StoredPerson } from './stored-person.ts';

/** A person as far as their records can be read. */
interface ReadPerson {
  readonly person: StoredPerson;
  /** Records of this version that cannot be read. */
  readonly damaged: readonly Entry[];
  /** Keys of records that an earlier visit has set aside and that can be read: a newer version had written them. */
  readonly found: readonly IDBValidKey[];
}

/**
 * Records that are read at once. Between two of these pieces the event loop has a turn, so that a worker that reads 200,000
 * records answers and hears that it is given up; 1,024 of them take some 20 ms.
 */
const SLICE = 1024;

/**
 * Reads a person from a database of whatever version, in one transaction and without changing anything: all records that
 * can be read.
 * @param signal gives it up between two pieces: it rejects with the signal's reason
 */
export async function readPersonFrom(use: UseStore, signal?: AbortSignal): Promise<ReadPerson> {
  try {
    return await use('readonly', async (store) => {
      const reader = createPersonReader();
      for await (const slice of slicesOf(store)) {
        signal?.throwIfAborted();
        for (const entry of slice) reader.add(entry);
      }
      return reader.end();
    });
  } catch (thrown) {
    // The storage reports the end of the transaction in its own words.
    signal?.throwIfAborted();
    throw thrown;
  }
}

/** All records by their keys, piece after piece. It lives inside the transaction: only its own requests may be awaited. */
async function* slicesOf(store: IDBObjectStore): AsyncGenerator<readonly Entry[]> {
  let rest: IDBKeyRange | undefined;
  for (;;) {
    const [keys, values] = await Promise.all([
      promisifyRequest(store.getAllKeys(rest, SLICE)),
      promisifyRequest<unknown[]>(store.getAll(rest, SLICE)),
    ]);
    yield keys.map((key, n) => [key, values[n]] as const);
    if (keys.length < SLICE) return;
    rest = IDBKeyRange.lowerBound(keys[keys.length - 1], true);
  }
}

/** Whether all of these records are of this version. */
export function areKnown(stored: readonly Entry[]): boolean {
  const reader = createPersonReader();
  for (const [key, value] of stored) if (key !== SCHEMA_KEY) reader.add([key, value]);
  return reader.end().person.unreadable.length === 0;
}

/** Puts a person together from records in any order. */
function createPersonReader() {
  const draft = emptyDraft();
  const aside: Entry[] = [];
  const bad: Entry[] = [];
  const keys = new Set<string>();
  return {
    add(entry: Entry): void {
      const [key] = entry;
      keys.add(JSON.stringify(key));
      if (keyOfSetAside(key) !== null) aside.push(entry);
      else if (!readEntry(draft, entry)) bad.push(entry);
    },
    end(): ReadPerson {
      const found = aside.flatMap(([key, value]) => {
        const before = keyOfSetAside(key);
        if (before === null || keys.has(JSON.stringify(before)) || !readEntry(draft, [before, value]))
          return [];
        keys.add(JSON.stringify(before));
        return [key];
      });
      const unreadable = bad.map(([key]) => JSON.stringify(key));
      const { lists, experiments, ...person } = draft;
      for (const [id, orphans] of lists) {
        if (experiments.has(id)) continue;
        unreadable.push(...orphans.map((list) => JSON.stringify(listKey(id, list.id))));
      }
      const records = [...experiments.values()]
        .sort((a, b) => a.id - b.id)
        .map((experiment) => ({
          ...experiment,
          lists: (lists.get(experiment.id) ?? []).sort((a, b) => a.at - b.at),
        }));
      const damaged = bad.filter(([key]) => isOfThisVersion(key));
      return { person: { ...person, experiments: records, unreadable }, damaged, found };
    },
  };
}
