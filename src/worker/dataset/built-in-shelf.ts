import { Problem } from '../../base/problem.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import type { FactTable, WorldTable } from '../../dataset/fact-tables.ts';
import type { Description, MovieFacts } from '../../dataset/movie-facts.ts';
import { decodeStarter, type Starter } from '../../dataset/starter.ts';
import type { Event } from '../../protocol/messages.ts';

/** A part of the built-in data set, as the build made it. */
interface ShelfPart {
  readonly file: string;
  /** Size of the file. */
  readonly bytes: number;
}

type PartName = 'starter' | 'movies' | 'ratings' | 'details' | 'descriptions';

/** What the build writes of the built-in data set (tools/shelf). */
export interface ShelfManifest {
  readonly name: string;
  readonly parts: Readonly<Record<PartName, ShelfPart>>;
}

/** Fetches what the built-in data set knows of its movies. Null where it has no such file. All reject with Problems. */
export interface FactSource {
  details(): Promise<FactTable<MovieFacts> | null>;
  descriptions(): Promise<FactTable<Description> | null>;
  world(): Promise<WorldTable | null>;
}

/** The data set that comes with the app, fetched from our own origin part by part. All reject with Problems. */
export interface BuiltInShelf extends FactSource {
  /** @param fetched the file, where somebody else has fetched it; null to fetch it */
  starter(fetched?: Uint8Array | null): Promise<Starter>;
  /** All movies with statistics, links and ratings, with progress as `loading` events. */
  dataset(emit: (event: Event) => void): Promise<Dataset>;
}

/** The readers of zips and tables: no first list waits for their code. */
const loadReaders = () => import('./read-parts.ts');

/**
 * @param addressOf the address of a part by its file name
 * @param get replaced in tests
 */
export function createBuiltInShelf(
  { name, parts }: ShelfManifest,
  addressOf: (file: string) => string,
  get: typeof fetch = (...asked) => fetch(...asked),
): BuiltInShelf {
  /** Parts that are on their way or not used yet: what failed beside them is fetched again alone. */
  const fetched = new Map<PartName, Promise<Uint8Array>>();

  async function part(which: PartName, onProgress: (done: number) => void): Promise<Uint8Array> {
    const coming = fetched.get(which) ?? download(addressOf(parts[which].file), onProgress, get);
    fetched.set(which, coming);
    try {
      const bytes = await coming;
      onProgress(bytes.length);
      return bytes;
    } catch (thrown) {
      fetched.delete(which);
      throw thrown;
    }
  }

  async function once(which: PartName): Promise<Uint8Array> {
    const bytes = await part(which, () => {});
    fetched.delete(which);
    return bytes;
  }

  return {
    async starter(known = null) {
      const bytes = known ?? (await download(addressOf(parts.starter.file), () => {}, get));
      return decodeStarter(parsed(bytes), name);
    },
    async dataset(emit) {
      const names = ['movies', 'ratings'] as const;
      const done = { movies: 0, ratings: 0 };
      const total = names.reduce((sum, which) => sum + parts[which].bytes, 0);
      const progressed = (which: 'movies' | 'ratings') => (bytes: number) => {
        done[which] = bytes;
        emit({ type: 'loading', step: 'download', done: done.movies + done.ratings, total });
      };
      const zips = await Promise.all(names.map((which) => part(which, progressed(which))));
      // What cannot be read is fetched anew.
      for (const which of names) fetched.delete(which);
      const { datasetIn } = await loadReaders();
      return datasetIn(zips, name, (read, size) =>
        emit({ type: 'loading', step: 'read', done: read, total: size }),
      );
    },
    details: async () => (await loadReaders()).detailsIn(await once('details')),
    descriptions: async () => (await loadReaders()).descriptionsIn(await once('descriptions')),
    world: async () => (await loadReaders()).worldIn(await once('movies')),
  };
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    // Refused by its schema, which every other broken file meets too.
    return null;
  }
}

/** @throws Problem `network` when it does not arrive */
async function download(
  url: string,
  onProgress: (done: number) => void,
  get: typeof fetch,
): Promise<Uint8Array> {
  const unreachable = (cause: unknown) =>
    new Problem(
      'network',
      'The film data could not be fetched.',
      'Check that Matinee is still being served, then reload the page.',
      { cause },
    );
  const response = await get(url).catch((cause: unknown) => {
    throw unreachable(cause);
  });
  if (!response.ok || response.body === null) throw unreachable(response.status);
  const pieces: Uint8Array[] = [];
  let done = 0;
  const reader = response.body.getReader();
  for (;;) {
    const piece = await reader.read().catch((cause: unknown) => {
      throw unreachable(cause);
    });
    if (piece.done) break;
    pieces.push(piece.value);
    done += piece.value.length;
    onProgress(done);
  }
  const bytes = new Uint8Array(done);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
