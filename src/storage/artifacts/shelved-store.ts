import * as v from 'valibot';
import { countSchema, parseOrNull } from '../../base/schemas.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import type { DataStore } from '../database/generations.ts';
import { type ArtifactEntry, artifactStore } from './artifact-store.ts';
import { datasetStore } from './dataset-store.ts';

/** What the list of stored data sets shows of one that is not in use. */
const factsSchema = v.pipe(
  v.object({
    id: v.string(),
    name: v.string(),
    imported: v.boolean(),
    ratings: countSchema,
    users: countSchema,
    movies: countSchema,
  }),
  v.readonly(),
);
type Facts = v.InferOutput<typeof factsSchema>;

/** A data set that is stored but not in use, with the bytes that it and all that was learnt from it take. */
interface ShelvedDataset extends Facts {
  readonly bytes: number;
}

/** What is stored of data sets: bytes of the one in use, and all others. */
export interface StoredDatasets {
  readonly bytesInUse: number;
  readonly shelved: readonly ShelvedDataset[];
}

const store = artifactStore<readonly Facts[]>({
  name: 'datasets',
  encode: (datasets) => ({ meta: { datasets }, arrays: {} }),
  decode: ({ meta }) => parseOrNull(v.object({ datasets: v.array(factsSchema) }), meta)?.datasets ?? null,
});

/**
 * Artifacts that belong to no data set, or say themselves to which. A checkpoint ends with the session that wrote it.
 * All others are set aside and put back with their data set.
 */
const shared: ReadonlySet<string> = new Set([
  'datasets',
  'details',
  'descriptions',
  'world',
  'notice',
  'runs',
  'checkpoint',
]);

/**
 * Lists what is stored. A data set whose facts are lost is listed under its id. Rejects with storage Problems.
 */
export async function listDatasets(data: DataStore): Promise<StoredDatasets> {
  const known = new Map((await knownFacts(data)).map((facts) => [facts.id, facts]));
  const bytes = new Map<string | null, number>([[null, 0]]);
  const sizes = await data.sizes();
  // Where the data set itself could not be stored, there is nothing to open again.
  const whole = new Set(sizes.flatMap(({ name, label }) => (name === 'dataset' ? [label] : [])));
  for (const { name, label, bytes: more } of sizes) {
    if (label === null ? shared.has(name) : !whole.has(label)) continue;
    bytes.set(label, (bytes.get(label) ?? 0) + more);
  }
  const shelved: ShelvedDataset[] = [];
  for (const [id, taken] of bytes) {
    if (id === null) continue;
    const lost: Facts = { id, name: id, imported: true, ratings: 0, users: 0, movies: 0 };
    shelved.push({ ...(known.get(id) ?? lost), bytes: taken });
  }
  shelved.sort((a, b) => a.name.localeCompare(b.name));
  return { bytesInUse: bytes.get(null) ?? 0, shelved };
}

/**
 * Stores artifacts and at the same moment puts a data set aside: after a crash either both have happened or neither.
 * @param leaving the data set in use
 * @param back id of a data set that was set aside and comes into use, with all that was learnt from it; null for none
 */
export async function exchangeDataset(
  data: DataStore,
  { leaving, back }: { readonly leaving: Dataset; readonly back: string | null },
  entries: readonly ArtifactEntry[],
  onProgress?: (done: number, total: number) => void,
): Promise<void> {
  // The same data set read once more takes the place of what is stored, and what was learnt from it stays.
  if (back === leaving.id) return data.saveTogether(new Map(entries), onProgress);
  const others = (await knownFacts(data)).filter(({ id }) => id !== leaving.id);
  const known = store.entry([...others, factsOf(leaving)]);
  const exchange = { shared, aside: leaving.id, back };
  await data.saveTogether(new Map([...entries, known]), onProgress, exchange);
}

/** Reads a data set that is set aside; null if there is none. @throws Problem 'storage-broken' if it is damaged */
export function loadShelved(data: DataStore, id: string): Promise<Dataset | null> {
  return datasetStore.load(data, id);
}

/** Deletes a data set that is set aside, with all that was learnt from it. Rejects with storage Problems. */
export async function deleteShelved(data: DataStore, id: string): Promise<void> {
  await data.removeAside(id);
  await store.save(
    data,
    (await knownFacts(data)).filter((facts) => facts.id !== id),
  );
}

/** The list is a convenience: where it is damaged, data sets are listed by their ids. */
async function knownFacts(data: DataStore): Promise<readonly Facts[]> {
  return (await store.load(data).catch(() => null)) ?? [];
}

function factsOf({ id, name, imported, report }: Dataset): Facts {
  const { ratings, users, movies } = report;
  return { id, name, imported: imported === true, ratings, users, movies };
}
