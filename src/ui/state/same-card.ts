import type { MovieCard } from '../../protocol/movie-card.ts';
import { formatStars } from '../kit/format.ts';

/**
 * Whether two cards of the same movie look the same. Each answer of the worker has new objects, and each rating moves
 * every prediction a little: a card renders again only if what it shows has changed.
 */
export function looksTheSame(a: MovieCard, b: MovieCard): boolean {
  if (a === b) return true;
  const { movie, predicted, confidence, ...facts } = a;
  return (
    sameValue(movie, b.movie) &&
    sameStars(predicted, b.predicted) &&
    confidence?.level === b.confidence?.level &&
    // The reason is shown as the card's note, which is compared as text.
    Object.entries(facts).every(
      ([name, value]) => name === 'reason' || sameValue(value, Reflect.get(b, name)),
    )
  );
}

function sameStars(a: number | null, b: number | null): boolean {
  return a === b || (a !== null && b !== null && formatStars(a) === formatStars(b));
}

/** Compares plain data. */
function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => sameValue(Reflect.get(a, name), Reflect.get(b, name)))
  );
}
