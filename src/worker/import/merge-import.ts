import type { Opinion } from '../../dataset/exports/entry.ts';
import type { ImportPreview, Tally } from '../../protocol/import-messages.ts';
import type { StoredMark, StoredRating } from '../../storage/person/person-schema.ts';
import type { PersonChange } from '../../storage/person/person-transaction.ts';
import type { StoredPerson } from '../../storage/person/stored-person.ts';
import type { StoredNamedList } from '../../storage/person/waiting-schema.ts';
import type { MatchedEntry } from './match-entries.ts';

/** The part of an import to store, and how it compares with the stored entries. */
export interface Merged extends Pick<ImportPreview, 'tallies' | 'repeats'> {
  readonly movies: Pick<PersonChange, 'ratings' | 'marks' | 'skipped' | 'namedLists'>;
}

type Kind = Opinion['kind'];
type Standing = keyof Tally;
/** Counts one entry. */
type Count = (kind: Kind, standing: Standing) => void;
/** The chosen entry of each movie. */
type Chosen = ReadonlyMap<number, MatchedEntry>;

/** Milliseconds. */
const DAY = 86_400_000;

/**
 * Merges an import with the stored entries: the later one wins; an entry without a date loses. A movie that is rated
 * needs no mark that it was seen, is liked or is to be watched, unless it was seen on a later day.
 * @param now milliseconds since 1970; later times are set to it
 */
export function mergeImport(
  matchedEntries: readonly MatchedEntry[],
  person: StoredPerson,
  now: number,
): Merged {
  const tallies = noTallies();
  let counted = 0;
  const count: Count = (kind, standing) => {
    tallies[kind] = { ...tallies[kind], [standing]: tallies[kind][standing] + 1 };
    counted++;
  };
  const rated = chosen(matchedEntries.filter(({ entry }) => entry.opinion.kind === 'rating'));
  const marked = chosen(matchedEntries.filter(({ entry }) => isMark(entry.opinion.kind)));
  const movies = {
    ratings: mergeRatings(rated, person, now, count),
    marks: mergeMarks(marked, rated, person, now, count),
    skipped: mergeSkipped(matchedEntries, person, count),
    namedLists: mergeLists(matchedEntries, person, now, count),
  };
  return { movies, tallies, repeats: matchedEntries.length - counted };
}

function mergeRatings(
  rated: Chosen,
  person: StoredPerson,
  now: number,
  count: Count,
): Map<number, StoredRating> {
  const ratings = new Map<number, StoredRating>();
  for (const { movieId, entry } of rated.values()) {
    const { opinion, at } = entry;
    if (opinion.kind !== 'rating') continue;
    const mine = person.ratings.get(movieId);
    const standing = standingOf(mine, mine?.stars === opinion.stars, at);
    count('rating', standing);
    if (adds(standing)) ratings.set(movieId, { stars: opinion.stars, at: Math.min(at ?? now, now) });
  }
  return ratings;
}

function mergeMarks(
  marked: Chosen,
  rated: Chosen,
  person: StoredPerson,
  now: number,
  count: Count,
): Map<number, StoredMark> {
  const marks = new Map<number, StoredMark>();
  for (const { movieId, entry } of marked.values()) {
    const { opinion, at } = entry;
    if (opinion.kind === 'rating' || opinion.kind === 'skipped' || opinion.kind === 'listed') continue;
    const ratings = [rated.get(movieId)?.entry, person.ratings.get(movieId)].filter(
      (one) => one !== undefined,
    );
    if (ratings.length > 0 && !isLaterViewing(entry, ratings)) continue;
    const mine = person.marks.get(movieId);
    // A liking says more than that a movie was seen, and contradicts nothing.
    const isMore = mine?.mark === 'seen' && opinion.kind === 'liked';
    const isSame = mine?.mark === opinion.kind || (mine?.mark === 'liked' && opinion.kind === 'seen');
    const standing = isMore ? 'newer' : standingOf(mine, isSame, at);
    count(opinion.kind, standing);
    if (adds(standing)) marks.set(movieId, { mark: opinion.kind, at: Math.min(at ?? now, now) });
  }
  return marks;
}

/** Whether a rated movie was seen again on a later day than it was rated. */
function isLaterViewing(
  { opinion, at }: MatchedEntry['entry'],
  ratings: readonly { readonly at: number | null }[],
): boolean {
  if (opinion.kind !== 'seen' || at === null) return false;
  return ratings.every((rating) => rating.at !== null && Math.floor(at / DAY) > Math.floor(rating.at / DAY));
}

function mergeSkipped(
  matchedEntries: readonly MatchedEntry[],
  person: StoredPerson,
  count: Count,
): Set<number> {
  const skipped = new Set<number>();
  for (const movieId of new Set(matchedEntries.filter(isSkip).map((matchedEntry) => matchedEntry.movieId))) {
    const standing = person.skipped.has(movieId) ? 'same' : 'fresh';
    count('skipped', standing);
    if (standing === 'fresh') skipped.add(movieId);
  }
  return skipped;
}

/** The lists that get more movies, whole, each movie once and in the order of the file. */
function mergeLists(
  matchedEntries: readonly MatchedEntry[],
  person: StoredPerson,
  now: number,
  count: Count,
): Map<string, StoredNamedList> {
  const added = new Map<string, Set<number>>();
  const stored = new Map([...person.namedLists].map(([name, { movieIds }]) => [name, new Set(movieIds)]));
  const named = new Map<string, Set<number>>();
  for (const { movieId, entry } of matchedEntries) {
    if (entry.opinion.kind !== 'listed') continue;
    const { list } = entry.opinion;
    const before = named.get(list) ?? new Set();
    named.set(list, before);
    if (before.has(movieId)) continue;
    before.add(movieId);
    const isHere = stored.get(list)?.has(movieId) ?? false;
    count('listed', isHere ? 'same' : 'fresh');
    if (!isHere) added.set(list, (added.get(list) ?? new Set()).add(movieId));
  }
  return new Map(
    [...added].map(([list, movieIds]) => [
      list,
      { movieIds: [...(person.namedLists.get(list)?.movieIds ?? []), ...movieIds], at: now },
    ]),
  );
}

/** One entry per movie: a current rating before a diary's, then the latest, then the last in the file. */
function chosen(matchedEntries: readonly MatchedEntry[]): Map<number, MatchedEntry> {
  const best = new Map<number, MatchedEntry>();
  for (const matchedEntry of matchedEntries) {
    const other = best.get(matchedEntry.movieId);
    if (other === undefined || stands(matchedEntry, other)) best.set(matchedEntry.movieId, matchedEntry);
  }
  return best;
}

function stands({ entry }: MatchedEntry, { entry: other }: MatchedEntry): boolean {
  // A movie that was seen and is still on the watchlist counts as seen, and one that is liked as liked.
  const [more, less] = [strengthOf(entry.opinion.kind), strengthOf(other.opinion.kind)];
  if (more !== less) return more > less;
  if (entry.opinion.kind === 'rating' && entry.isCurrent !== other.isCurrent) return entry.isCurrent;
  return (entry.at ?? 0) >= (other.at ?? 0);
}

function strengthOf(kind: Kind): number {
  return kind === 'liked' ? 2 : kind === 'seen' ? 1 : 0;
}

function standingOf(mine: { readonly at: number } | undefined, same: boolean, at: number | null): Standing {
  if (mine === undefined) return 'fresh';
  if (same) return 'same';
  return at !== null && at > mine.at ? 'newer' : 'older';
}

function adds(standing: Standing): boolean {
  return standing === 'fresh' || standing === 'newer';
}

function isMark(kind: Kind): boolean {
  return kind !== 'rating' && kind !== 'skipped' && kind !== 'listed';
}

function isSkip({ entry }: MatchedEntry): boolean {
  return entry.opinion.kind === 'skipped';
}

/** Nothing counted yet. */
export function noTallies(): Record<Kind, Tally> {
  const none: Tally = { fresh: 0, newer: 0, same: 0, older: 0 };
  return {
    rating: none,
    liked: none,
    seen: none,
    watchlist: none,
    notInterested: none,
    listed: none,
    skipped: none,
  };
}

/** The sums of two counts. */
export function sumTallies(
  one: Readonly<Record<Kind, Tally>>,
  other: Readonly<Record<Kind, Tally>>,
): Record<Kind, Tally> {
  const sums = noTallies();
  for (const kind of Object.keys(sums) as Kind[]) {
    const [a, b] = [one[kind], other[kind]];
    sums[kind] = {
      fresh: a.fresh + b.fresh,
      newer: a.newer + b.newer,
      same: a.same + b.same,
      older: a.older + b.older,
    };
  }
  return sums;
}
