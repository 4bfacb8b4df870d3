import { isRecord } from '../../base/is-record.ts';
import { type BackedUp, backupText } from '../../dataset/exports/backup.ts';
import type { ImportEvent } from '../../protocol/import-messages.ts';
import { defaultListSettings } from '../../protocol/list-settings.ts';
import {
  type ExperimentRecord,
  isExperiment,
  listFrom,
  storedListOf,
} from '../../storage/person/experiment-schema.ts';
import {
  isGenres,
  isRecommender,
  listSettingsFrom,
  trainingSettingsFrom,
} from '../../storage/person/person-schema.ts';
import type { StoredPerson } from '../../storage/person/person-store.ts';
import type { PersonChange } from '../../storage/person/person-transaction.ts';
import type { Library } from '../session/catalogue.ts';

/** Everything of the person in one file. The model is not in it, since it can be trained again. */
export function backupOf(
  person: StoredPerson,
  { dataset, indexOf }: Library,
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
    ...{ madeAt, dataset: dataset.name },
    ...{ genres, rankedBy, trainingSettings, onboarded },
    wishes: listSettings,
    experiments: experiments.map(({ lists, ...rest }) => ({ ...rest, lists: lists.map(storedListOf) })),
  });
  return { type: 'backedUp', name: `matinee-backup-${madeAt.slice(0, 10)}.json`, text };
}

/** What a back-up holds besides movies, where the person has not chosen otherwise since. */
export function restored(
  beside: Readonly<Record<string, unknown>>,
  person: StoredPerson,
  now: number,
): Pick<PersonChange, 'genres' | 'listSettings' | 'rankedBy' | 'trainingSettings' | 'experiments'> {
  const listSettings = listSettingsFrom(beside.wishes);
  const isPlain = JSON.stringify(person.listSettings) === JSON.stringify(defaultListSettings);
  const isOwn = JSON.stringify(listSettings) !== JSON.stringify(defaultListSettings);
  const { genres, rankedBy } = beside;
  return {
    genres: isGenres(genres) && genres.length > 0 && person.genres.length === 0 ? genres : null,
    listSettings: isPlain && isOwn ? listSettings : null,
    rankedBy:
      isRecommender(rankedBy) && rankedBy !== 'hybrid' && person.rankedBy === 'hybrid' ? rankedBy : null,
    trainingSettings: person.trainingSettings === null ? trainingSettingsFrom(beside.trainingSettings) : null,
    experiments: experimentsIn(beside.experiments, person, now),
  };
}

/** Experiments of a back-up that are not here yet. Only one runs at a time: a second one is stopped. */
function experimentsIn(value: unknown, { experiments }: StoredPerson, now: number): ExperimentRecord[] {
  let isRunning = experiments.some(({ stoppedAt }) => stoppedAt === null);
  const known = new Set(experiments.map(({ id }) => id));
  const imported: ExperimentRecord[] = [];
  for (const one of Array.isArray(value) ? value : []) {
    const stored: unknown = isRecord(one) ? one.lists : null;
    const lists = Array.isArray(stored) ? stored.map(listFrom) : [null];
    if (!isExperiment(one) || !lists.every((list) => list !== null) || known.has(one.id)) continue;
    const { id, a, b, folded } = one;
    const stoppedAt = one.stoppedAt ?? (isRunning ? now : null);
    isRunning ||= stoppedAt === null;
    known.add(id);
    imported.push({ id, a, b, stoppedAt, folded, lists });
  }
  return imported;
}
