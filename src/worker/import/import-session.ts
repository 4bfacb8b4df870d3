import { Problem, reportOf } from '../../base/problem.ts';
import type { Movie } from '../../dataset/dataset.ts';
import type { ReadExports } from '../../dataset/exports/entry.ts';
import type { Beside, BringCommand, BroughtFile, BroughtReview } from '../../protocol/import-messages.ts';
import type { Command } from '../../protocol/messages.ts';
import type { PersonChange, PersonUndo } from '../../storage/person/person-transaction.ts';
import { refresh, tellPerson, type Visit } from '../session/session-context.ts';
import { backedUp, restored } from './export-backup.ts';
import { type Claim, type Claims, claimsIn } from './match-entries.ts';
import { mergeBrought } from './merge-import.ts';

/** What a person brings from elsewhere: read, reviewed, then kept or forgotten. */
export interface Bringing {
  perform(visit: Visit, command: BringCommand): Promise<void>;
}

/** What was read and waits for the person's word. */
interface Held {
  readonly read: ReadExports;
  readonly claims: Claims;
}

const types: Readonly<Record<BringCommand['type'], true>> = {
  bringIn: true,
  acceptBrought: true,
  dropBrought: true,
  undoBrought: true,
  backUp: true,
};

export function isBringCommand(command: Command): command is BringCommand {
  return Object.hasOwn(types, command.type);
}

/** @param offer offers a data set, which is none of a person's exports */
export function createBringing(offer: (name: string, bytes: Uint8Array<ArrayBuffer>) => void): Bringing {
  let held: Held | null = null;
  let undo: PersonUndo | null = null;

  async function bringIn(visit: Visit, files: readonly BroughtFile[]): Promise<void> {
    held = null;
    const { own, datasets, refused } = await sorted(files);
    if (own.length === 0 && datasets.length === 1 && refused.length === 0) {
      visit.emit({ type: 'broughtDataset' });
      return offer(datasets[0].name, datasets[0].bytes);
    }
    const read = await readBrought(own, [...refused, ...datasets.map(notAlone)], everyoneOf(visit));
    if (read.files.length === 0) {
      return visit.emit({ type: 'bringRefused', problem: read.refused.at(0) ?? reportOf(nothing()) });
    }
    held = { read, claims: claimsIn(read, visit.library) };
    visit.emit({ type: 'broughtIn', review: (await reviewed(held, visit)).review });
  }

  async function accept(visit: Visit): Promise<void> {
    if (held === null) throw nothing();
    // Against what is kept now: another tab may have changed it since the review.
    const { review, change } = await reviewed(held, visit);
    undo = await visit.keeping.changePerson(change);
    held = null;
    await takeOver(visit);
    visit.emit({ type: 'broughtAdded', review });
  }

  async function takeBack(visit: Visit): Promise<void> {
    if (undo === null) throw nothing();
    await visit.keeping.takeBack(undo);
    undo = null;
    await takeOver(visit);
    visit.emit({ type: 'broughtUndone' });
  }

  return {
    async perform(visit, command) {
      try {
        switch (command.type) {
          case 'bringIn':
            return await bringIn(visit, command.files);
          case 'acceptBrought':
            return await accept(visit);
          case 'dropBrought':
            held = null;
            return;
          case 'undoBrought':
            return await takeBack(visit);
          case 'backUp':
            return visit.emit(backedUp(await visit.keeping.loadPerson(), visit.library, new Date()));
        }
      } catch (thrown) {
        visit.emit({ type: 'bringRefused', problem: reportOf(thrown) });
      }
    },
  };
}

/** A person's exports apart from data sets; the reader of archives comes when something is brought. */
async function sorted(files: readonly BroughtFile[]): Promise<{
  readonly own: readonly BroughtFile[];
  readonly datasets: readonly BroughtFile[];
  readonly refused: readonly Problem[];
}> {
  const { isDatasetArchive } = await import('../../dataset/exports/dataset-archive.ts');
  const sorted: { own: BroughtFile[]; datasets: BroughtFile[]; refused: Problem[] } = {
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

async function readBrought(
  files: readonly BroughtFile[],
  refused: readonly Problem[],
  everyone: readonly number[],
): Promise<ReadExports> {
  const { readExports } = await import('../../dataset/exports/read-exports.ts');
  const read = await readExports(files, everyone);
  return { ...read, refused: [...refused.map((problem) => problem.toReport()), ...read.refused] };
}

/** Against what is stored, which also has what is recorded beside the session's own copy. */
async function reviewed({ read, claims: { claims, leftOut } }: Held, { keeping, library }: Visit) {
  const stored = await keeping.loadPerson();
  const now = Date.now();
  const { films, tallies, repeats } = mergeBrought(claims, stored, now);
  const others = restored(read.files.find(({ beside }) => beside !== null)?.beside ?? {}, stored, now);
  const begins = films.ratings.size > 0 || read.files.some(({ beside }) => beside?.onboarded === true);
  const elsewhere = claims.filter(({ movieId }) => !library.indexOf.has(movieId));
  const change: PersonChange = {
    ...{ ...films, ...others, films: named(elsewhere) },
    onboarded: begins && !stored.onboarded ? true : null,
  };
  const review: BroughtReview = {
    files: read.files.map(({ name, service }) => ({ name, service })),
    rows: read.files.reduce((sum, { rows }) => sum + rows, 0),
    ...{ tallies, repeats, leftOut },
    elsewhere: elsewhere.length,
    beside: besideIn(change),
    changes: films.ratings.size + films.marks.size + films.skipped.size + besideIn(change).length,
    passedOver: read.passedOver,
    refused: read.refused,
  };
  return { review, change };
}

/** What films are called that this data set lacks, so that they can be listed. */
function named(claims: readonly Claim[]): Movie[] {
  return claims.flatMap(({ movieId, entry: { titles, year } }) =>
    titles.length === 0 ? [] : [{ id: movieId, title: titles[0], year, genres: [] }],
  );
}

function besideIn(change: PersonChange): Beside[] {
  const single = (['genres', 'wishes', 'rankedBy', 'trainingSettings'] as const).filter(
    (name) => change[name] !== null,
  );
  return change.experiments.length > 0 ? [...single, 'experiments'] : single;
}

/** From what is stored now, as another tab would. */
async function takeOver(visit: Visit): Promise<void> {
  visit.stored = await visit.keeping.loadPerson();
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

function notAlone({ name }: BroughtFile): Problem {
  return new Problem(
    'file-unknown',
    `${name} is a MovieLens data set: films and ratings of many people.`,
    'Drop it alone to use it in place of the films that are loaded.',
  );
}

function nothing(): Problem {
  return new Problem('unexpected', 'There is nothing here to add or take back.', 'Drop the file again.');
}
