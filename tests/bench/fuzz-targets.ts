/** The readers of whatever comes from outside, each with sound files to begin with. */
import { entries, type UseStore } from 'idb-keyval';
import { plainProduct } from '../../src/base/matrix-vector.ts';
import { Problem } from '../../src/base/problem.ts';
import { createPause } from '../../src/base/scheduling.ts';
import { findTablesIn } from '../../src/dataset/archive/archive-tables.ts';
import { ARCHIVE_LIMITS, readTables } from '../../src/dataset/archive/read-archive.ts';
import { areSparkFactors, readSparkFactors } from '../../src/dataset/archive/read-spark-factors.ts';
import { noFacts } from '../../src/dataset/movie-facts.ts';
import { decodeStarter } from '../../src/dataset/starter.ts';
import { openData } from '../../src/storage/database/generations.ts';
import { inMemoryStore } from '../../src/storage/database/memory-store.ts';
import { openPerson, readPerson } from '../../src/storage/person/person-store.ts';
import { openJournal } from '../../src/ui/state/unconfirmed-journal.ts';
import { backupOf } from '../../src/worker/import/export-backup.ts';
import { createImportSession, type ImportSession } from '../../src/worker/import/import-session.ts';
import { appStorageOf } from '../../src/worker/session/app-storage.ts';
import { createCatalogue } from '../../src/worker/session/catalogue.ts';
import { decodeModel, encodeModel } from '../../src/worker/training/model-file.ts';
import { archive, MOVIES, RATINGS, zip } from '../fixtures/archives.ts';
import { sparkFiles, sparkZip } from '../fixtures/spark-runs.ts';
import {
  factorModel,
  memoryAppStorage,
  posteriorModel,
  runRecord,
  smallDataset,
} from '../fixtures/worker-fakes.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** A file and its name. */
export interface Sample {
  readonly name: string;
  readonly bytes: Bytes;
}

/** One reader. */
export interface Target {
  readonly samples: readonly Sample[];
  /**
   * Reads a file that may be anything. Rejects with whatever the reader throws.
   * @returns whether something that is stored has changed although the file was refused
   */
  read(file: Sample): Promise<boolean>;
}

const encode = (text: string): Bytes => new TextEncoder().encode(text);
const sample = (name: string, content: string | Uint8Array): Sample => ({
  name,
  bytes: typeof content === 'string' ? encode(content) : new Uint8Array(content),
});
const dropped = ({ name, bytes }: Sample) => ({ name, content: new Blob([bytes]) });

const DATES = '2019-05-04';
const LETTERBOXD = `Date,Name,Year,Letterboxd URI,Rating\n${DATES},Film 1,1961,u,4.5\n${DATES},"Film ""2""",1962,u,2\n`;
const DIARY = `Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date\n${DATES},Film 3,1963,u,4,,"Good,\nvery good",,${DATES}\n`;
const IMDB = `Const,Your Rating,Date Rated,Title,Title Type,Year\ntt0000001,8,${DATES},Film 4,Movie,1964\n`;
const TRAKT = JSON.stringify([
  { rated_at: '2019-05-04T10:00:00Z', rating: 8, movie: { title: 'Film 5', year: 1965, ids: { tmdb: 5 } } },
]);
const SIMKL = JSON.stringify({
  movies: [{ status: 'completed', user_rating: 7, movie: { title: 'Film 6', year: 1966, ids: {} } }],
});
const CRITICKER =
  '<recentratings><film><filmname>Film 7 (1967)</filmname><rating>80</rating></film></recentratings>';
const DETAILS =
  'movieId,runtime,languages,countries,directors,cast,wikipedia\n1,81,en,US,John Lasseter,Tom Hanks|Tim Allen,Toy_Story\n';
const FACTS = {
  'links.csv': 'movieId,imdbId,tmdbId\n1,114709,862\n2,,\n',
  'statistics.csv': 'movieId,count,mean\n1,100,3.5\n',
  'tags.csv': 'userId,movieId,tag,timestamp\n1,1,pixar,1\n1,1,"fun, toys",1\n',
  'details.csv': DETAILS,
  'descriptions.csv': 'movieId,description,source,page\n1,"Toys, alive",wikipedia,Toy_Story\n',
};

const datasets: Target = {
  samples: [
    sample('a.zip', archive()),
    sample('whole.zip', zip({ 'x/movies.csv': MOVIES, 'x/ratings.csv': RATINGS, ...FACTS })),
    sample('stored.zip', zip({ 'movies.csv': MOVIES, 'ratings.csv': RATINGS }, 0)),
    sample(
      '1m.zip',
      zip({
        'movies.dat': "1::Toy Story (1995)::Animation|Children's\n",
        'ratings.dat': '1::1::5::978300760\n',
        'tags.dat': '1::1::pixar::1\n',
      }),
    ),
    sample(
      '100k.zip',
      zip({
        'u.item': `1|Toy Story (1995)|01-Jan-1995||http|${'0|'.repeat(18)}1\n`,
        'u.data': '1\t1\t3\t881250949\n',
      }),
    ),
  ],
  async read(file) {
    const limits = { ...ARCHIVE_LIMITS, ratings: 1e8 };
    await readTables(await findTablesIn([dropped(file)]), file.name, { limits });
    return false;
  },
};

/** The files inside a data set, changed by themselves: packed whole, their checksums are right. */
const tables: Target = {
  samples: [
    ...Object.entries({ 'movies.csv': MOVIES, 'ratings.csv': RATINGS, ...FACTS }).map(([name, text]) =>
      sample(name, text),
    ),
  ],
  async read({ name, bytes }) {
    const files = { 'movies.csv': MOVIES, 'ratings.csv': RATINGS, ...FACTS, [name]: bytes };
    await readTables(await findTablesIn([dropped(sample('a.zip', zip(files)))]), 'a.zip');
    return false;
  },
};

const spark: Target = {
  samples: [
    sample('run.zip', sparkZip('explicit')),
    ...[...sparkFiles('implicit')].map(([name, bytes]) => ({ name, bytes })),
  ],
  async read(file) {
    const others = [...sparkFiles('implicit')].filter(
      ([name]) => name !== file.name && file.name !== 'run.zip',
    );
    const files = [dropped(file), ...others.map(([name, bytes]) => dropped({ name, bytes }))];
    await areSparkFactors(files);
    await readSparkFactors(files);
    return false;
  },
};

const dataset = smallDataset();

const models: Target = {
  samples: [
    sample('als.safetensors', encodeModel({ ...runRecord(1), model: factorModel(dataset) })),
    sample('bayes.safetensors', encodeModel({ ...runRecord(2), model: posteriorModel(dataset) })),
  ],
  async read({ name, bytes }) {
    await decodeModel(bytes, name, 9, dataset, createPause());
    return false;
  },
};

const STARTER = JSON.stringify({
  genres: [['Drama', 5]],
  ids: [1, 2],
  titles: ['A', 'B'],
  years: [1990, 0],
  letters: ['A', ''],
  counts: [10, 20],
  means: [3.5, 4],
});

const starters: Target = {
  samples: [sample('starter.json', STARTER)],
  async read({ bytes }) {
    let content: unknown = null;
    try {
      content = JSON.parse(new TextDecoder().decode(bytes));
    } catch {
      // As the worker does: what is no JSON is refused by its schema.
    }
    decodeStarter(content, 'name');
    return false;
  },
};

const JOURNAL = JSON.stringify([
  { command: { type: 'rate', movieId: 1, stars: 4 }, at: 1 },
  { command: { type: 'mark', movieId: 2, mark: 'seen' }, at: 2 },
  { command: { type: 'pickGenres', genres: ['Drama'] }, at: 3 },
]);

const journals: Target = {
  samples: [sample('journal', JOURNAL)],
  async read({ bytes }) {
    const text = new TextDecoder().decode(bytes);
    const storage = { 'matinee.unconfirmed.a': text, getItem: () => text, setItem() {}, removeItem() {} };
    openJournal(storage as unknown as Storage, 'b').read();
    return false;
  },
};

/** Records of the person's database with values and keys that no version wrote. */
const records: Target = {
  samples: [
    sample(
      'records',
      JSON.stringify([
        [['rating', 1], { stars: 4, at: 1 }],
        [['mark', 2], { mark: 'seen', at: 1 }],
        ['genres', ['Drama']],
        [['film', 1], { title: 'A', year: 1990, genres: [] }],
        [['waiting', 'k'], { titles: ['A'], year: 1, movieId: null, imdb: null, tmdb: null, rows: [] }],
        ['schema', 1],
      ]),
    ),
  ],
  async read({ bytes }) {
    const stored: unknown = await Promise.resolve(new TextDecoder().decode(bytes))
      .then(JSON.parse)
      .catch(() => []);
    const pairs = Array.isArray(stored) ? stored.filter((pair) => Array.isArray(pair) && isKey(pair[0])) : [];
    const use = inMemoryStore();
    await use('readwrite', (objects) => {
      for (const [key, value] of pairs) objects.put(value, key);
    });
    await readPerson(use);
    return false;
  },
};

/** What IndexedDB takes for a key. */
function isKey(key: unknown): boolean {
  return typeof key === 'string' || typeof key === 'number' || (Array.isArray(key) && key.every(isKey));
}

/** A person with something stored, and the import of their session. */
async function somebody(): Promise<{ readonly use: UseStore; readonly imports: ImportSession }> {
  const use = inMemoryStore();
  const person = await openPerson(use);
  await person.setRating(100, { stars: 3, at: 1 });
  await person.setMark(105, { mark: 'watchlist', at: 1 });
  await person.setGenres(['Drama'], 1);
  const storage = appStorageOf(person, await openData(inMemoryStore()), true);
  const catalogue = createCatalogue(dataset, plainProduct);
  return { use, imports: createImportSession({ catalogue, storage, facts: () => noFacts }) };
}

/**
 * The whole way of an import and of a restore: a preview stores nothing; what is refused when it is accepted changes
 * nothing; and taken back it leaves what was there before.
 */
async function importOf(file: Sample): Promise<boolean> {
  const { use, imports } = await somebody();
  const before = await stateOf(use);
  const isChanged = async () => (await stateOf(use)) !== before;
  try {
    const previewed = await imports.preview([dropped(file)]);
    if (await isChanged()) return true;
    if ('dataset' in previewed) return false;
    await imports.accept();
  } catch (thrown) {
    if (thrown instanceof Problem && (await isChanged())) return true;
    throw thrown;
  }
  await imports.undo();
  return isChanged();
}

async function stateOf(use: UseStore): Promise<string> {
  return JSON.stringify(await entries(use));
}

const exported: Target = {
  samples: [
    sample('ratings.csv', LETTERBOXD),
    sample('diary.csv', DIARY),
    sample('imdb.csv', IMDB),
    sample('trakt.json', TRAKT),
    sample('simkl.json', SIMKL),
    sample('criticker.xml', CRITICKER),
    sample('mine.csv', `Titel;Jahr;Bewertung;Datum\nFilm 8;1968;8;04.05.2019\n`),
    sample(
      'all.zip',
      zip({
        'ratings.csv': LETTERBOXD,
        'diary.csv': DIARY,
        'lists/a.csv':
          'Letterboxd list export v7\nDate,Name,Tags,URL,Description\n2020-01-01,Best,,u,\n\nPosition,Name,Year,URL,Description\n1,Film 9,1969,u,\n',
      }),
    ),
  ],
  read: importOf,
};

/** A back-up of somebody with everything. */
async function backupSample(): Promise<Sample> {
  const stored = await memoryAppStorage().loadPerson();
  const person = {
    ...stored,
    ratings: new Map([[101, { stars: 4.5, at: 1 }]]),
    marks: new Map([[102, { mark: 'liked' as const, at: 1 }]]),
    skipped: new Set([103]),
    genres: ['Drama'],
    namedLists: new Map([['Best', { movieIds: [101, 104], at: 1 }]]),
    corrections: new Map([['imdb 3', 101]]),
  };
  const catalogue = createCatalogue(dataset, plainProduct);
  return sample('backup.json', backupOf(person, catalogue, new Date(0)).text);
}

/** All readers by name. */
export async function fuzzTargets(): Promise<Readonly<Record<string, Target>>> {
  return {
    datasets,
    tables,
    exports: exported,
    restores: { samples: [await backupSample()], read: importOf },
    spark,
    models,
    starters,
    journals,
    records,
  };
}
