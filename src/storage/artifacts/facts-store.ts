/**
 * Stores facts by movie id, so that any data set can be joined to them. Texts are packed into one array of bytes, and
 * names that occur in many movies (people, codes) are numbered: details of 17,000 movies take 1.7 MB instead of 3.5, and
 * are decoded in a sixth of the time that JSON takes (14 ms instead of 93).
 */
import * as v from 'valibot';
import { countSchema, parseOrNull } from '../../base/schemas.ts';
import type { FactTable, FactTables, WorldTable } from '../../dataset/fact-tables.ts';
import type { Description, MovieFacts, TagCount } from '../../dataset/movie-facts.ts';
import type { Column } from '../database/columns.ts';
import type { DataReader } from '../database/generations.ts';
import {
  type ArtifactCodec,
  type ArtifactEntry,
  artifactStore,
  derivedStore,
  type StoredArtifact,
} from './artifact-store.ts';

/** `lengths` of the arrays by name; an array of another length is damaged. */
const factsSchema = v.object({ rows: countSchema, lengths: v.record(v.string(), countSchema) });

type Arrays = Readonly<Record<string, Column>>;

/** Packs and unpacks the facts of one kind. Their texts hold no line breaks. */
interface Packing<T> {
  pack(facts: readonly T[]): Arrays;
  /** @param rows number of facts */
  unpack(read: ColumnReader, rows: number): T[];
}

/** Reads arrays by name. @throws Problem 'storage-broken' */
interface ColumnReader {
  numbers(name: string): Int32Array;
  lines(name: string): string[];
}

const details: Packing<MovieFacts> = {
  pack(facts) {
    const words = createNumbering();
    const start = new Int32Array(4 * facts.length + 1);
    const listed: number[] = [];
    facts.forEach(({ languages, countries, directors, cast }, row) => {
      for (const [n, list] of [languages, countries, directors, cast].entries()) {
        for (const word of list) listed.push(words.numberOf(word));
        start[4 * row + n + 1] = listed.length;
      }
    });
    return {
      runtime: Int32Array.from(facts, ({ runtime }) => runtime ?? 0),
      start,
      listed: Int32Array.from(listed),
      words: packLines(words.list()),
      pages: packLines(facts.map(({ wikipedia }) => wikipedia ?? '')),
    };
  },
  unpack(read, rows) {
    const runtime = read.numbers('runtime');
    const start = read.numbers('start');
    const words = read.lines('words');
    const pages = read.lines('pages');
    const listed = Array.from(read.numbers('listed'), (word) => words[word]);
    const list = (n: number) => listed.slice(start[n], start[n + 1]);
    return Array.from({ length: rows }, (_, row) => ({
      runtime: runtime[row] || null,
      languages: list(4 * row),
      countries: list(4 * row + 1),
      directors: list(4 * row + 2),
      cast: list(4 * row + 3),
      wikipedia: pages[row] || null,
    }));
  },
};

const descriptions: Packing<Description> = {
  pack: (facts) => ({
    texts: packLines(facts.map(({ text }) => text)),
    sources: packLines(facts.map(({ source }) => source)),
    pages: packLines(facts.map(({ page }) => page)),
  }),
  unpack(read, rows) {
    const texts = read.lines('texts');
    const sources = read.lines('sources');
    const pages = read.lines('pages');
    return Array.from({ length: rows }, (_, row) => ({
      text: texts[row],
      source: sources[row],
      page: pages[row],
    }));
  },
};

const tags: Packing<readonly TagCount[]> = {
  pack(facts) {
    const words = createNumbering();
    const start = new Int32Array(facts.length + 1);
    const flat = facts.flat();
    facts.forEach((list, row) => {
      start[row + 1] = start[row] + list.length;
    });
    const tag = Int32Array.from(flat, (one) => words.numberOf(one.tag));
    return { start, tag, count: Int32Array.from(flat, ({ count }) => count), words: packLines(words.list()) };
  },
  unpack(read, rows) {
    const start = read.numbers('start');
    const words = read.lines('words');
    const count = read.numbers('count');
    const flat = Array.from(read.numbers('tag'), (word, n) => ({ tag: words[word], count: count[n] }));
    return Array.from({ length: rows }, (_, row) => flat.slice(start[row], start[row + 1]));
  },
};

function codecOf<T>(name: string, { pack, unpack }: Packing<T>): ArtifactCodec<FactTable<T>> {
  return {
    name,
    encode({ ids, facts }) {
      const arrays: Arrays = { ids: Float64Array.from(ids), ...pack(facts) };
      const lengths = Object.fromEntries(Object.entries(arrays).map(([of, { length }]) => [of, length]));
      return { meta: { rows: ids.length, lengths }, arrays };
    },
    decode(stored) {
      // Another shape was written by a version that is gone: the facts can be fetched again.
      const meta = parseOrNull(factsSchema, stored.meta);
      if (meta === null) return null;
      const { rows, lengths } = meta;
      const facts = unpack(readerOf(stored, lengths), rows);
      return { ids: [...stored.array('ids', Float64Array, rows)], facts };
    },
  };
}

function readerOf({ array }: StoredArtifact, lengths: Readonly<Record<string, number>>): ColumnReader {
  return {
    numbers: (name) => array(name, Int32Array, lengths[name] ?? 0),
    lines: (name) => unpackLines(array(name, Uint8Array, lengths[name] ?? 0)),
  };
}

/** Facts of the built-in data set, stored whatever data set is in use. */
export const detailsStore = artifactStore(codecOf('details', details));
export const descriptionsStore = artifactStore(codecOf('descriptions', descriptions));

/** Facts that the zip of an imported data set held, stored with that data set. */
const ownDetailsStore = derivedStore(codecOf('own-details', details));
const ownDescriptionsStore = derivedStore(codecOf('own-descriptions', descriptions));
export const ownTagsStore = derivedStore(codecOf('own-tags', tags));

/** All facts that the zip of an imported data set held, null for those that it did not. */
export async function loadOwnFacts(data: DataReader, datasetId: string): Promise<FactTables> {
  return {
    details: await ownDetailsStore.load(data, datasetId),
    descriptions: await ownDescriptionsStore.load(data, datasetId),
    tags: await ownTagsStore.load(data, datasetId),
  };
}

/** What stores them; a kind that there is none of is removed. */
export function ownFactEntries(datasetId: string, own: FactTables): readonly ArtifactEntry[] {
  return [
    ownDetailsStore.entry(datasetId, own.details),
    ownDescriptionsStore.entry(datasetId, own.descriptions),
    ownTagsStore.entry(datasetId, own.tags),
  ];
}

const worldSchema = v.object({ rows: countSchema });

/** Numbers of the built-in data set by movie id, stored for other data sets. */
export const worldStore = artifactStore<WorldTable>({
  name: 'world',
  encode: ({ ids, ...columns }) => ({ meta: { rows: ids.length }, arrays: { ids, ...columns } }),
  decode({ meta, array }) {
    const stored = parseOrNull(worldSchema, meta);
    if (stored === null) return null;
    const { rows } = stored;
    return {
      ids: array('ids', Float64Array, rows),
      imdb: array('imdb', Int32Array, rows),
      tmdb: array('tmdb', Int32Array, rows),
      count: array('count', Int32Array, rows),
      mean: array('mean', Float32Array, rows),
    };
  },
});

/** Numbers words in the order in which they first occur. */
function createNumbering() {
  const numbers = new Map<string, number>();
  return {
    numberOf(word: string): number {
      const known = numbers.get(word);
      if (known !== undefined) return known;
      numbers.set(word, numbers.size);
      return numbers.size - 1;
    },
    list: () => [...numbers.keys()],
  };
}

function packLines(texts: readonly string[]): Uint8Array {
  return new TextEncoder().encode(texts.join('\n'));
}

function unpackLines(bytes: Uint8Array): string[] {
  return new TextDecoder().decode(bytes).split('\n');
}
