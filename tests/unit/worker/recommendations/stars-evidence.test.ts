import { describe, expect, it } from 'vitest';
import { plainProduct } from '../../../../src/base/matrix-vector.ts';
import { type Dataset, toRatings } from '../../../../src/dataset/dataset.ts';
import type { StarsEvidence } from '../../../../src/protocol/movie-card.ts';
import { fitTerms, weightsOf } from '../../../../src/recommenders/models/content-terms.ts';
import { movieContent } from '../../../../src/recommenders/models/movie-content.ts';
import { starsEvidence } from '../../../../src/worker/recommendations/stars-evidence.ts';
import { createCatalogue } from '../../../../src/worker/session/catalogue.ts';
import { describedFacts, describedGenres, describedMovies } from '../../../fixtures/described-movies.ts';
import { smallDataset } from '../../../fixtures/worker-fakes.ts';

const [nightHeist, coldVault, casinoNights, farStar, bare, starRoad] = describedMovies.keys();

/** Two users rated "Cold Vault", nobody anything else. */
const dataset: Dataset = {
  ...smallDataset(),
  movies: describedMovies,
  genres: describedGenres,
  ratings: toRatings(2, describedMovies.length, {
    user: Int32Array.of(0, 1),
    item: Int32Array.of(coldVault, coldVault),
    value: Float32Array.of(3, 4),
    time: new Uint32Array(2),
  }),
};

/** The world knows "Cold Vault" and "Bare". */
const statistics = {
  count: Int32Array.from(describedMovies, (_, i) => (i === coldVault ? 12_000 : i === bare ? 7 : 0)),
  mean: Float32Array.from(describedMovies, (_, i) =>
    i === coldVault ? 3.75 : i === bare ? 2.5 : Number.NaN,
  ),
};

const fitted = movieContent(await fitTerms(dataset, describedFacts, weightsOf(['genres', 'people'])));

/** @param rated pairs of item and stars */
function evidence(
  item: number,
  rated: readonly (readonly [number, number])[],
  { isKnown = true, because = [] as readonly number[], of = dataset } = {},
): StarsEvidence {
  const catalogue = createCatalogue(of, plainProduct);
  const ratings = {
    item: Int32Array.from(rated, ([i]) => i),
    value: Float32Array.from(rated, ([, stars]) => stars),
  };
  const content = isKnown ? fitted : catalogue.content;
  return starsEvidence({ catalogue, person: { ratings, genres: [] }, content }, item, because);
}

describe('what lies behind expected stars', () => {
  it('are the ratings that lift them, before all else', () => {
    const rated = [
      [nightHeist, 5],
      [farStar, 3.5],
    ] as const;
    expect(evidence(coldVault, rated, { because: [1] })).toEqual({
      kind: 'rated',
      because: [{ movie: describedMovies[farStar], stars: 3.5 }],
    });
  });

  it('is else the director of a liked movie, before an actor of a better liked one', () => {
    const rated = [
      [casinoNights, 5],
      [nightHeist, 4],
    ] as const;
    expect(evidence(coldVault, rated)).toEqual({
      kind: 'person',
      name: 'Ana Lopez',
      role: 'director',
      because: { movie: describedMovies[nightHeist], stars: 4 },
    });
  });

  it('is else an actor, by the movie with the most stars', () => {
    const rated = [
      [coldVault, 4],
      [casinoNights, 4.5],
    ] as const;
    // "Cold Vault" and "Night Heist" share their director, so the actor alone decides where that one is disliked.
    expect(evidence(nightHeist, [[coldVault, 2], rated[1]])).toMatchObject({
      kind: 'person',
      role: 'cast',
      because: { movie: describedMovies[casinoNights], stars: 4.5 },
    });
    expect(evidence(farStar, rated)).toMatchObject({
      name: 'Fay Gore',
      role: 'director',
      because: { stars: 4.5 },
    });
  });

  it('is nobody of a movie that was not liked, nor anybody while facts have yet to arrive', () => {
    expect(evidence(coldVault, [[nightHeist, 3.5]]).kind).toBe('everyone');
    expect(evidence(coldVault, [[nightHeist, 5]], { isKnown: false }).kind).toBe('everyone');
  });

  it('is else what everyone says: the world where that is known, the people of the data set where it is not', () => {
    expect(evidence(coldVault, [])).toEqual({ kind: 'everyone', meanStars: 3.5, ratings: 2 });
    const known = { of: { ...dataset, statistics } };
    expect(evidence(coldVault, [], known)).toEqual({ kind: 'everyone', meanStars: 3.75, ratings: 12_000 });
    expect(evidence(bare, [], known)).toEqual({ kind: 'everyone', meanStars: 2.5, ratings: 7 });
  });

  it('is else that nobody has rated it', () => {
    expect(evidence(starRoad, [], { of: { ...dataset, statistics } })).toEqual({ kind: 'nobody' });
    expect(evidence(starRoad, [])).toEqual({ kind: 'nobody' });
  });
});
