import { Problem, reportOf } from '../../base/problem.ts';
import type { Movie } from '../../dataset/dataset.ts';
import type { ReadExports } from '../../dataset/exports/entry.ts';
import type {
  ImportCommand,
  ImportedFile,
  ImportPreview,
  OtherData,
} from '../../protocol/import-messages.ts';
import type { Command } from '../../protocol/messages.ts';
import type { PersonChange, PersonUndo } from '../../storage/person/person-transaction.ts';
import { refresh, tellPerson, type Visit } from '../session/session-context.ts';
import { backedUp, restored } from './export-backup.ts';
import { type MatchedEntries, type MatchedEntry, matchEntries } from './match-entries.ts';
import { mergeImport } from './merge-import.ts';

/** What a person brings from elsewhere: read, reviewed, then kept or forgotten. */
export interface ImportSession {
  perform(visit: Visit, command: ImportCommand): Promise<void>;
}

/** What was read and waits for the person's word. */
interface Held {
  readonly read: ReadExports;
  readonly matchedEntries: MatchedEntries;
}

const types: Readonly<Record<ImportCommand['type'], true>> = {
  previewImport: true,
  acceptImport: true,
  discardImport: true,
  undoImport: true,
  backUp: true,
};

export function isImportCommand(command: Command): command is ImportCommand {
  return Object.hasOwn(types, command.type);
}

/** @param offer offers a data set, which is none of a person's exports */
export function createImportSession(
  datasetPreview: (name: string, bytes: Uint8Array<ArrayBuffer>) => void,
): ImportSession {
  let held: Held | null = null;
  let undo: PersonUndo | null = null;

  async function previewImport(visit: Visit, files: readonly ImportedFile[]): Promise<void> {
    held = null;
    const { own, datasets, refused } = await sorted(files);
    if (own.length === 0 && datasets.length === 1 && refused.length === 0) {
      visit.emit({ type: 'importedDataset' });
      return datasetPreview(datasets[0].name, datasets[0].bytes);
    }
    const read = await readImport(own, [...refused, ...datasets.map(notAlone)], everyoneOf(visit));
    if (read.files.length === 0) {
      return visit.emit({ type: 'importRefused', problem: read.refused.at(0) ?? reportOf(nothing()) });
    }
    held = { read, matchedEntries: matchEntries(read, visit.library) };
    visit.emit({ type: 'importPreviewed', review: (await reviewed(held, visit)).review });
  }

  async function accept(visit: Visit): Promise<void> {
    if (held === null) throw nothing();
    // Against what is kept now: another tab may have changed it since the review.
    const { review, change } = await reviewed(held, visit);
    undo = await visit.storage.changePerson(change);
    held = null;
    await takeOver(visit);
    visit.emit({ type: 'importAdded', review });
  }

  async function takeBack(visit: Visit): Promise<void> {
    if (undo === null) throw nothing();
    await visit.storage.takeBack(undo);
    undo = null;
    await takeOver(visit);
    visit.emit({ type: 'importUndone' });
  }

  return {
    async perform(visit, command) {
      try {
        switch (command.type) {
          case 'previewImport':
            return await previewImport(visit, command.files);
          case 'acceptImport':
            return await accept(visit);
          case 'discardImport':
            held = null;
            return;
          case 'undoImport':
            return await takeBack(visit);
          case 'backUp':
            return visit.emit(backedUp(await visit.storage.loadPerson(), visit.library, new Date()));
        }
      } catch (thrown) {
        visit.emit({ type: 'importRefused', problem: reportOf(thrown) });
      }
    },
  };
}

/** A person's exports apart from data sets; the reader of archives comes when something is brought. */
async function sorted(files: readonly ImportedFile[]): Promise<{
  readonly own: readonly ImportedFile[];
  readonly datasets: readonly ImportedFile[];
  readonly refused: readonly Problem[];
}> {
  const { isDatasetArchive } = await import('../../dataset/exports/dataset-archive.ts');
  const sorted: { own: ImportedFile[]; datasets: ImportedFile[]; refused: Problem[] } = {
    ...{ own: [], datasets: [], refused: [] },
  };
  for (const file of files) {
    try {
      (isDatasetArchive(file.bytes) ? sorted.datasets : sorted.own).push(file);
    } catch (thrown) {
      if (!(thrown instanceof Problem)) throw thrown;
      sorted.refused.push(thrown);
    }
  }
  return sorted;
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

/** Against what is stored, which also has what is recorded beside the session's own copy. */
async function reviewed(
  { read, matchedEntries: { matchedEntries, leftOut } }: Held,
  { storage, library }: Visit,
) {
  const stored = await storage.loadPerson();
  const now = Date.now();
  const { movies, tallies, repeats } = mergeImport(matchedEntries, stored, now);
  const others = restored(read.files.find(({ other }) => other !== null)?.other ?? {}, stored, now);
  const begins = movies.ratings.size > 0 || read.files.some(({ other }) => other?.onboarded === true);
  const elsewhere = matchedEntries.filter(({ movieId }) => !library.indexOf.has(movieId));
  const change: PersonChange = {
    ...{ ...movies, ...others, movies: named(elsewhere) },
    onboarded: begins && !stored.onboarded ? true : null,
  };
  const review: ImportPreview = {
    files: read.files.map(({ name, service }) => ({ name, service })),
    rows: read.files.reduce((sum, { rows }) => sum + rows, 0),
    ...{ tallies, repeats, leftOut },
    elsewhere: elsewhere.length,
    beside: otherDataIn(change),
    changes: movies.ratings.size + movies.marks.size + movies.skipped.size + otherDataIn(change).length,
    passedOver: read.passedOver,
    refused: read.refused,
  };
  return { review, change };
}

/** What films are called that this data set lacks, so that they can be listed. */
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

/** From what is stored now, as another tab would. */
async function takeOver(visit: Visit): Promise<void> {
  visit.stored = await visit.storage.loadPerson();
  visit.ranking.choose(visit.stored.rankedBy);
  visit.experiment.read(visit.stored.experiments);
  tellPerson(visit);
  refresh(visit, 'new');
  visit.showing.ask();
  visit.tabs.tell('person');
  visit.tabs.tell('experiments');
}

/** Everyone's ratings by half star. */
function everyoneOf({ library: { histograms } }: Visit): number[] {
  const counts = new Array<number>(10).fill(0);
  for (let at = 0; at < histograms.length; at++) counts[at % 10] += histograms[at];
  return counts;
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
