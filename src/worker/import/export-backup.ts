import { parseOrNull } from '../../base/schemas.ts';
import { type BackedUp, backupText } from '../../dataset/exports/backup.ts';
import type { ImportEvent } from '../../protocol/import-messages.ts';
import { defaultListSettings } from '../../protocol/list-settings.ts';
import {
  type ExperimentRecord,
  encodeList,
  experimentRecordSchema,
} from '../../storage/person/experiment-schema.ts';
import {
  genresSchema,
  listSettingsSchema,
  recommenderSchema,
  trainingSettingsSchema,
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
    madeAt,
    dataset: dataset.name,
    genres,
    rankedBy,
    trainingSettings,
    onboarded,
    wishes: listSettings,
    experiments: experiments.map(({ lists, ...rest }) => ({ ...rest, lists: lists.map(encodeList) })),
  });
  return { type: 'backedUp', name: `matinee-backup-${madeAt.slice(0, 10)}.json`, text };
}

/** What a back-up holds besides movies, except for settings that the person has changed since. */
export function restored(
  other: Readonly<Record<string, unknown>>,
  person: StoredPerson,
  now: number,
): Pick<PersonChange, 'genres' | 'listSettings' | 'rankedBy' | 'trainingSettings' | 'experiments'> {
  const genres = parseOrNull(genresSchema, other.genres);
  const listSettings = parseOrNull(listSettingsSchema, other.wishes);
  const rankedBy = parseOrNull(recommenderSchema, other.rankedBy);
  const trainingSettings = parseOrNull(trainingSettingsSchema, other.trainingSettings);
  const hasDefaults = JSON.stringify(person.listSettings) === JSON.stringify(defaultListSettings);
  const areDefaults = JSON.stringify(listSettings) === JSON.stringify(defaultListSettings);
  return {
    genres: person.genres.length === 0 && genres?.length !== 0 ? genres : null,
    listSettings: hasDefaults && !areDefaults ? listSettings : null,
    rankedBy: person.rankedBy === 'hybrid' && rankedBy !== 'hybrid' ? rankedBy : null,
    trainingSettings: person.trainingSettings === null ? trainingSettings : null,
    experiments: newExperiments(other.experiments, person, now),
  };
}

/** Experiments of a back-up that are not here yet. Only one runs at a time: a second one is stopped. */
function newExperiments(value: unknown, { experiments }: StoredPerson, now: number): ExperimentRecord[] {
  let isRunning = experiments.some(({ stoppedAt }) => stoppedAt === null);
  const known = new Set(experiments.map(({ id }) => id));
  const added: ExperimentRecord[] = [];
  for (const one of Array.isArray(value) ? value : []) {
    const experiment = parseOrNull(experimentRecordSchema, one);
    if (experiment === null || known.has(experiment.id)) continue;
    const stoppedAt = experiment.stoppedAt ?? (isRunning ? now : null);
    isRunning ||= stoppedAt === null;
    known.add(experiment.id);
    added.push({ ...experiment, stoppedAt });
  }
  return added;
}
