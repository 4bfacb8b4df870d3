import type { Movie } from '../../dataset/dataset.ts';
import { type BackedUp, backupText, nameOf } from '../../dataset/exports/backup.ts';
import type { ImportEvent } from '../../protocol/import-messages.ts';
import { encodeList } from '../../storage/person/experiment-schema.ts';
import { changeNamed } from '../../storage/person/person-entries.ts';
import type { StoredPerson } from '../../storage/person/stored-person.ts';
import type { Catalogue } from '../session/catalogue.ts';

/** What a back-up needs of the data set: the titles of the movies. */
interface BackupCatalogue extends Pick<Catalogue, 'indexOf'> {
  readonly dataset: Pick<Catalogue['dataset'], 'name' | 'movies'>;
}

/** For a back-up without a data set: it names the movies by their ids, and where the person's own records have titles, by these. */
export const noCatalogue: BackupCatalogue = { indexOf: new Map(), dataset: { name: '', movies: [] } };

/** Everything of the person in one file. The model is not in it, since it can be trained again. */
export function backupOf(
  person: StoredPerson,
  { dataset, indexOf }: BackupCatalogue,
  now: Date,
): Extract<ImportEvent, { type: 'backedUp' }> {
  const movies: BackedUp[] = [
    ...[...person.ratings].map(([movieId, { stars, at }]) => ({
      movieId,
      at: Math.round(at),
      opinion: { kind: 'rating' as const, stars },
    })),
    ...[...person.marks].map(([movieId, { mark, at }]) => ({
      movieId,
      at: Math.round(at),
      opinion: { kind: mark },
    })),
    ...[...person.skipped].map((movieId) => ({
      movieId,
      at: null,
      opinion: { kind: 'skipped' as const },
    })),
  ];
  const { genres, listSettings, rankedBy, trainingSettings, experiments, onboarded } = person;
  const madeAt = now.toISOString();
  const movieOf = (movieId: number) =>
    dataset.movies.at(indexOf.get(movieId) ?? dataset.movies.length) ?? person.movies.get(movieId);
  const text = backupText(movies, movieOf, {
    madeAt,
    dataset: dataset.name,
    genres,
    rankedBy,
    trainingSettings,
    onboarded,
    wishes: listSettings,
    changed: changesOf(person, movieOf),
    waiting: [...person.waiting.values()],
    lists: [...person.namedLists].map(([name, list]) => ({ name, ...list })),
    corrections: Object.fromEntries(person.corrections),
    guests: Object.fromEntries(person.guests),
    experiments: experiments.map(({ lists, ...rest }) => ({ ...rest, lists: lists.map(encodeList) })),
  });
  return { type: 'backedUp', name: `matinee-backup-${madeAt.slice(0, 10)}.json`, text };
}

/**
 * When things were removed, or changed that do not hold their time themselves. A movie is named, so that it is found in a
 * data set with other ids, too.
 */
function changesOf(person: StoredPerson, movieOf: (movieId: number) => Movie | undefined): unknown[] {
  const heldTime = (what: string, movieId: number) =>
    what === 'rating' ? person.ratings.get(movieId)?.at : person.marks.get(movieId)?.at;
  return [...person.changed].flatMap(([name, at]) => {
    const { what, of } = changeNamed(name);
    if (of === null) return [{ what, at }];
    if (typeof of === 'string') return [{ what, of, at }];
    const held = what === 'skipped' ? undefined : heldTime(what, of);
    return held !== undefined && held >= at ? [] : [{ what, movieId: of, ...nameOf(movieOf(of)), at }];
  });
}
