import { Problem } from '../../base/problem.ts';
import type { Movie } from '../../dataset/dataset.ts';
import type { ReadExports } from '../../dataset/exports/entry.ts';
import type { ImportedFile, ImportPreview, OtherData } from '../../protocol/import-messages.ts';
import type { PersonChange, PersonUndo } from '../../storage/person/person-transaction.ts';
import type { AppStorage } from '../session/app-storage.ts';
import type { Library } from '../session/catalogue.ts';
import { restored } from './export-backup.ts';
import { type MatchedEntries, type MatchedEntry, matchEntries } from './match-entries.ts';
import { mergeImport } from './merge-import.ts';

/** Import of a person's exports: read, previewed, then stored or discarded, and undone. All reject with Problems. */
export interface ImportSession {
  /** Reads files that were dropped together and holds what they contain. Nothing is stored yet. */
  preview(files: readonly ImportedFile[]): Promise<ImportedDataset | ImportPreview>;
  /** Stores what was previewed. */
  accept(): Promise<ImportPreview>;
  discard(): void;
  /** Undoes the last import. */
  undo(): Promise<void>;
}

/** The only file is a data set, which is none of a person's exports. */
interface ImportedDataset {
  readonly dataset: ImportedFile;
}

/** What was read and waits for the person's decision. */
interface Held {
  readonly read: ReadExports;
  readonly matched: MatchedEntries;
}

export function createImportSession(library: Library, storage: AppStorage): ImportSession {
  let held: Held | null = null;
  let undo: PersonUndo | null = null;

  return {
    async preview(files) {
      held = null;
      const { own, datasets, refused } = await sorted(files);
      if (own.length === 0 && datasets.length === 1 && refused.length === 0) return { dataset: datasets[0] };
      const read = await readImport(own, [...refused, ...datasets.map(notAlone)], ratingsByStars(library));
      if (read.files.length === 0) throw refusalOf(read);
      held = { read, matched: matchEntries(read, library) };
      return (await reviewOf(held, library, storage)).review;
    },
    async accept() {
      if (held === null) throw nothing();
      // Compared with what is stored now: another tab may have changed it since the preview.
      const { review, change } = await reviewOf(held, library, storage);
      undo = await storage.changePerson(change);
      held = null;
      return review;
    },
    discard() {
      held = null;
    },
    async undo() {
      if (undo === null) throw nothing();
      await storage.takeBack(undo);
      undo = null;
    },
  };
}

/** Tells a person's exports from data sets. The reader of archives is loaded with the first import. */
async function sorted(files: readonly ImportedFile[]): Promise<{
  readonly own: readonly ImportedFile[];
  readonly datasets: readonly ImportedFile[];
  readonly refused: readonly Problem[];
}> {
  const { isDatasetArchive } = await import('../../dataset/exports/dataset-archive.ts');
  const own: ImportedFile[] = [];
  const datasets: ImportedFile[] = [];
  const refused: Problem[] = [];
  for (const file of files) {
    try {
      (isDatasetArchive(file.bytes) ? datasets : own).push(file);
    } catch (thrown) {
      if (!(thrown instanceof Problem)) throw thrown;
      refused.push(thrown);
    }
  }
  return { own, datasets, refused };
}

async function readImport(
  files: readonly ImportedFile[],
  refused: readonly Problem[],
  everyone: readonly number[],
): Promise<ReadExports> {
  const { readExports } = await import('../../dataset/exports/read-exports.ts');
  const read = await readExports(files, everyone);
  return { ...read, refused: [...refused.map((problem) => problem.toReport()), ...read.refused] };
}

/** Compares with storage, which also has records that the session's own copy lacks. */
async function reviewOf(
  { read, matched: { matchedEntries, leftOut } }: Held,
  library: Library,
  storage: AppStorage,
): Promise<{ readonly review: ImportPreview; readonly change: PersonChange }> {
  const stored = await storage.loadPerson();
  const now = Date.now();
  const { movies, tallies, repeats } = mergeImport(matchedEntries, stored, now);
  const others = restored(read.files.find(({ other }) => other !== null)?.other ?? {}, stored, now);
  const begins = movies.ratings.size > 0 || read.files.some(({ other }) => other?.onboarded === true);
  const elsewhere = matchedEntries.filter(({ movieId }) => !library.indexOf.has(movieId));
  const change: PersonChange = {
    ...movies,
    ...others,
    movies: named(elsewhere),
    onboarded: begins && !stored.onboarded ? true : null,
  };
  const other = otherDataIn(change);
  const review: ImportPreview = {
    files: read.files.map(({ name, service }) => ({ name, service })),
    rows: read.files.reduce((sum, { rows }) => sum + rows, 0),
    tallies,
    repeats,
    leftOut,
    elsewhere: elsewhere.length,
    other,
    changes: movies.ratings.size + movies.marks.size + movies.skipped.size + other.length,
    passedOver: read.passedOver,
    refused: read.refused,
  };
  return { review, change };
}

/** Titles of movies that this data set lacks, so that they can be listed. */
function named(matchedEntries: readonly MatchedEntry[]): Movie[] {
  return matchedEntries.flatMap(({ movieId, entry: { titles, year } }) =>
    titles.length === 0 ? [] : [{ id: movieId, title: titles[0], year, genres: [] }],
  );
}

function otherDataIn(change: PersonChange): OtherData[] {
  const single = (['genres', 'listSettings', 'rankedBy', 'trainingSettings'] as const).filter(
    (name) => change[name] !== null,
  );
  return change.experiments.length > 0 ? [...single, 'experiments'] : single;
}

/** Everyone's ratings by half star. */
function ratingsByStars({ histograms }: Library): number[] {
  const counts = new Array<number>(10).fill(0);
  for (let at = 0; at < histograms.length; at++) counts[at % 10] += histograms[at];
  return counts;
}

/** Why nothing could be read: the reason of the first file that has one. */
function refusalOf({ refused }: ReadExports): Problem {
  const first = refused.at(0);
  return first === undefined ? nothing() : new Problem(first.code, first.message, first.advice);
}

function notAlone({ name }: ImportedFile): Problem {
  return new Problem(
    'file-unknown',
    `${name} is a MovieLens data set: films and ratings of many people.`,
    'Drop it alone to use it in place of the films that are loaded.',
  );
}

function nothing(): Problem {
  return new Problem('unexpected', 'There is nothing here to add or take back.', 'Drop the file again.');
}
