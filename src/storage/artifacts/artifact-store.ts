import { isRecord } from '../../base/is-record.ts';
import { type Column, expectColumn } from '../database/columns.ts';
import type { Artifact, DataReader, DataStore, Reading } from '../database/generations.ts';

/** An artifact as it is stored: facts that JSON can write, and typed arrays by name ("meta" is reserved). */
interface EncodedArtifact {
  readonly meta: Readonly<Record<string, unknown>>;
  readonly arrays: Readonly<Record<string, Column>>;
}

/** A stored artifact, to be decoded. */
export interface StoredArtifact extends EncodedArtifact {
  /** @throws Problem 'storage-broken' where the array is missing or of another type or length */
  array<T extends Column>(name: string, type: new (length: number) => T, length: number): T;
}

/** How one kind of artifact becomes JSON and typed arrays, and back. `ModelCodec` of a recommender is one of these. */
export interface ArtifactCodec<T, Loaded = T> {
  /** The name under which the artifact is stored; it never changes. */
  readonly name: string;
  encode(artifact: T): EncodedArtifact;
  /**
   * @returns null where the artifact has a shape that this version does not know: it can be made again
   * @throws Problem 'storage-broken'
   */
  decode(stored: StoredArtifact): Loaded | null;
}

/** Stores one artifact. Both methods reject with storage Problems. */
export interface ArtifactStore<T> {
  /** Replaces the artifact that was stored before. */
  save(data: DataStore, artifact: T): Promise<void>;
  /** What `saveTogether` stores. */
  entry(artifact: T): ArtifactEntry;
  /**
   * @param label to load one that is set aside
   * @param reading what is read of it; `decode` finds no other arrays
   * @returns null where none is stored, or where this version cannot use it
   */
  load(data: DataReader, label?: string, reading?: Reading): Promise<T | null>;
}

/** Name and content of an artifact; null to remove it. */
export type ArtifactEntry = readonly [name: string, stored: Artifact | null];

export function artifactStore<T>({ name, encode, decode }: ArtifactCodec<T>): ArtifactStore<T> {
  return {
    save: (data, artifact) => data.saveArrays(name, encode(artifact)),
    entry: (artifact) => [name, encode(artifact)],
    async load(data, label, reading) {
      const stored = await data.loadArrays(name, label, reading);
      return stored === null ? null : decode(toDecode(stored));
    },
  };
}

/** Stores one artifact that was made from a data set. Both methods reject with storage Problems. */
export interface DerivedStore<T, Loaded = T> {
  /**
   * Replaces the artifact that was stored before, whatever its data set.
   * @param signal gives it up: the one before stays
   */
  save(data: DataStore, datasetId: string, artifact: T, signal?: AbortSignal): Promise<void>;
  /** What `saveTogether` stores; null to remove the artifact. */
  entry(datasetId: string, artifact: T | null): ArtifactEntry;
  /** @returns null where none is stored for this data set, or where this version cannot use it */
  load(data: DataReader, datasetId: string): Promise<Loaded | null>;
}

/** The id of the data set is stored with the artifact. */
export function derivedStore<T, Loaded = T>({
  name,
  encode,
  decode,
}: ArtifactCodec<T, Loaded>): DerivedStore<T, Loaded> {
  const stored = (datasetId: string, artifact: T): Artifact => {
    const { meta, arrays } = encode(artifact);
    return { meta: { ...meta, datasetId }, arrays };
  };
  return {
    save: (data, datasetId, artifact, signal) => data.saveArrays(name, stored(datasetId, artifact), signal),
    entry: (datasetId, artifact) => [name, artifact && stored(datasetId, artifact)],
    async load(data, datasetId) {
      const found = await data.loadArrays(name);
      if (found === null) return null;
      const artifact = toDecode(found);
      return artifact.meta.datasetId === datasetId ? decode(artifact) : null;
    },
  };
}

function toDecode({ meta, arrays }: Artifact): StoredArtifact {
  return {
    meta: isRecord(meta) ? meta : {},
    arrays,
    array: (name, type, length) => expectColumn(arrays, name, type, length),
  };
}
