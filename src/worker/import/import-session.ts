import { Problem } from '../../base/problem.ts';
import { createPause } from '../../base/scheduling.ts';
import type { Part } from '../../dataset/exports/archive-parts.ts';
import type { ReadExports } from '../../dataset/exports/entry.ts';
import type { TableMapping } from '../../dataset/exports/mapped-table.ts';
import type { Facts } from '../../dataset/movie-facts.ts';
import type { ImportedFile, ImportPreview, ListUse } from '../../protocol/import-messages.ts';
import { type Words, wordsOf } from '../../protocol/words.ts';
import { emptyDraft } from '../../storage/person/person-entries.ts';
import type { PersonUndo } from '../../storage/person/person-transaction.ts';
import type { StoredPerson } from '../../storage/person/stored-person.ts';
import type { AppStorage } from '../session/app-storage.ts';
import type { Catalogue } from '../session/catalogue.ts';
import { createMatcher, type Matcher } from './match-entries.ts';
import { type HeldImport, reviewImport } from './review-import.ts';
import { foundWaiting, placedWaiting, removedWaiting } from './waiting-rows.ts';

/** Import of a person's exports: read, previewed, then stored or discarded, and undone. All reject with Problems. */
export interface ImportSession {
  /** Reads files that were dropped together and holds what they contain. Nothing is stored yet. */
  preview(files: readonly ImportedFile[]): Promise<ImportedDataset | ImportPreview>;
  /**
   * Ends what is being read, compared or stored, and everything that begins before the next {@link discard}: it rejects
   * with an AbortError within a fraction of a second, and nothing is stored.
   */
  giveUp(): void;
  /** Lets {@link giveUp} end something else that is read for an import. */
  giveUpBy<T>(read: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Stores what was previewed, all of it or, given up, none of it. */
  accept(): Promise<ImportPreview>;
  /** Points the rows with this key at a movie; null takes it back. Resolves with the new review. */
  mend(key: string, movieId: number | null): Promise<ImportPreview>;
  /** Takes the columns of a table for this. Resolves with the new review. */
  mapTable(name: string, mapping: TableMapping): Promise<ImportPreview>;
  /** Uses a list as a list, a watchlist, or movies that were seen. Resolves with the new review. */
  useList(list: string, as: ListUse): Promise<ImportPreview>;
  /** Reads the files of somebody else, as an import into an empty profile would. Nothing is held or stored. */
  readTaste(files: readonly ImportedFile[]): Promise<ReadTaste>;
  /** Forgets what was previewed. What begins from now on is a new import. */
  discard(): void;
  /** Whether something was previewed and waits for the person's decision. */
  isHeld(): boolean;
  /** Undoes the last import. */
  undo(): Promise<void>;
  /** Points stored rows that wait at a movie. */
  placeWaiting(key: string, movieId: number): Promise<void>;
  /** Deletes stored rows that wait; `undo` restores them. */
  removeWaiting(key: string): Promise<void>;
  /** Stores what waited and is in this data set. Resolves with whether there was any. */
  retryWaiting(): Promise<boolean>;
}

/** The files are one data set, which is none of a person's exports. */
interface ImportedDataset {
  readonly dataset: readonly ImportedFile[];
}

/** What somebody thinks of movies. */
interface ReadTaste {
  readonly ratings: readonly { readonly movieId: number; readonly rating: number }[];
  /** MovieLens ids of movies without stars. */
  readonly seen: readonly number[];
  /** Movies that were not found, or not for sure. */
  readonly unfound: number;
}

/** What the session imports into. */
interface ImportTarget {
  readonly catalogue: Catalogue;
  readonly storage: AppStorage;
  /** What is known of the movies so far. */
  facts(): Facts;
}

export function createImportSession({ catalogue, storage, facts }: ImportTarget): ImportSession {
  let held: HeldImport | null = null;
  let undo: PersonUndo | null = null;
  const matcher = createCurrentMatcher(catalogue, facts);
  let work = new AbortController();
  const reviewed = async (one: HeldImport) => {
    const { signal } = work;
    const known = await matcher(signal);
    // Compared with what is stored now: another tab may have changed it.
    return reviewImport(one, known, catalogue, await storage.loadPerson(signal), createPause(signal));
  };
  const changeHeld = async (change: (one: HeldImport) => HeldImport) => {
    if (held === null) throw nothing();
    held = change(held);
    return (await reviewed(held)).review;
  };

  return {
    giveUp: () => work.abort(),
    giveUpBy: (read) => read(work.signal),
    async preview(files) {
      held = null;
      const found = await readSorted(files, catalogue, work.signal);
      if ('dataset' in found) return found;
      held = unmended(found);
      return (await reviewed(held)).review;
    },
    readTaste: (files) => readTaste(files, catalogue, matcher, work.signal),
    mend: (key, movieId) => changeHeld((one) => ({ ...one, mended: new Map(one.mended).set(key, movieId) })),
    mapTable: (name, mapping) =>
      changeHeld((one) => ({ ...one, mappings: new Map(one.mappings).set(name, mapping) })),
    useList: (list, as) => changeHeld((one) => ({ ...one, listUses: new Map(one.listUses).set(list, as) })),
    async accept() {
      if (held === null) throw nothing();
      const { review, change } = await reviewed(held);
      undo = await storage.changePerson(change, work.signal);
      held = null;
      return review;
    },
    discard() {
      held = null;
      work = new AbortController();
    },
    isHeld: () => held !== null,
    async undo() {
      if (undo === null) throw nothing();
      await storage.takeBack(undo);
      undo = null;
    },
    placeWaiting: (key, movieId) => placeWaiting(storage, key, movieId),
    async removeWaiting(key) {
      undo = await storage.changePerson(removedWaiting(key, Date.now()));
    },
    retryWaiting: () => retryWaiting(storage, catalogue, matcher),
  };
}

/** Reads files that were dropped together: a person's exports, or one data set, which is none of them. */
async function readSorted(
  files: readonly ImportedFile[],
  catalogue: Catalogue,
  signal: AbortSignal,
): Promise<ImportedDataset | ReadExports> {
  // The reader of archives is loaded with the first import.
  const { sortFiles } = await import('./sort-files.ts');
  const { own, datasets, refused } = await sortFiles(files, signal);
  const isDataset = own.length === 0 && datasets.length === 1 && refused.length === 0;
  if (isDataset) return { dataset: datasets[0] };
  const words = wordsOf(catalogue.dataset.subject);
  const alone = [...refused, ...datasets.map((archive) => notAlone(archive, words))];
  const read = await readImport(own, alone, ratingsByStars(catalogue), signal);
  if (read.files.length + read.tables.length === 0) throw refusalOf(read);
  return read;
}

async function readTaste(
  files: readonly ImportedFile[],
  catalogue: Catalogue,
  matcher: CurrentMatcher,
  signal: AbortSignal,
): Promise<ReadTaste> {
  const found = await readSorted(files, catalogue, signal);
  if ('dataset' in found) throw manyPeople(found.dataset);
  const known = await matcher(signal);
  return tasteOf(await reviewImport(unmended(found), known, catalogue, nobody(), createPause(signal)));
}

function unmended(read: ReadExports): HeldImport {
  return { read, mended: new Map(), listUses: new Map(), mappings: new Map() };
}

function tasteOf({ review, change }: Awaited<ReturnType<typeof reviewImport>>): ReadTaste {
  const seen = [...change.marks].flatMap(([movieId, { mark }]) =>
    mark === 'seen' || mark === 'liked' ? [movieId] : [],
  );
  return {
    ratings: [...change.ratings].map(([movieId, { stars }]) => ({ movieId, rating: stars })),
    seen: seen.filter((movieId) => !change.ratings.has(movieId)),
    unfound: review.waiting.length,
  };
}

/** A person without any records. */
function nobody(): StoredPerson {
  const { lists: _, ...draft } = emptyDraft();
  return { ...draft, experiments: [], unreadable: [] };
}

function manyPeople([{ name }]: readonly ImportedFile[]): Problem {
  return new Problem(
    'file-unknown',
    `${name} is a MovieLens data set: ratings of many people, not of one.`,
    'Choose the export or the back-up of the person you watch with.',
  );
}

async function placeWaiting(storage: AppStorage, key: string, movieId: number): Promise<void> {
  const person = await storage.loadPerson();
  const movie = person.waiting.get(key);
  if (movie === undefined) throw nothing();
  await storage.changePerson(placedWaiting(key, movie, movieId, person));
}

async function retryWaiting(
  storage: AppStorage,
  catalogue: Catalogue,
  matcher: CurrentMatcher,
): Promise<boolean> {
  const person = await storage.loadPerson();
  if (person.waiting.size === 0) return false;
  const change = await foundWaiting(person, await matcher(), catalogue, Date.now(), createPause());
  if (change !== null) await storage.changePerson(change);
  return change !== null;
}

/** The matcher of what is known now. @param signal gives up making it: it rejects with the signal's reason */
type CurrentMatcher = (signal?: AbortSignal) => Promise<Matcher>;

/** It is made again only when more is known. */
function createCurrentMatcher(catalogue: Catalogue, facts: () => Facts): CurrentMatcher {
  let current: { readonly of: Facts['details']; readonly matcher: Matcher } | null = null;
  return async (signal) => {
    const known = facts();
    if (current !== null && current.of === known.details) return current.matcher;
    const matcher = await createMatcher(catalogue, known, createPause(signal));
    current = { of: known.details, matcher };
    return matcher;
  };
}

async function readImport(
  files: readonly Part[],
  refused: readonly Problem[],
  everyone: readonly number[],
  signal: AbortSignal,
): Promise<ReadExports> {
  const { readExports } = await import('../../dataset/exports/read-exports.ts');
  const read = await readExports(files, everyone, signal);
  return {
    ...read,
    refused: [...refused.map((problem) => problem.toReport()), ...read.refused],
  };
}

/** Everyone's ratings by half star. */
function ratingsByStars({ histograms }: Catalogue): number[] {
  const counts = new Array<number>(10).fill(0);
  for (let at = 0; at < histograms.length; at++) counts[at % 10] += histograms[at];
  return counts;
}

/** Why nothing could be read: the reason of the first file that has one. */
function refusalOf({ refused }: ReadExports): Problem {
  const first = refused.at(0);
  return first === undefined ? nothing() : new Problem(first.code, first.message, first.advice);
}

function notAlone([{ name }]: readonly ImportedFile[], { many }: Words): Problem {
  return new Problem(
    'file-unknown',
    `${name} is a MovieLens data set: films and ratings of many people.`,
    `Drop it alone to use it in place of the ${many} that are loaded.`,
  );
}

function nothing(): Problem {
  return new Problem('unexpected', 'There is nothing here to add or undo.', 'Drop the file again.');
}
