import { readFile } from 'node:fs/promises';
import { type Archive, readArchive } from '../../src/dataset/archive/read-archive.ts';
import type { Dataset } from '../../src/dataset/dataset.ts';
import { withIds, worldTableOf } from '../../src/dataset/fact-tables.ts';
import { joinFacts } from '../../src/dataset/join-facts.ts';
import type { Facts } from '../../src/dataset/movie-facts.ts';
import { withCommonIds } from '../../src/dataset/movie-ids.ts';

export const BUILT_IN = 'public/datasets/matinee-films.zip';

/** A data set with what is known of its movies. */
export interface Described {
  readonly dataset: Dataset;
  readonly facts: Facts;
}

/**
 * Reads a data set with the facts of its movies; those that its zip lacks are of the built-in one, as in the app: joined by
 * MovieLens id, else by title and year (MovieLens 100K numbers its movies otherwise). Statistics are not joined: those
 * of the built-in one may count the very ratings that a bench holds out.
 */
export async function readWithFacts(path: string, builtIn = BUILT_IN): Promise<Described> {
  const own = await readZip(path);
  if (path === builtIn) return describedBy(own, own);
  const other = await readZip(builtIn);
  const dataset = withCommonIds(own.dataset, other.dataset.movies);
  const idOf = new Map(own.dataset.movies.map(({ id }, item) => [id, dataset.movies[item].id]));
  return describedBy({ dataset, facts: withIds(own.facts, idOf) }, other);
}

function describedBy(own: Archive, builtIn: Archive): Described {
  const world = worldTableOf(builtIn.dataset);
  const facts = joinFacts(own.dataset, {
    own: own.facts,
    builtIn: { ...builtIn.facts, tags: null },
    world,
  });
  return { dataset: own.dataset, facts };
}

async function readZip(path: string): Promise<Archive> {
  return readArchive(new Uint8Array(await readFile(path)), path);
}
