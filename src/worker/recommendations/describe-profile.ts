import type { Movie } from '../../dataset/dataset.ts';
import { type Disagreement, type Profile, profile } from '../../recommenders/lists/taste-profile.ts';
import type { PersonRatings } from '../../recommenders/recommender.ts';
import type { Library } from '../session/catalogue.ts';

interface Disputed {
  readonly movie: Movie;
  readonly stars: number;
  readonly everyone: number;
}

/** The person's ratings beside everyone's, with movies in place of items. */
export interface TasteProfile extends Omit<Profile, 'above' | 'below'> {
  readonly above: readonly Disputed[];
  readonly below: readonly Disputed[];
}

export function describeProfile(library: Library, ratings: PersonRatings): TasteProfile | null {
  if (ratings.item.length === 0) return null;
  const { movies } = library.dataset;
  const { above, below, ...rest } = profile({ ...library, movies }, ratings);
  const disputed = ({ item, stars, everyone }: Disagreement) => ({ movie: movies[item], stars, everyone });
  return { ...rest, above: above.map(disputed), below: below.map(disputed) };
}
