import { LIKED } from '../../base/liked.ts';
import type { RatedMovie, StarsEvidence } from '../../protocol/movie-card.ts';
import { type ContentTerms, type Term, weightIn } from '../../recommenders/models/content-terms.ts';
import { isMovieContent } from '../../recommenders/models/movie-content.ts';
import type { PersonRatings } from '../../recommenders/recommender.ts';
import type { Basis } from './scoring-basis.ts';

/** What lies behind expected stars. */
type EvidenceBasis = Pick<Basis, 'catalogue' | 'person' | 'content'>;

/**
 * What lies behind the stars that a factorization expects of a movie: the person's own ratings that lift them, else
 * somebody who made it and a movie that the person liked, else what everyone says.
 * @param because positions in `person.ratings` of the ratings that lift the stars, the strongest first
 */
export function starsEvidence(basis: EvidenceBasis, item: number, because: readonly number[]): StarsEvidence {
  if (because.length > 0) return { kind: 'rated', because: ratedMovies(basis, because) };
  return sharedPerson(basis, item) ?? whatEveryoneSays(basis, item);
}

/** Movies with the person's stars. @param positions in `person.ratings` */
export function ratedMovies(
  { catalogue, person: { ratings } }: Pick<Basis, 'catalogue' | 'person'>,
  positions: readonly number[],
): RatedMovie[] {
  return positions.map((n) => ({
    movie: catalogue.dataset.movies[ratings.item[n]],
    stars: ratings.value[n],
  }));
}

/** A director of the movie before an actor, by the movie of theirs with the most stars; null until facts are known. */
function sharedPerson(basis: EvidenceBasis, item: number): StarsEvidence | null {
  const { content, person } = basis;
  if (!isMovieContent(content)) return null;
  let best: { readonly term: Term; readonly position: number; readonly stars: number } | null = null;
  const { terms, start, index } = content.terms;
  for (let n = start[item]; n < start[item + 1]; n++) {
    const term = terms[index[n]];
    if (term.group !== 'people') continue;
    const position = bestLiked(content.terms, person.ratings, index[n]);
    if (position === null) continue;
    const stars = person.ratings.value[position];
    const directs = term.role === 'director';
    const bestDirects = best?.term.role === 'director';
    if (best === null || (directs === bestDirects ? stars > best.stars : directs))
      best = { term, position, stars };
  }
  if (best === null) return null;
  const [because] = ratedMovies(basis, [best.position]);
  return { kind: 'person', name: best.term.label, role: best.term.role ?? 'cast', because };
}

/** The position of the rating with the most stars among liked movies that have a term; null where there is none. */
function bestLiked(terms: ContentTerms, { item, value }: PersonRatings, term: number): number | null {
  let best: number | null = null;
  for (let n = 0; n < item.length; n++) {
    if (value[n] < LIKED || (best !== null && value[n] <= value[best])) continue;
    if (weightIn(terms, item[n], term) > 0) best = n;
  }
  return best;
}

function whatEveryoneSays({ catalogue }: EvidenceBasis, item: number): StarsEvidence {
  const { dataset, counts, starSums } = catalogue;
  const inWorld = dataset.statistics?.count[item] ?? 0;
  if (dataset.statistics !== undefined && inWorld >= Math.max(1, counts[item]))
    return { kind: 'everyone', meanStars: dataset.statistics.mean[item], ratings: inWorld };
  if (counts[item] === 0) return { kind: 'nobody' };
  return { kind: 'everyone', meanStars: starSums[item] / counts[item], ratings: counts[item] };
}
