import type { Movie } from '../../dataset/dataset.ts';
import type { MarkedMovie, PersonState } from '../../protocol/messages.ts';

/**
 * What the person did and the worker has not confirmed yet. Laid over the confirmed state it lets the page
 * answer at once, and keeps a late answer to an earlier act from undoing a newer one on the screen.
 */
export interface Pending {
  readonly stars: ReadonlyMap<
    number,
    { readonly movie: Movie; readonly stars: number | null; readonly at: number }
  >;
  /** Null takes a mark away. */
  readonly marks: ReadonlyMap<
    number,
    Omit<MarkedMovie, 'mark'> & { readonly mark: MarkedMovie['mark'] | null }
  >;
  readonly genres: readonly string[] | null;
  readonly listSettings: PersonState['listSettings'] | null;
  readonly onboarded: boolean;
}

export const noPending: Pending = {
  stars: new Map(),
  marks: new Map(),
  genres: null,
  listSettings: null,
  onboarded: false,
};

/** The person as the page shows them. */
export function overlay(confirmed: PersonState, pending: Pending): PersonState {
  const untouched = confirmed.ratings.filter(({ movie }) => !pending.stars.has(movie.id));
  const added = [...pending.stars.values()].flatMap(({ movie, stars, at }) =>
    stars === null ? [] : [{ movie, stars, at }],
  );
  return {
    ratings: added.length === 0 ? untouched : [...untouched, ...added].sort((a, b) => b.at - a.at),
    genres: pending.genres ?? confirmed.genres,
    marks: overlaidMarks(confirmed.marks, pending.marks),
    absent: confirmed.absent,
    listSettings: pending.listSettings ?? confirmed.listSettings,
    onboarded: confirmed.onboarded || pending.onboarded,
  };
}

/** Drops what the worker now tells by itself. */
export function settle(pending: Pending, told: PersonState): Pending {
  const known = starsOf(told);
  const marks = marksOf(told);
  return {
    stars: new Map([...pending.stars].filter(([id, { stars }]) => (known.get(id) ?? null) !== stars)),
    marks: new Map([...pending.marks].filter(([id, { mark }]) => (marks.get(id) ?? null) !== mark)),
    genres: pending.genres !== null && sameSet(pending.genres, told.genres) ? null : pending.genres,
    listSettings:
      JSON.stringify(pending.listSettings) === JSON.stringify(told.listSettings)
        ? null
        : pending.listSettings,
    onboarded: pending.onboarded && !told.onboarded,
  };
}

export function starsOf(person: PersonState): Map<number, number> {
  return new Map(person.ratings.map(({ movie, stars }) => [movie.id, stars]));
}

export function marksOf(person: PersonState): Map<number, MarkedMovie['mark']> {
  return new Map(person.marks.map(({ movie, mark }) => [movie.id, mark]));
}

function overlaidMarks(confirmed: readonly MarkedMovie[], pending: Pending['marks']): readonly MarkedMovie[] {
  if (pending.size === 0) return confirmed;
  const untouched = confirmed.filter(({ movie }) => !pending.has(movie.id));
  const added = [...pending.values()].flatMap(({ movie, mark, at }) =>
    mark === null ? [] : [{ movie, mark, at }],
  );
  return [...untouched, ...added].sort((a, b) => b.at - a.at);
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name) => b.includes(name));
}
