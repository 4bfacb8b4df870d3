/** What two devices know of one person becomes one: for everything, the later change wins, removals included. */
import { defaultListSettings } from '../../protocol/list-settings.ts';
import { type Changed, changedName } from './person-entries.ts';
import type { StoredPerson } from './stored-person.ts';
import type { StoredNamedList, StoredWaiting } from './waiting-schema.ts';

/** What of a person is merged. */
export type MergedPerson = Pick<
  StoredPerson,
  | 'ratings'
  | 'marks'
  | 'skipped'
  | 'waiting'
  | 'namedLists'
  | 'corrections'
  | 'guests'
  | 'changed'
  | 'genres'
  | 'listSettings'
  | 'rankedBy'
  | 'trainingSettings'
  | 'onboarded'
>;

/** One thing on one device. */
interface Register<T> {
  /** Undefined where it was removed, or never there. */
  readonly value: T | undefined;
  /** When it was changed last, milliseconds since 1970; -1 where nothing is known of it. */
  readonly at: number;
}

/** The records of one kind on the two devices. */
interface Records<T> {
  readonly what: Changed;
  readonly maps: readonly [ReadonlyMap<number | string, T>, ReadonlyMap<number | string, T>];
  /** The time that a record holds itself. */
  timeOf?(value: NoInfer<T>): number;
  /** Joins what both devices have; in any order the result is the same. Without it one of the two wins. */
  join?(a: NoInfer<T>, b: NoInfer<T>): T;
}

/**
 * Merges what two devices know of a person. The result depends neither on the order of the two nor on how often they are
 * merged: each thing is a last-writer-wins register (Shapiro et al. 2011). Where two changes have the same time, what is
 * there wins against a removal, and otherwise an order of the values decides. Lists and rows that wait for their movie
 * only grow, so what is in either stays.
 */
export function mergePersons(one: MergedPerson, other: MergedPerson): MergedPerson {
  const changed = new Map<string, number>();
  const of = <T>(records: Records<T>) => mergeRecords(records, [one, other], changed);
  const setting = <K extends 'genres' | 'listSettings' | 'rankedBy' | 'trainingSettings'>(
    name: K,
    preset: MergedPerson[K],
  ): MergedPerson[K] => mergeSetting(name, preset, [one, other], changed);
  const at = (value: { readonly at: number }) => value.at;
  const skipped = of({ what: 'skipped', maps: [flags(one.skipped), flags(other.skipped)] });
  return {
    ratings: numbered(of({ what: 'rating', maps: [one.ratings, other.ratings], timeOf: at })),
    marks: numbered(of({ what: 'mark', maps: [one.marks, other.marks], timeOf: at })),
    skipped: new Set(numbered(skipped).keys()),
    waiting: of({ what: 'waiting', maps: [one.waiting, other.waiting], join: joinWaiting }),
    corrections: of({ what: 'correction', maps: [one.corrections, other.corrections] }),
    guests: of({ what: 'guest', maps: [one.guests, other.guests], timeOf: at }),
    namedLists: of({ what: 'list', maps: [one.namedLists, other.namedLists], timeOf: at, join: joinLists }),
    genres: setting('genres', []),
    listSettings: setting('listSettings', defaultListSettings),
    rankedBy: setting('rankedBy', 'hybrid'),
    trainingSettings: setting('trainingSettings', null),
    onboarded: one.onboarded || other.onboarded,
    changed,
  };
}

/** Whether two values are the same, whatever the order of their fields. */
export function isSameValue(a: unknown, b: unknown): boolean {
  return a === b || canonical(a) === canonical(b);
}

/** @param changed takes the times that the merged records do not hold themselves */
function mergeRecords<T>(
  { what, maps: [mine, theirs], timeOf = () => 0, join }: Records<T>,
  [one, other]: readonly [MergedPerson, MergedPerson],
  changed: Map<string, number>,
): Map<string, T> {
  const merged = new Map<string, T>();
  const [a, b] = [registers(what, mine, one.changed, timeOf), registers(what, theirs, other.changed, timeOf)];
  for (const key of new Set([...a.keys(), ...b.keys()])) {
    const { value, at } = later(a.get(key) ?? unknown, b.get(key) ?? unknown, join);
    if (value !== undefined) merged.set(key, value);
    if (value === undefined || at > timeOf(value)) changed.set(changedName(what, key), at);
  }
  return merged;
}

const unknown: Register<never> = { value: undefined, at: -1 };

/** The records of one kind of a device by their key, those that were removed too. */
function registers<T>(
  what: Changed,
  values: ReadonlyMap<number | string, T>,
  changed: ReadonlyMap<string, number>,
  timeOf: (value: T) => number,
): Map<string, Register<T>> {
  const found = new Map<string, Register<T>>();
  for (const [key, value] of values) found.set(String(key), { value, at: timeOf(value) });
  const start = `${what} `;
  for (const [name, changedAt] of changed) {
    if (!name.startsWith(start)) continue;
    const { value, at } = found.get(name.slice(start.length)) ?? unknown;
    found.set(name.slice(start.length), { value, at: Math.max(at, changedAt) });
  }
  return found;
}

function later<T>(a: Register<T>, b: Register<T>, join?: (a: T, b: T) => T): Register<T> {
  const at = Math.max(a.at, b.at);
  if (join !== undefined && a.value !== undefined && b.value !== undefined)
    return { value: isSameValue(a.value, b.value) ? a.value : join(a.value, b.value), at };
  if (a.at !== b.at) return a.at > b.at ? a : b;
  if (a.value === undefined || b.value === undefined) return a.value === undefined ? b : a;
  return canonical(a.value) >= canonical(b.value) ? a : b;
}

function mergeSetting<K extends 'genres' | 'listSettings' | 'rankedBy' | 'trainingSettings'>(
  name: K,
  preset: MergedPerson[K],
  persons: readonly [MergedPerson, MergedPerson],
  changed: Map<string, number>,
): MergedPerson[K] {
  const [a, b] = persons.map((person): Register<MergedPerson[K]> => {
    const value = person[name];
    // A default without a time is no choice.
    return { value, at: person.changed.get(name) ?? (isSameValue(value, preset) ? -1 : 0) };
  });
  const { value, at } = later(a, b);
  if (at > 0) changed.set(name, at);
  return value ?? preset;
}

function joinLists(a: StoredNamedList, b: StoredNamedList): StoredNamedList {
  const isFirst =
    a.at !== b.at
      ? a.at > b.at
      : a.movieIds.length !== b.movieIds.length
        ? a.movieIds.length > b.movieIds.length
        : canonical(a) > canonical(b);
  const [first, second] = isFirst ? [a, b] : [b, a];
  return { movieIds: [...new Set([...first.movieIds, ...second.movieIds])], at: first.at };
}

/** The first title stays the first: rows are known by it. */
function joinWaiting(a: StoredWaiting, b: StoredWaiting): StoredWaiting {
  const greater = (x: number | null, y: number | null) =>
    x === null || y === null ? (x ?? y) : Math.max(x, y);
  const first = [a.titles.at(0), b.titles.at(0)].filter((title) => title !== undefined).sort()[0];
  const titles = [...new Set([...a.titles, ...b.titles])].sort();
  return {
    titles: first === undefined ? [] : [first, ...titles.filter((title) => title !== first)],
    year: greater(a.year, b.year),
    movieId: greater(a.movieId, b.movieId),
    imdb: greater(a.imdb, b.imdb),
    tmdb: greater(a.tmdb, b.tmdb),
    rows: [...new Map([...a.rows, ...b.rows].map((row) => [canonical(row), row])).entries()]
      .sort(([x], [y]) => (x < y ? -1 : 1))
      .map(([, row]) => row),
  };
}

/** JSON with sorted fields. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([x], [y]) => (x < y ? -1 : 1)))
      : part,
  );
}

function flags(keys: ReadonlySet<number>): Map<number, true> {
  return new Map([...keys].map((key) => [key, true]));
}

function numbered<T>(records: ReadonlyMap<string, T>): Map<number, T> {
  return new Map([...records].map(([key, value]) => [Number(key), value]));
}
