/** What a back-up says of the person, by the movies of this data set. */
import * as v from 'valibot';
import { countSchema, parseOrNull, timeSchema } from '../../base/schemas.ts';
import { entryOf, type ImportedEntry, type ReadFile } from '../../dataset/exports/entry.ts';
import { rowKeys } from '../../dataset/exports/row-keys.ts';
import { defaultListSettings } from '../../protocol/list-settings.ts';
import { type ExperimentRecord, experimentRecordSchema } from '../../storage/person/experiment-schema.ts';
import { guestSchema, type StoredGuest } from '../../storage/person/guest-schema.ts';
import { isSameValue, type MergedPerson } from '../../storage/person/merge-persons.ts';
import { changedName, changedSchema } from '../../storage/person/person-entries.ts';
import {
  genresSchema,
  listSettingsSchema,
  recommenderSchema,
  type StoredMark,
  type StoredRating,
  trainingSettingsSchema,
} from '../../storage/person/person-schema.ts';
import type { StoredPerson } from '../../storage/person/stored-person.ts';
import { correctionSchema, namedListSchema, waitingSchema } from '../../storage/person/waiting-schema.ts';
import type { MatchedEntries, Matcher, MatchingCatalogue } from './match-entries.ts';
import { entriesOf } from './stored-rows.ts';
import { storedWaiting } from './waiting-rows.ts';

type Other = Readonly<Record<string, unknown>>;
/** When things were changed, by `changedName`. */
type Changed = Map<string, number>;

const nothing: Other = {};
const backedUpListSchema = v.intersect([v.object({ name: v.string() }), namedListSchema]);
const correctionsSchema = v.record(v.string(), correctionSchema);
const guestsSchema = v.record(v.string(), v.unknown());
const changeSchema = v.object({
  what: changedSchema,
  /** The key of a row, or the name of a list. */
  of: v.optional(v.string()),
  movieId: v.optional(v.pipe(countSchema, v.minValue(1))),
  title: v.optional(v.string()),
  year: v.optional(v.nullable(v.pipe(v.number(), v.integer()))),
  at: timeSchema,
});
type Change = v.InferOutput<typeof changeSchema>;

/**
 * What a back-up holds of movies that wait and of named lists, as rows: they are matched like those of any file. Rows that
 * were removed or placed here later than in the back-up are left out.
 */
export function backedUpRows({ other }: ReadFile, mine: StoredPerson): ImportedEntry[] {
  const { waiting, lists } = other ?? nothing;
  const theirs = new Map(changesIn(other ?? nothing).map(({ what, of, at }) => [`${what} ${of}`, at]));
  const isGone = (entry: ImportedEntry) => {
    const [key] = rowKeys(entry);
    const name = changedName('waiting', key ?? '');
    return !mine.waiting.has(key ?? '') && (mine.changed.get(name) ?? -1) > (theirs.get(name) ?? 0);
  };
  return [
    ...arrayOf(waiting)
      .flatMap((movie) => {
        const read = parseOrNull(waitingSchema, movie);
        return read === null ? [] : entriesOf(read);
      })
      .filter((entry) => !isGone(entry)),
    ...arrayOf(lists).flatMap((list) => {
      const read = parseOrNull(backedUpListSchema, list);
      if (read === null) return [];
      const opinion = { kind: 'listed', list: read.name } as const;
      return read.movieIds.map((movieId) => entryOf({ movieId, titles: [], opinion, at: read.at }));
    }),
  ];
}

/**
 * The person of a back-up.
 * @param matched the entries of the back-up, with the movies that they are about
 * @param mine the person here: a back-up that has no times changes nothing that was chosen here
 * @param now milliseconds since 1970, for ratings without a date
 */
export function personIn(
  { other }: ReadFile,
  matched: MatchedEntries,
  { find }: Matcher,
  { dataset, indexOf }: MatchingCatalogue,
  mine: MergedPerson,
  now: number,
): MergedPerson {
  const data = other ?? nothing;
  const changed = new Map<string, number>();
  for (const change of changesIn(data)) {
    const { what, of, movieId, title, year = null, at } = change;
    if (movieId === undefined) changed.set(changedName(what, of ?? null), at);
    else {
      const titles = title === undefined ? [] : [title];
      const found = find({ movieId, imdb: null, tmdb: null, titles, year });
      const id = typeof found === 'number' ? dataset.movies[found].id : indexOf.has(movieId) ? null : movieId;
      if (id !== null) setLater(changed, changedName(what, id), at);
    }
  }
  return {
    ...opinionsIn(matched, mine, now),
    waiting: new Map(matched.waiting.map((movie) => [movie.key, storedWaiting(movie, undefined)])),
    guests: guestsIn(data),
    onboarded: data.onboarded === true,
    ...(Array.isArray(data.changed) ? chosenIn(data) : chosenOnceIn(data, mine, changed)),
    changed,
  };
}

/** Experiments of a back-up that are not here yet. Only one runs at a time: a second one is stopped. */
export function newExperiments(
  { experiments: value }: Other,
  { experiments }: StoredPerson,
  now: number,
): ExperimentRecord[] {
  let isRunning = experiments.some(({ stoppedAt }) => stoppedAt === null);
  const known = new Set(experiments.map(({ id }) => id));
  const added: ExperimentRecord[] = [];
  for (const one of arrayOf(value)) {
    const experiment = parseOrNull(experimentRecordSchema, one);
    if (experiment === null || known.has(experiment.id)) continue;
    const stoppedAt = experiment.stoppedAt ?? (isRunning ? now : null);
    isRunning ||= stoppedAt === null;
    known.add(experiment.id);
    added.push({ ...experiment, stoppedAt });
  }
  return added;
}

type Opinions = Pick<MergedPerson, 'ratings' | 'marks' | 'skipped' | 'namedLists'>;

/** Where several entries are about one movie, the latest stays. */
function opinionsIn({ matchedEntries }: MatchedEntries, mine: MergedPerson, now: number): Opinions {
  const ratings = new Map<number, StoredRating>();
  const marks = new Map<number, StoredMark>();
  const skipped = new Set<number>();
  const lists = new Map<string, { readonly movieIds: Set<number>; readonly at: number }>();
  for (const { movieId, entry } of matchedEntries) {
    const { opinion } = entry;
    switch (opinion.kind) {
      case 'skipped':
        skipped.add(movieId);
        break;
      case 'listed': {
        const { movieIds = new Set<number>(), at = 0 } = lists.get(opinion.list) ?? {};
        lists.set(opinion.list, { movieIds: movieIds.add(movieId), at: Math.max(at, entry.at ?? 0) });
        break;
      }
      case 'rating': {
        // Without a date nothing is known to be later than what is here.
        const at = entry.at ?? (mine.ratings.has(movieId) ? 0 : now);
        if (at >= (ratings.get(movieId)?.at ?? 0)) ratings.set(movieId, { stars: opinion.stars, at });
        break;
      }
      default: {
        const at = entry.at ?? (mine.marks.has(movieId) ? 0 : now);
        if (at >= (marks.get(movieId)?.at ?? 0)) marks.set(movieId, { mark: opinion.kind, at });
      }
    }
  }
  const namedLists = new Map(
    [...lists].map(([name, { movieIds, at }]) => [name, { movieIds: [...movieIds], at }]),
  );
  return { ratings, marks, skipped, namedLists };
}

type Chosen = Pick<MergedPerson, 'genres' | 'listSettings' | 'rankedBy' | 'trainingSettings' | 'corrections'>;

/** Settings and corrections of a back-up with times. */
function chosenIn(data: Other): Chosen {
  return {
    genres: parseOrNull(genresSchema, data.genres) ?? [],
    listSettings: parseOrNull(listSettingsSchema, data.wishes) ?? defaultListSettings,
    rankedBy: parseOrNull(recommenderSchema, data.rankedBy) ?? 'hybrid',
    trainingSettings: parseOrNull(trainingSettingsSchema, data.trainingSettings),
    corrections: new Map(Object.entries(parseOrNull(correctionsSchema, data.corrections) ?? {})),
  };
}

const presets = { genres: [], listSettings: defaultListSettings, rankedBy: 'hybrid', trainingSettings: null };

/** Those of a back-up of version 1, which has no times: only what nobody has chosen here is taken. */
function chosenOnceIn(data: Other, mine: MergedPerson, changed: Changed): Chosen {
  const theirs = chosenIn(data);
  const isFree = (name: keyof typeof presets) =>
    isSameValue(mine[name], presets[name]) && !isSameValue(theirs[name], presets[name]);
  for (const name of ['genres', 'listSettings', 'rankedBy', 'trainingSettings'] as const)
    changed.set(name, (mine.changed.get(name) ?? -1) + (isFree(name) ? 1 : 0));
  return {
    genres: isFree('genres') ? theirs.genres : mine.genres,
    listSettings: isFree('listSettings') ? theirs.listSettings : mine.listSettings,
    rankedBy: isFree('rankedBy') ? theirs.rankedBy : mine.rankedBy,
    trainingSettings: isFree('trainingSettings') ? theirs.trainingSettings : mine.trainingSettings,
    corrections: new Map([...theirs.corrections].filter(([key]) => !mine.corrections.has(key))),
  };
}

/** Guests who were kept; one that cannot be read costs the others nothing. */
function guestsIn({ guests }: Other): Map<string, StoredGuest> {
  return new Map(
    Object.entries(parseOrNull(guestsSchema, guests) ?? {}).flatMap(([id, one]) => {
      const guest = parseOrNull(guestSchema, one);
      return guest === null ? [] : [[id, guest] as const];
    }),
  );
}

function changesIn({ changed }: Other): Change[] {
  return arrayOf(changed).flatMap((one) => parseOrNull(changeSchema, one) ?? []);
}

function setLater(changed: Changed, name: string, at: number): void {
  changed.set(name, Math.max(changed.get(name) ?? -1, at));
}

function arrayOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
