import type { TasteRating } from '../../base/taste-text.ts';
import type { StoredPerson } from '../../storage/person/stored-person.ts';
import type { Catalogue } from '../session/catalogue.ts';

/**
 * The person's ratings, the most telling first: those that are farthest from what one would expect of this person, which is
 * everyone's mean of the movie and by how much the person rates above everyone. This is what a factorization learns from.
 * Equally telling ones are ordered newest first; movies that this data set lacks are last.
 */
export function ownTaste(
  catalogue: Pick<Catalogue, 'indexOf' | 'dataset' | 'counts' | 'starSums'>,
  { ratings }: Pick<StoredPerson, 'ratings'>,
): TasteRating[] {
  const rated = [...ratings].map(([movieId, { stars, at }]) => {
    const item = catalogue.indexOf.get(movieId);
    const mean = item === undefined ? null : everyoneMean(catalogue, item);
    return { movieId, rating: stars, at, above: mean === null ? null : stars - mean };
  });
  const known = rated.flatMap(({ above }) => above ?? []);
  const usual = known.reduce((sum, above) => sum + above, 0) / known.length;
  return rated
    .map((one) => ({ ...one, telling: one.above === null ? -1 : Math.abs(one.above - usual) }))
    .sort((a, b) => b.telling - a.telling || b.at - a.at || a.movieId - b.movieId)
    .map(({ movieId, rating }) => ({ movieId, rating }));
}

/** The mean of far more people where it is known, else of the data set; null where nobody has rated it. */
function everyoneMean(
  { dataset: { statistics }, counts, starSums }: Pick<Catalogue, 'dataset' | 'counts' | 'starSums'>,
  item: number,
): number | null {
  const mean = statistics?.mean[item] ?? Number.NaN;
  if ((statistics?.count[item] ?? 0) > 0 && Number.isFinite(mean)) return mean;
  return counts[item] > 0 ? starSums[item] / counts[item] : null;
}
