import { type BackedUp, backupText } from '../../dataset/exports/backup.ts';
import type { BringEvent } from '../../protocol/import-messages.ts';
import { noWishes } from '../../protocol/list-settings.ts';
import { isExperiment, isList, type KeptExperiment } from '../../storage/person/experiment-schema.ts';
import {
  isGenres,
  isRecommender,
  isRecord,
  trainingSettingsFrom,
  wishesFrom,
} from '../../storage/person/person-schema.ts';
import type { StoredPerson } from '../../storage/person/person-store.ts';
import type { PersonChange } from '../../storage/person/person-transaction.ts';
import type { Library } from '../session/catalogue.ts';

/** Everything of the person as one file. The model is not in it: it is computed again. */
export function backedUp(
  person: StoredPerson,
  { dataset, indexOf }: Library,
  now: Date,
): Extract<BringEvent, { type: 'backedUp' }> {
  const films: BackedUp[] = [
    ...[...person.ratings].map(([movieId, { stars, at }]) => ({
      ...{ movieId, at: Math.round(at) },
      saying: { kind: 'rating' as const, stars },
    })),
    ...[...person.marks].map(([movieId, { mark, at }]) => ({
      ...{ movieId, at: Math.round(at) },
      saying: { kind: mark },
    })),
    ...[...person.skipped].map((movieId) => ({
      ...{ movieId, at: null },
      saying: { kind: 'skipped' as const },
    })),
  ];
  const { genres, wishes, rankedBy, trainingSettings, experiments, onboarded } = person;
  const madeAt = now.toISOString();
  const movieOf = (movieId: number) =>
    dataset.movies.at(indexOf.get(movieId) ?? dataset.movies.length) ?? person.films.get(movieId);
  const text = backupText(films, movieOf, {
    ...{ madeAt, dataset: dataset.name },
    ...{ genres, wishes, rankedBy, trainingSettings, experiments, onboarded },
  });
  return { type: 'backedUp', name: `matinee-backup-${madeAt.slice(0, 10)}.json`, text };
}

/** What a back-up brings beside films, where the person has not chosen otherwise since. */
export function restored(
  beside: Readonly<Record<string, unknown>>,
  person: StoredPerson,
  now: number,
): Pick<PersonChange, 'genres' | 'wishes' | 'rankedBy' | 'trainingSettings' | 'experiments'> {
  const wishes = wishesFrom(beside.wishes);
  const isPlain = JSON.stringify(person.wishes) === JSON.stringify(noWishes);
  const isOwn = JSON.stringify(wishes) !== JSON.stringify(noWishes);
  const { genres, rankedBy } = beside;
  return {
    genres: isGenres(genres) && genres.length > 0 && person.genres.length === 0 ? genres : null,
    wishes: isPlain && isOwn ? wishes : null,
    rankedBy:
      isRecommender(rankedBy) && rankedBy !== 'hybrid' && person.rankedBy === 'hybrid' ? rankedBy : null,
    trainingSettings: person.trainingSettings === null ? trainingSettingsFrom(beside.trainingSettings) : null,
    experiments: experimentsIn(beside.experiments, person, now),
  };
}

/** Those that are not here yet. Only one goes on at a time: a second one is over. */
function experimentsIn(value: unknown, { experiments }: StoredPerson, now: number): KeptExperiment[] {
  let isRunning = experiments.some(({ stoppedAt }) => stoppedAt === null);
  const known = new Set(experiments.map(({ id }) => id));
  const brought: KeptExperiment[] = [];
  for (const one of Array.isArray(value) ? value : []) {
    const lists: unknown = isRecord(one) ? one.lists : null;
    if (!isExperiment(one) || !Array.isArray(lists) || !lists.every(isList) || known.has(one.id)) continue;
    const { id, a, b, folded } = one;
    const stoppedAt = one.stoppedAt ?? (isRunning ? now : null);
    isRunning ||= stoppedAt === null;
    known.add(id);
    brought.push({ id, a, b, stoppedAt, folded, lists });
  }
  return brought;
}
