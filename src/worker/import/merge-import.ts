import type { Saying } from '../../dataset/exports/entry.ts';
import type { BroughtReview, Tally } from '../../protocol/import-messages.ts';
import type { StoredMark, StoredRating } from '../../storage/person/person-schema.ts';
import type { StoredPerson } from '../../storage/person/person-store.ts';
import type { PersonChange } from '../../storage/person/person-transaction.ts';
import type { Claim } from './match-entries.ts';

/** What is to be kept of films, and how it stands to what is. */
export interface Merged extends Pick<BroughtReview, 'tallies' | 'repeats'> {
  readonly films: Pick<PersonChange, 'ratings' | 'marks' | 'skipped'>;
}

type Kind = Saying['kind'];
type Standing = keyof Tally;

/**
 * What is brought against what is kept: what was said later stands, and what has no date gives way. A film that is
 * rated needs no mark that it was seen or is to be watched, unless a back-up says so.
 * @param now milliseconds since 1970; nothing is later
 */
export function mergeBrought(claims: readonly Claim[], person: StoredPerson, now: number): Merged {
  const ratings = new Map<number, StoredRating>();
  const marks = new Map<number, StoredMark>();
  const skipped = new Set<number>();
  const tallies = noTallies();
  const count = (kind: Kind, standing: Standing) => {
    tallies[kind] = { ...tallies[kind], [standing]: tallies[kind][standing] + 1 };
  };
  const rated = chosen(claims.filter(({ entry }) => entry.saying.kind === 'rating'));
  const marked = chosen(claims.filter(({ entry }) => isMark(entry.saying.kind)));
  let kept = 0;

  for (const { movieId, entry } of rated.values()) {
    const { saying, at } = entry;
    if (saying.kind !== 'rating') continue;
    const mine = person.ratings.get(movieId);
    const standing = standingOf(mine, mine?.stars === saying.stars, at);
    count('rating', standing);
    kept++;
    if (adds(standing)) ratings.set(movieId, { stars: saying.stars, at: Math.min(at ?? now, now) });
  }
  for (const { movieId, entry, exact } of marked.values()) {
    const { saying, at } = entry;
    if (saying.kind === 'rating' || saying.kind === 'skipped') continue;
    if (!exact && (rated.has(movieId) || person.ratings.has(movieId))) continue;
    const mine = person.marks.get(movieId);
    const standing = standingOf(mine, mine?.mark === saying.kind, at);
    count(saying.kind, standing);
    kept++;
    if (adds(standing)) marks.set(movieId, { mark: saying.kind, at: Math.min(at ?? now, now) });
  }
  for (const movieId of new Set(claims.filter(isSkip).map((claim) => claim.movieId))) {
    const standing = person.skipped.has(movieId) ? 'same' : 'fresh';
    count('skipped', standing);
    kept++;
    if (standing === 'fresh') skipped.add(movieId);
  }
  return { films: { ratings, marks, skipped }, tallies, repeats: claims.length - kept };
}

/** One claim a film: how things stand before what a diary tells, then what was said last, then what comes last. */
function chosen(claims: readonly Claim[]): Map<number, Claim> {
  const best = new Map<number, Claim>();
  for (const claim of claims) {
    const other = best.get(claim.movieId);
    if (other === undefined || stands(claim, other)) best.set(claim.movieId, claim);
  }
  return best;
}

function stands({ entry }: Claim, { entry: other }: Claim): boolean {
  const [kind, before] = [entry.saying.kind, other.saying.kind];
  // Who has seen a film that is still on their list has seen it.
  if (kind !== before && (kind === 'seen' || before === 'seen')) return kind === 'seen';
  if (entry.standing !== other.standing) return entry.standing;
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

function isSkip({ entry }: Claim): boolean {
  return entry.saying.kind === 'skipped';
}

function noTallies(): Record<Kind, Tally> {
  const none: Tally = { fresh: 0, newer: 0, same: 0, older: 0 };
  return { rating: none, seen: none, watchlist: none, notInterested: none, skipped: none };
}
