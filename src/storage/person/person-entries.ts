/** The layout of the person's database: which key holds what. Names are those that the first version stored. */

import * as v from 'valibot';
import { checksum } from '../../base/checksum.ts';
import { isRecord } from '../../base/is-record.ts';
import { oneOf, type Schema, timeSchema } from '../../base/schemas.ts';
import type { Movie } from '../../dataset/dataset.ts';
import type { TableMapping } from '../../dataset/exports/mapped-table.ts';
import { defaultListSettings, type ListSettings } from '../../protocol/list-settings.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import type { TrainingSettings } from '../../protocol/training-messages.ts';
import { SCHEMA_KEY } from '../database/schema.ts';
import {
  type ExperimentRecord,
  encodeList,
  experimentSchema,
  listSchema,
  type StoredExperiment,
  type StoredList,
} from './experiment-schema.ts';
import { guestSchema, type StoredGuest } from './guest-schema.ts';
import {
  genresSchema,
  listSettingsSchema,
  markSchema,
  namedMovieSchema,
  ratingSchema,
  recommenderSchema,
  type StoredMark,
  type StoredRating,
  trainingSettingsSchema,
} from './person-schema.ts';
import {
  correctionSchema,
  mappingSchema,
  namedListSchema,
  type StoredNamedList,
  type StoredWaiting,
  waitingSchema,
} from './waiting-schema.ts';

/** Key and value of one record. */
export type Entry = readonly [IDBValidKey, unknown];

/**
 * A record with a checksum of its key and fields, as it is stored. Lists, texts, numbers and flags have none: their schemas
 * alone notice damage. Earlier versions pass over the checksum, and what they write has none.
 */
export function sealed(key: IDBValidKey, value: unknown): unknown {
  return isRecord(value) ? { ...value, sum: sumOf(key, value) } : value;
}

function sumOf(key: IDBValidKey, value: Readonly<Record<string, unknown>>): number {
  return checksum(JSON.stringify([key, value]));
}

/** Whether a record is as it was written, as far as it has a checksum. */
function isSound([key, value]: Entry): boolean {
  if (!isRecord(value) || !('sum' in value)) return true;
  const { sum, ...fields } = value;
  return sum === sumOf(key, fields);
}

/** The first part of the keys of damaged records that were set aside. */
const SET_ASIDE = 'setAside';

/** Where a damaged record is kept, so that nothing takes its place. @param at milliseconds since 1970 */
export function setAsideKey(key: IDBValidKey, at: number): IDBValidKey {
  return [SET_ASIDE, at, ...(Array.isArray(key) ? key : [key])];
}

/** The key of a record that was set aside; null for all others. */
export function keyOfSetAside(key: IDBValidKey): IDBValidKey | null {
  if (!Array.isArray(key) || key[0] !== SET_ASIDE) return null;
  const [, , ...parts] = key;
  return parts.length === 1 ? parts[0] : parts;
}

/** The settings of the person, each under a key of its own. */
export interface PersonSettings {
  /** Genres that the person picked. */
  readonly genres: readonly string[];
  readonly listSettings: ListSettings;
  /** The recommender that orders the list. */
  readonly rankedBy: RecommenderId;
  readonly onboarded: boolean;
  /** Null until the person chooses some. */
  readonly trainingSettings: TrainingSettings | null;
}

/** Keys of the settings. */
export const settingKeys: Readonly<Record<keyof PersonSettings, string>> = {
  genres: 'genres',
  listSettings: 'wishes',
  rankedBy: 'rankedBy',
  onboarded: 'onboarded',
  trainingSettings: 'trainingSettings',
};

export const ratingKey = (movieId: number): IDBValidKey => ['rating', movieId];
export const markKey = (movieId: number): IDBValidKey => ['mark', movieId];
export const skippedKey = (movieId: number): IDBValidKey => ['skipped', movieId];
export const waitingKey = (rowKey: string): IDBValidKey => ['waiting', rowKey];
export const namedListKey = (name: string): IDBValidKey => ['list', name];
export const mappingKey = (header: string): IDBValidKey => ['mapping', header];
export const correctionKey = (rowKey: string): IDBValidKey => ['correction', rowKey];
export const guestKey = (id: string): IDBValidKey => ['guest', id];
export const experimentKey = (id: number): IDBValidKey => ['experiment', id];
export const listKey = (experimentId: number, listId: string): IDBValidKey => [
  'experiment',
  experimentId,
  listId,
];

/** What of a person carries the time of its last change in a record of its own. */
export type Changed =
  | 'rating'
  | 'mark'
  | 'skipped'
  | 'waiting'
  | 'list'
  | 'correction'
  | 'guest'
  | 'genres'
  | 'listSettings'
  | 'rankedBy'
  | 'trainingSettings';

/**
 * When something was changed or removed, so that an older change that arrives late does not undo it.
 * @param of the movie id, row key or name of the record; null for settings
 */
export const changedKey = (what: Changed, of: number | string | null): IDBValidKey =>
  of === null ? ['changed', what] : ['changed', what, of];

/** The key of a change in `PersonDraft.changed`. */
export const changedName = (what: Changed, of: number | string | null): string =>
  of === null ? what : `${what} ${of}`;

/** What a name by `changedName` stands for. */
export function changeNamed(name: string): { readonly what: string; readonly of: number | string | null } {
  const space = name.indexOf(' ');
  if (space === -1) return { what: name, of: null };
  const [what, of] = [name.slice(0, space), name.slice(space + 1)];
  const isOfMovie = what === 'rating' || what === 'mark' || what === 'skipped';
  return { what, of: isOfMovie ? Number(of) : of };
}

/** The time of a change as a record. @param name by `changedName` */
export function changedEntry(name: string, at: number): Entry {
  const { what, of } = changeNamed(name);
  return [of === null ? ['changed', what] : ['changed', what, of], at];
}

/** The record that describes a movie. */
export function movieEntry({ id, title, year, genres }: Movie): [IDBValidKey, unknown] {
  return [['film', id], { title, year, genres }];
}

/** The records of an experiment and its lists. */
export function experimentEntries({ lists, ...experiment }: ExperimentRecord): Entry[] {
  return [
    [experimentKey(experiment.id), experiment],
    ...lists.map((list): Entry => [listKey(experiment.id, list.id), encodeList(list)]),
  ];
}

/** A person of whom some records have been read. */
export interface PersonDraft extends Mutable<PersonSettings> {
  readonly ratings: Map<number, StoredRating>;
  readonly skipped: Set<number>;
  readonly marks: Map<number, StoredMark>;
  readonly movies: Map<number, Movie>;
  /** When something was removed, or changed that does not hold its time itself, by `changedName`: milliseconds since 1970. */
  readonly changed: Map<string, number>;
  /** By the key of their rows, see `rowKeys`. */
  readonly waiting: Map<string, StoredWaiting>;
  /** By name. */
  readonly namedLists: Map<string, StoredNamedList>;
  /** Movie ids that the person chose, by the key of the rows. */
  readonly corrections: Map<string, number>;
  /** By the names of the columns, see `headerOf`. */
  readonly mappings: Map<string, TableMapping>;
  /** By id. */
  readonly guests: Map<string, StoredGuest>;
  readonly experiments: Map<number, StoredExperiment>;
  /** By the id of their experiment, which may come later or be missing. */
  readonly lists: Map<number, StoredList[]>;
}

/** A person without any records. */
export function emptyDraft(): PersonDraft {
  return {
    ratings: new Map(),
    skipped: new Set(),
    marks: new Map(),
    movies: new Map(),
    changed: new Map(),
    waiting: new Map(),
    namedLists: new Map(),
    corrections: new Map(),
    mappings: new Map(),
    guests: new Map(),
    experiments: new Map(),
    lists: new Map(),
    genres: [],
    listSettings: defaultListSettings,
    rankedBy: 'hybrid',
    onboarded: false,
    trainingSettings: null,
  };
}

type Mutable<T> = { -readonly [name in keyof T]: T[name] };

/** Reads one kind of record; see {@link readEntry}. */
type Reader = (draft: PersonDraft, key: readonly unknown[], value: unknown) => boolean;

const movieIdSchema = v.pipe(v.number(), v.integer(), v.minValue(1));

function settingReader<T>(schema: Schema<T>, set: (draft: PersonDraft, setting: T) => void): Reader {
  return (draft, key, value) => {
    const result = v.safeParse(schema, value);
    if (key.length !== 1 || !result.success) return false;
    set(draft, result.output);
    return true;
  };
}

function movieReader<T>(
  schema: Schema<T>,
  set: (draft: PersonDraft, movieId: number, fact: T) => void,
): Reader {
  return (draft, [, movieId], value) => {
    const result = v.safeParse(schema, value);
    if (!v.is(movieIdSchema, movieId) || !result.success) return false;
    set(draft, movieId, result.output);
    return true;
  };
}

function nameReader<T>(schema: Schema<T>, set: (draft: PersonDraft, name: string, value: T) => void): Reader {
  return (draft, [, name], value) => {
    const result = v.safeParse(schema, value);
    if (typeof name !== 'string' || !result.success) return false;
    set(draft, name, result.output);
    return true;
  };
}

function readExperiment(draft: PersonDraft, [, id, listId]: readonly unknown[], value: unknown): boolean {
  if (listId === undefined) {
    const { success, output } = v.safeParse(experimentSchema, value);
    if (!success || output.id !== id) return false;
    draft.experiments.set(output.id, output);
    return true;
  }
  const { success, output } = v.safeParse(listSchema, value);
  if (!success || output.id !== listId || typeof id !== 'number') return false;
  draft.lists.set(id, [...(draft.lists.get(id) ?? []), output]);
  return true;
}

function readChanged(draft: PersonDraft, [, what, of]: readonly unknown[], value: unknown): boolean {
  const { success, output } = v.safeParse(timeSchema, value);
  if (!success || !v.is(changedSchema, what)) return false;
  if (of !== undefined && typeof of !== 'string' && !v.is(movieIdSchema, of)) return false;
  draft.changed.set(changedName(what, of ?? null), output);
  return true;
}

export const changedSchema = oneOf<Changed>({
  rating: true,
  mark: true,
  skipped: true,
  waiting: true,
  list: true,
  correction: true,
  guest: true,
  genres: true,
  listSettings: true,
  rankedBy: true,
  trainingSettings: true,
});

/** By the first part of the key. */
const readers: ReadonlyMap<unknown, Reader> = new Map([
  ['rating', movieReader(ratingSchema, ({ ratings }, id, rating) => ratings.set(id, rating))],
  ['mark', movieReader(markSchema, ({ marks }, id, mark) => marks.set(id, mark))],
  ['skipped', movieReader(v.literal(true), ({ skipped }, id) => skipped.add(id))],
  ['film', movieReader(namedMovieSchema, ({ movies }, id, movie) => movies.set(id, { id, ...movie }))],
  ['experiment', readExperiment],
  ['changed', readChanged],
  ['waiting', nameReader(waitingSchema, ({ waiting }, key, row) => waiting.set(key, row))],
  ['list', nameReader(namedListSchema, ({ namedLists }, name, list) => namedLists.set(name, list))],
  ['mapping', nameReader(mappingSchema, ({ mappings }, header, one) => mappings.set(header, one))],
  ['guest', nameReader(guestSchema, ({ guests }, id, guest) => guests.set(id, guest))],
  ['correction', nameReader(correctionSchema, ({ corrections }, key, id) => corrections.set(key, id))],
  [
    settingKeys.genres,
    settingReader(genresSchema, (draft, genres) => {
      draft.genres = genres;
    }),
  ],
  [
    settingKeys.listSettings,
    settingReader(listSettingsSchema, (draft, listSettings) => {
      draft.listSettings = listSettings;
    }),
  ],
  [
    settingKeys.rankedBy,
    settingReader(recommenderSchema, (draft, rankedBy) => {
      draft.rankedBy = rankedBy;
    }),
  ],
  [
    settingKeys.onboarded,
    settingReader(v.boolean(), (draft, onboarded) => {
      draft.onboarded = onboarded;
    }),
  ],
  [
    settingKeys.trainingSettings,
    settingReader(v.nullable(trainingSettingsSchema), (draft, settings) => {
      draft.trainingSettings = settings;
    }),
  ],
]);

/** Reads one record into the draft. Returns false, and changes nothing, where the record makes no sense or is damaged. */
export function readEntry(draft: PersonDraft, [key, value]: Entry): boolean {
  const parts: readonly unknown[] = Array.isArray(key) ? key : [key];
  if (parts[0] === SCHEMA_KEY) return true;
  return isSound([key, value]) && (readers.get(parts[0])?.(draft, parts, value) ?? false);
}

/** Whether this version writes records with such a key. Those of a later version are left where they are. */
export function isOfThisVersion(key: IDBValidKey): boolean {
  return readers.has(Array.isArray(key) ? key[0] : key);
}
