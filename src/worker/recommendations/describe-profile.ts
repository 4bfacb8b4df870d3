import type { TasteProfile } from '../../protocol/recommendation-messages.ts';
import { type Disagreement, profile } from '../../recommenders/lists/taste-profile.ts';
import type { PersonRatings } from '../../recommenders/recommender.ts';
import type { Catalogue } from '../session/catalogue.ts';

export function describeProfile(catalogue: Catalogue, ratings: PersonRatings): TasteProfile | null {
  if (ratings.item.length === 0) return null;
  const { movies } = catalogue.dataset;
  const { above, below, ...rest } = profile({ ...catalogue, movies }, ratings);
  const disputed = ({ item, stars, everyone }: Disagreement) => ({ movie: movies[item], stars, everyone });
  return { ...rest, above: above.map(disputed), below: below.map(disputed) };
}
