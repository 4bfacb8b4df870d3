import type { ListSettings } from '../../protocol/list-settings.ts';
import type { Movie } from '../../protocol/movie-card.ts';
import type {
  MarkedMovie,
  PersonCommand,
  PersonState,
  UnstoredChange,
} from '../../protocol/person-messages.ts';
import { sameGenres, sameListSettings } from './same-list-settings.ts';

/** Values that were sent one after the other and that the worker has not confirmed yet. The last one is shown. */
type Sent<T> = readonly [T, ...T[]];

/** Unconfirmed values of one movie. `at`: when the last one was sent, milliseconds since 1970. */
interface SentForMovie<T> {
  readonly movie: Movie;
  readonly sent: Sent<T>;
  readonly at: number;
}

/**
 * What the person did and the worker has not confirmed yet. Laid over the confirmed state it lets the page answer at
 * once, and a late confirmation of an earlier change does not undo a later one on the screen.
 */
export interface Pending {
  /** Null removes a rating. */
  readonly stars: ReadonlyMap<number, SentForMovie<number | null>>;
  /** Null takes a mark away. */
  readonly marks: ReadonlyMap<number, SentForMovie<MarkedMovie['mark'] | null>>;
  readonly genres: Sent<readonly string[]> | null;
  readonly listSettings: Sent<ListSettings> | null;
  readonly onboarded: boolean;
  /** When genres and list settings were sent last, milliseconds since 1970. */
  readonly times: { readonly genres: number; readonly listSettings: number };
}

export const noPending: Pending = {
  stars: new Map(),
  marks: new Map(),
  genres: null,
  listSettings: null,
  onboarded: false,
  times: { genres: 0, listSettings: 0 },
};

/** What is pending with one more value sent. */
export function withSent<T>(before: Sent<T> | null | undefined, value: T): Sent<T> {
  return before === null || before === undefined ? [value] : [...before, value];
}

/** The value that is shown: the last one sent. */
export function lastSent<T>(sent: Sent<T>): T {
  return sent[sent.length - 1];
}

/** The person as the page shows them. */
export function overlay(confirmed: PersonState, pending: Pending): PersonState {
  const untouched = confirmed.ratings.filter(({ movie }) => !pending.stars.has(movie.id));
  const added = [...pending.stars.values()].flatMap(({ movie, sent, at }) => {
    const stars = lastSent(sent);
    return stars === null ? [] : [{ movie, stars, at }];
  });
  return {
    ratings: added.length === 0 ? untouched : [...untouched, ...added].sort((a, b) => b.at - a.at),
    genres: pending.genres === null ? confirmed.genres : lastSent(pending.genres),
    marks: overlaidMarks(confirmed.marks, pending.marks),
    waiting: confirmed.waiting,
    namedLists: confirmed.namedLists,
    absent: confirmed.absent,
    listSettings: pending.listSettings === null ? confirmed.listSettings : lastSent(pending.listSettings),
    onboarded: confirmed.onboarded || pending.onboarded,
  };
}

function overlaidMarks(confirmed: readonly MarkedMovie[], pending: Pending['marks']): readonly MarkedMovie[] {
  if (pending.size === 0) return confirmed;
  const untouched = confirmed.filter(({ movie }) => !pending.has(movie.id));
  const added = [...pending.values()].flatMap(({ movie, sent, at }) => {
    const mark = lastSent(sent);
    return mark === null ? [] : [{ movie, mark, at }];
  });
  return [...untouched, ...added].sort((a, b) => b.at - a.at);
}

/**
 * What is still pending when the worker reports a person after one change. Changes are confirmed one by one in the
 * order in which they were sent: one that was made twice (on, off, on) waits for its second confirmation.
 * @param before what was confirmed so far
 */
export function settle(pending: Pending, before: PersonState, now: PersonState): Pending {
  return settleBy(pending, before, now, afterConfirmation);
}

/** The same when a session opens: what was pending was carried out before, and only the last values count. */
export function settleAtOpening(pending: Pending, now: PersonState): Pending {
  return settleBy(pending, now, now, (sent, _, value, same) =>
    same(lastSent(sent), value) ? null : [lastSent(sent)],
  );
}

/**
 * What is pending with changes on top that a worker has, but could not write: also those of tabs that are closed. What this
 * tab has sent since goes before.
 */
export function withUnstored(pending: Pending, unstored: readonly UnstoredChange[]): Pending {
  let next = pending;
  for (const { command, at, movie } of unstored) next = withOne(next, command, at, movie);
  return next;
}

function withOne(pending: Pending, command: PersonCommand, at: number, movie: Movie | null): Pending {
  const { times, stars, marks } = pending;
  if ('stars' in command) {
    if (movie === null || stars.has(movie.id)) return pending;
    return { ...pending, stars: new Map(stars).set(movie.id, { movie, sent: [command.stars], at }) };
  }
  if ('mark' in command) {
    if (movie === null || marks.has(movie.id)) return pending;
    return { ...pending, marks: new Map(marks).set(movie.id, { movie, sent: [command.mark], at }) };
  }
  if ('genres' in command) {
    if (pending.genres !== null) return pending;
    return { ...pending, genres: [command.genres], times: { ...times, genres: at } };
  }
  if ('listSettings' in command) {
    if (pending.listSettings !== null) return pending;
    return { ...pending, listSettings: [command.listSettings], times: { ...times, listSettings: at } };
  }
  // What was skipped is no part of what is pending.
  return 'skipped' in command ? pending : { ...pending, onboarded: true };
}

/** What is pending without a command that failed; everything else goes on. */
export function withoutFailed(pending: Pending, command: PersonCommand): Pending {
  const { stars, marks, genres, listSettings } = pending;
  if ('stars' in command) return { ...pending, stars: withoutSent(stars, command.movieId, command.stars) };
  if ('mark' in command) return { ...pending, marks: withoutSent(marks, command.movieId, command.mark) };
  if ('genres' in command) {
    return { ...pending, genres: genres && without(genres, command.genres, sameGenres) };
  }
  if ('listSettings' in command) {
    const rest = listSettings && without(listSettings, command.listSettings, sameListSettings);
    return { ...pending, listSettings: rest };
  }
  return 'skipped' in command ? pending : { ...pending, onboarded: false };
}

function withoutSent<T>(
  pending: ReadonlyMap<number, SentForMovie<T>>,
  movieId: number,
  value: T,
): ReadonlyMap<number, SentForMovie<T>> {
  const change = pending.get(movieId);
  if (change === undefined) return pending;
  const next = new Map(pending);
  const sent = without(change.sent, value, Object.is);
  if (sent === null) next.delete(movieId);
  else next.set(movieId, { ...change, sent });
  return next;
}

/** The values without the first that is the same as this one; null where none is left. */
function without<T>(sent: Sent<T>, value: T, same: Same<T>): Sent<T> | null {
  const place = sent.findIndex((one) => same(one, value));
  if (place < 0) return sent;
  const rest = sent.filter((_, n) => n !== place);
  return rest.length === 0 ? null : [rest[0], ...rest.slice(1)];
}

type Same<T> = (a: T, b: T) => boolean;
type Settle = <T>(sent: Sent<T>, before: T, now: T, same: Same<T>) => Sent<T> | null;

function settleBy(pending: Pending, before: PersonState, now: PersonState, rest: Settle): Pending {
  const genres = pending.genres && rest(pending.genres, before.genres, now.genres, sameGenres);
  const listSettings =
    pending.listSettings &&
    rest(pending.listSettings, before.listSettings, now.listSettings, sameListSettings);
  return {
    stars: settledMovies(pending.stars, starsById(before), starsById(now), rest),
    marks: settledMovies(pending.marks, marksById(before), marksById(now), rest),
    genres,
    listSettings,
    onboarded: pending.onboarded && !now.onboarded,
    times: genres === null && listSettings === null ? noPending.times : pending.times,
  };
}

function settledMovies<T>(
  pending: ReadonlyMap<number, SentForMovie<T | null>>,
  before: ReadonlyMap<number, T>,
  now: ReadonlyMap<number, T>,
  rest: Settle,
): ReadonlyMap<number, SentForMovie<T | null>> {
  const settled = new Map<number, SentForMovie<T | null>>();
  for (const [id, change] of pending) {
    const sent = rest<T | null>(change.sent, before.get(id) ?? null, now.get(id) ?? null, Object.is);
    if (sent !== null) settled.set(id, { ...change, sent });
  }
  return settled;
}

/** The values still unconfirmed after a report. A value confirmed before counts only if it was the first one sent. */
function afterConfirmation<T>(sent: Sent<T>, before: T, now: T, same: Same<T>): Sent<T> | null {
  const place = sent.findIndex((value) => same(value, now));
  if (place < 0 || (place > 0 && same(before, now))) return sent;
  const rest = sent.slice(place + 1);
  return rest.length === 0 ? null : [rest[0], ...rest.slice(1)];
}

/** The person's stars by movie id. */
export function starsById(person: PersonState): Map<number, number> {
  return new Map(person.ratings.map(({ movie, stars }) => [movie.id, stars]));
}

/** What the person put aside, by movie id. */
export function marksById(person: PersonState): Map<number, MarkedMovie['mark']> {
  return new Map(person.marks.map(({ movie, mark }) => [movie.id, mark]));
}
