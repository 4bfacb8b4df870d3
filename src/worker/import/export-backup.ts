import * as v from 'valibot';
import { parseOrNull } from '../../base/schemas.ts';
import { type BackedUp, backupText } from '../../dataset/exports/backup.ts';
import { entryOf, type ImportedEntry } from '../../dataset/exports/entry.ts';
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
import { correctionSchema, namedListSchema, waitingSchema } from '../../storage/person/waiting-schema.ts';
import type { Catalogue } from '../session/catalogue.ts';
import { entriesOf } from './stored-rows.ts';

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
    waiting: [...person.waiting.values()],
    lists: [...person.namedLists].map(([name, list]) => ({ name, ...list })),
    corrections: Object.fromEntries(person.corrections),
    experiments: experiments.map(({ lists, ...rest }) => ({ ...rest, lists: lists.map(encodeList) })),
  });
  return { type: 'backedUp', name: `matinee-backup-${madeAt.slice(0, 10)}.json`, text };
}

/** What a back-up holds besides movies, except for settings that the person has changed since. */
export function restored(
  other: Readonly<Record<string, unknown>>,
  person: StoredPerson,
  now: number,
): Pick<
  PersonChange,
  'genres' | 'listSettings' | 'rankedBy' | 'trainingSettings' | 'experiments' | 'corrections'
> {
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
    corrections: newCorrections(other.corrections, person),
    experiments: newExperiments(other.experiments, person, now),
  };
}

/** What a back-up holds of movies that wait and of named lists, as rows: they are matched like those of any file. */
export function backedUpRows({ waiting, lists }: Readonly<Record<string, unknown>>): ImportedEntry[] {
  const waitingMovies = Array.isArray(waiting) ? waiting : [];
  const namedLists = Array.isArray(lists) ? lists : [];
  return [
    ...waitingMovies.flatMap((movie) => {
      const read = parseOrNull(waitingSchema, movie);
      return read === null ? [] : entriesOf(read);
    }),
    ...namedLists.flatMap((list) => {
      const read = parseOrNull(backedUpListSchema, list);
      if (read === null) return [];
      const opinion = { kind: 'listed', list: read.name } as const;
      return read.movieIds.map((movieId) => entryOf({ movieId, titles: [], opinion }));
    }),
  ];
}

const backedUpListSchema = v.intersect([v.object({ name: v.string() }), namedListSchema]);
const correctionsSchema = v.record(v.string(), correctionSchema);

/** Corrections of a back-up for rows that have none here. */
function newCorrections(value: unknown, { corrections }: StoredPerson): Map<string, number> {
  const read = Object.entries(parseOrNull(correctionsSchema, value) ?? {});
  return new Map(read.filter(([key]) => !corrections.has(key)));
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
