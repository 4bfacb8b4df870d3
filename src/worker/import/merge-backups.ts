/** Merges back-ups of other devices with the person here: of everything, the later change stays. */
import type { ReadFile } from '../../dataset/exports/entry.ts';
import type { ImportPreview, MergeCounts, Tally } from '../../protocol/import-messages.ts';
import { isSameValue, type MergedPerson, mergePersons } from '../../storage/person/merge-persons.ts';
import { noChange, type PersonChange, type RemovedRecord } from '../../storage/person/person-transaction.ts';
import type { StoredPerson } from '../../storage/person/stored-person.ts';
import type { MatchedEntries, MatchedEntry, Matcher, MatchingCatalogue } from './match-entries.ts';
import { noTallies } from './merge-import.ts';
import { newExperiments, personIn } from './read-backup.ts';

/** The person after the back-ups, and how it differs from what is stored. */
export interface MergedBackups extends Pick<ImportPreview, 'tallies' | 'repeats'> {
  readonly person: StoredPerson;
  readonly change: PersonChange;
  /** The movies of each back-up. */
  readonly matches: readonly MatchedEntries[];
  /** Null without a back-up. */
  readonly counts: MergeCounts | null;
}

/**
 * Merges back-ups with what is stored. Their order does not matter.
 * @param find matches the entries of files
 * @param now milliseconds since 1970
 */
export async function mergeBackups(
  backups: readonly ReadFile[],
  find: (files: readonly ReadFile[]) => Promise<MatchedEntries>,
  matcher: Matcher,
  catalogue: MatchingCatalogue,
  stored: StoredPerson,
  now: number,
): Promise<MergedBackups> {
  const tallies = noTallies();
  let repeats = 0;
  let person = stored;
  const experiments = [...stored.experiments];
  const matches: MatchedEntries[] = [];
  for (const file of backups) {
    const matched = await find([file]);
    matches.push(matched);
    const theirs = personIn(file, matched, matcher, catalogue, person, now);
    const merged = { ...person, ...mergePersons(person, theirs) };
    repeats += countRows(matched.matchedEntries, [person, theirs, merged], tallies);
    experiments.push(...newExperiments(file.other ?? {}, { ...person, experiments }, now));
    person = merged;
  }
  const fresh = experiments.slice(stored.experiments.length);
  const change = backups.length === 0 ? noChange : { ...changeTo(stored, person), experiments: fresh };
  const counts = backups.length === 0 ? null : counted(stored, person);
  return { person, change, matches, tallies, repeats, counts };
}

/** Counts each entry by what becomes of it. @returns the number of entries that say nothing more than another */
function countRows(
  entries: readonly MatchedEntry[],
  [mine, theirs, merged]: readonly [MergedPerson, MergedPerson, MergedPerson],
  tallies: ReturnType<typeof noTallies>,
): number {
  const seen = new Set<string>();
  const count = (kind: keyof typeof tallies, standing: keyof Tally) => {
    tallies[kind] = { ...tallies[kind], [standing]: tallies[kind][standing] + 1 };
  };
  for (const { movieId, entry } of entries) {
    const { opinion } = entry;
    const { kind } = opinion;
    const isMark = kind !== 'rating' && kind !== 'skipped' && kind !== 'listed';
    const key = `${isMark ? 'mark' : kind} ${movieId} ${kind === 'listed' ? opinion.list : ''}`;
    if (seen.has(key)) continue;
    seen.add(key);
    if (kind === 'listed') {
      const isHere = mine.namedLists.get(opinion.list)?.movieIds.includes(movieId) ?? false;
      count(kind, isHere ? 'same' : 'fresh');
    } else if (kind === 'skipped') {
      const isSkipped = merged.skipped.has(movieId);
      count(kind, mine.skipped.has(movieId) ? (isSkipped ? 'same' : 'older') : isSkipped ? 'fresh' : 'older');
    } else if (kind === 'rating') {
      const stars = ({ ratings }: MergedPerson) => ratings.get(movieId)?.stars;
      count(kind, standingOf(stars(mine), stars(theirs), stars(merged)));
    } else {
      const mark = ({ marks }: MergedPerson) => marks.get(movieId)?.mark;
      count(mark(theirs) ?? kind, standingOf(mark(mine), mark(theirs), mark(merged)));
    }
  }
  return entries.length - seen.size;
}

function standingOf<T>(mine: T | undefined, theirs: T | undefined, merged: T | undefined): keyof Tally {
  if (mine === theirs) return 'same';
  if (merged !== theirs) return 'older';
  return mine === undefined ? 'fresh' : 'newer';
}

/** What leads from a person to another. */
function changeTo(before: StoredPerson, after: StoredPerson): PersonChange {
  const setting = <K extends 'genres' | 'listSettings' | 'rankedBy'>(name: K) =>
    isSameValue(before[name], after[name]) ? null : after[name];
  const isTrainedOtherwise = !isSameValue(before.trainingSettings, after.trainingSettings);
  const removed: RemovedRecord[] = [
    ...gone(before.ratings, after.ratings).map((movieId) => ({ what: 'rating' as const, movieId })),
    ...gone(before.marks, after.marks).map((movieId) => ({ what: 'mark' as const, movieId })),
    ...gone(before.skipped, after.skipped).map((movieId) => ({ what: 'skipped' as const, movieId })),
  ];
  if (isTrainedOtherwise && after.trainingSettings === null) removed.push({ what: 'trainingSettings' });
  return {
    ...noChange,
    ratings: differing(before.ratings, after.ratings),
    marks: differing(before.marks, after.marks),
    skipped: new Set([...after.skipped].filter((movieId) => !before.skipped.has(movieId))),
    namedLists: differing(before.namedLists, after.namedLists),
    waiting: withGone(before.waiting, after.waiting),
    corrections: withGone(before.corrections, after.corrections),
    guests: withGone(before.guests, after.guests),
    changed: differing(before.changed, after.changed),
    removed,
    genres: setting('genres'),
    listSettings: setting('listSettings'),
    rankedBy: setting('rankedBy'),
    trainingSettings: isTrainedOtherwise ? after.trainingSettings : null,
  };
}

interface Keyed<K> {
  has(key: K): boolean;
  keys(): Iterable<K>;
}

function gone<K>(before: Keyed<K>, after: Keyed<K>): K[] {
  return [...before.keys()].filter((key) => !after.has(key));
}

function differing<K, T>(before: ReadonlyMap<K, T>, after: ReadonlyMap<K, T>): Map<K, T> {
  return new Map([...after].filter(([key, value]) => !isSameValue(before.get(key), value)));
}

function withGone<T>(before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>): Map<string, T | null> {
  return new Map<string, T | null>([
    ...differing(before, after),
    ...gone(before, after).map((key) => [key, null] as const),
  ]);
}

function counted(before: StoredPerson, after: StoredPerson): MergeCounts {
  const [mine, merged] = [before, after].map(opinionsOf);
  const counts = { added: 0, changed: 0, removed: 0, unchanged: 0 };
  for (const [key, value] of merged) {
    const old = mine.get(key);
    counts[old === undefined ? 'added' : old === value ? 'unchanged' : 'changed']++;
  }
  for (const key of mine.keys()) if (!merged.has(key)) counts.removed++;
  return counts;
}

/** Everything that a person said of movies. */
function opinionsOf({ ratings, marks, skipped, namedLists, waiting }: StoredPerson): Map<string, unknown> {
  return new Map<string, unknown>([
    ...[...ratings].map(([movieId, { stars }]) => [`rating ${movieId}`, stars] as const),
    ...[...marks].map(([movieId, { mark }]) => [`mark ${movieId}`, mark] as const),
    ...[...skipped].map((movieId) => [`skipped ${movieId}`, true] as const),
    ...[...namedLists].flatMap(([name, { movieIds }]) =>
      movieIds.map((movieId) => [`listed ${movieId} ${name}`, true] as const),
    ),
    ...[...waiting].map(([key, { rows }]) => [`waiting ${key}`, JSON.stringify(rows)] as const),
  ]);
}
