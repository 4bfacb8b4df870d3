import { promisifyRequest } from 'idb-keyval';
import { manifestKey, manifestOf } from './chunks.ts';
import { unsealManifest } from './manifest.ts';

/**
 * Sets artifacts aside under a label, and puts those with another label in their place. No content is copied: only
 * manifests move.
 */
export interface Exchange {
  /** Artifacts that stay in use. */
  readonly shared: ReadonlySet<string>;
  /** The label under which all others are set aside. */
  readonly aside: string;
  /** The label of those that come into use, another one; null for none. */
  readonly back: string | null;
}

/** How much room an artifact takes. */
export interface ArtifactSize {
  readonly name: string;
  /** The label under which it is set aside; null if it is in use. */
  readonly label: string | null;
  readonly bytes: number;
}

/** Moves manifests as an exchange says, inside a running transaction. The chunks stay where they are. */
export async function exchangeManifests(
  store: IDBObjectStore,
  { shared, aside, back }: Exchange,
): Promise<void> {
  const keys = await promisifyRequest(store.getAllKeys());
  const leaving = await manifestsIn(store, keys, null);
  const returning = back === null ? new Map<string, unknown>() : await manifestsIn(store, keys, back);
  await deleteAside(store, aside);
  for (const [artifact, manifest] of leaving) {
    if (shared.has(artifact)) continue;
    store.delete(manifestKey(artifact));
    store.put(manifest, manifestKey(artifact, aside));
  }
  for (const [artifact, manifest] of returning) {
    store.delete(manifestKey(artifact, back));
    store.put(manifest, manifestKey(artifact));
  }
}

/** Deletes the manifests with a label, inside a running transaction. Their chunks are leftovers from then on. */
export async function deleteAside(store: IDBObjectStore, label: string): Promise<void> {
  for (const key of await promisifyRequest(store.getAllKeys())) {
    if (manifestOf(key)?.label === label) store.delete(key);
  }
}

/** What each artifact takes, inside a running transaction. A manifest that cannot be read counts nothing. */
export async function manifestSizes(store: IDBObjectStore): Promise<ArtifactSize[]> {
  const sizes: ArtifactSize[] = [];
  for (const key of await promisifyRequest(store.getAllKeys())) {
    const found = manifestOf(key);
    if (found === null) continue;
    const parts = unsealManifest(await promisifyRequest<unknown>(store.get(key)))?.parts ?? [];
    const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
    sizes.push({ name: found.artifact, label: found.label, bytes });
  }
  return sizes;
}

async function manifestsIn(
  store: IDBObjectStore,
  keys: readonly IDBValidKey[],
  label: string | null,
): Promise<Map<string, unknown>> {
  const manifests = new Map<string, unknown>();
  for (const key of keys) {
    const found = manifestOf(key);
    if (found === null || found.label !== label) continue;
    manifests.set(found.artifact, await promisifyRequest<unknown>(store.get(key)));
  }
  return manifests;
}
