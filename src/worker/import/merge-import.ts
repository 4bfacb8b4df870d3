import type { Opinion } from '../../dataset/exports/entry.ts';
import type { ImportPreview, Tally } from '../../protocol/import-messages.ts';
import type { StoredMark, StoredRating } from '../../storage/person/person-schema.ts';
import type { StoredPerson } from '../../storage/person/person-store.ts';
import type { PersonChange } from '../../storage/person/person-transaction.ts';
import type { MatchedEntry } from './match-entries.ts';

/** The part of an import to store, and how it compares with the stored entries. */
export interface Merged extends Pick<ImportPreview, 'tallies' | 'repeats'> {
  readonly movies: Pick<PersonChange, 'ratings' | 'marks' | 'skipped'>;
}

type Kind = Opinion['kind'];
type Standing = keyof Tally;

/**
 * Merges an import with the stored entries: the later one wins; an entry without a date loses. A movie that is rated
 * needs no mark that it was seen or is to be watched, unless a back-up has one.
 * @param now milliseconds since 1970; later times are set to it
 */
export function mergeImport(
  matchedEntries: readonly MatchedEntry[],
  person: StoredPerson,
  now: number,
): Merged {
  const ratings = new Map<number, StoredRating>();
  const marks = new Map<number, StoredMark>();
  const skipped = new Set<number>();
  const tallies = noTallies();
  const count = (kind: Kind, standing: Standing) => {
    tallies[kind] = { ...tallies[kind], [standing]: tallies[kind][standing] + 1 };
  };
  const rated = chosen(matchedEntries.filter(({ entry }) => entry.opinion.kind === 'rating'));
  const marked = chosen(matchedEntries.filter(({ entry }) => isMark(entry.opinion.kind)));
  let counted = 0;

  for (const { movieId, entry } of rated.values()) {
    const { opinion, at } = entry;
    if (opinion.kind !== 'rating') continue;
    const mine = person.ratings.get(movieId);
    const standing = standingOf(mine, mine?.stars === opinion.stars, at);
    count('rating', standing);
    counted++;
    if (adds(standing)) ratings.set(movieId, { stars: opinion.stars, at: Math.min(at ?? now, now) });
  }
  for (const { movieId, entry, exact } of marked.values()) {
    const { opinion, at } = entry;
    if (opinion.kind === 'rating' || opinion.kind === 'skipped') continue;
    if (!exact && (rated.has(movieId) || person.ratings.has(movieId))) continue;
    const mine = person.marks.get(movieId);
    const standing = standingOf(mine, mine?.mark === opinion.kind, at);
    count(opinion.kind, standing);
    counted++;
    if (adds(standing)) marks.set(movieId, { mark: opinion.kind, at: Math.min(at ?? now, now) });
  }
  for (const movieId of new Set(matchedEntries.filter(isSkip).map((matchedEntry) => matchedEntry.movieId))) {
    const standing = person.skipped.has(movieId) ? 'same' : 'fresh';
    count('skipped', standing);
    counted++;
    if (standing === 'fresh') skipped.add(movieId);
  }
  return { movies: { ratings, marks, skipped }, tallies, repeats: matchedEntries.length - counted };
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
  const [kind, before] = [entry.opinion.kind, other.opinion.kind];
  // A movie that was seen and is still on the watchlist counts as seen.
  if (kind !== before && (kind === 'seen' || before === 'seen')) return kind === 'seen';
  if (entry.isCurrent !== other.isCurrent) return entry.isCurrent;
  return (entry.at ?? 0) >= (other.at ?? 0);
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
  return kind !== 'rating' && kind !== 'skipped';
}

function isSkip({ entry }: MatchedEntry): boolean {
  return entry.opinion.kind === 'skipped';
}

function noTallies(): Record<Kind, Tally> {
  const none: Tally = { fresh: 0, newer: 0, same: 0, older: 0 };
  return { rating: none, seen: none, watchlist: none, notInterested: none, skipped: none };
}
