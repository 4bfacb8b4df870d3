import { describe, expect, it } from 'vitest';
import { plainProduct } from '../../../../src/base/matrix-vector.ts';
import { type Dataset, toRatings } from '../../../../src/dataset/dataset.ts';
import { fitTerms, weightsOf } from '../../../../src/recommenders/models/content-terms.ts';
import { movieContent } from '../../../../src/recommenders/models/movie-content.ts';
import { explainMovie } from '../../../../src/worker/explanation/explain-movie.ts';
import { describeMovie } from '../../../../src/worker/recommendations/describe-movie.ts';
import { createPersonalScores } from '../../../../src/worker/recommendations/personal-scores.ts';
import { hybrid } from '../../../../src/worker/recommendations/recommender-pool.ts';
import { createCatalogue } from '../../../../src/worker/session/catalogue.ts';
import { describedFacts, describedGenres, describedMovies } from '../../../fixtures/described-movies.ts';
import { memoryAppStorage, smallDataset } from '../../../fixtures/worker-fakes.ts';

/** One user who rated every movie alike, so that popularity tells none apart. */
const dataset: Dataset = {
  ...smallDataset(),
  movies: describedMovies,
  genres: describedGenres,
  ratings: toRatings(1, describedMovies.length, {
    user: new Int32Array(describedMovies.length),
    item: Int32Array.from(describedMovies, (_, i) => i),
    value: new Float32Array(describedMovies.length).fill(4),
    time: new Uint32Array(describedMovies.length),
  }),
};

/** Somebody who liked "Night Heist" and not "Bare". */
async function scored(isFitted: boolean) {
  const catalogue = createCatalogue(dataset, plainProduct);
  const storage = memoryAppStorage();
  await storage.setRating(describedMovies[0].id, { stars: 5, at: 1 });
  await storage.setRating(describedMovies[4].id, { stars: 1, at: 2 });
  const fitted = movieContent(
    await fitTerms(dataset, describedFacts, weightsOf(['genres', 'people', 'words'])),
  );
  const scores = createPersonalScores(catalogue, {
    stored: await storage.loadPerson(),
    stars: null,
    backgroundRecommenders: new Map(),
    content: isFitted ? fitted : catalogue.content,
    ranker: hybrid,
    facts: () => describedFacts,
  });
  return { catalogue, scores };
}

describe('a movie by the director of one that was liked', () => {
  it('is explained by that director, and by terms that sum to the score', async () => {
    const { catalogue, scores } = await scored(true);
    const { reason, components } = explainMovie(catalogue, scores, describedMovies[1].id, []);
    expect(reason).toEqual({
      kind: 'person',
      name: 'Ana Lopez',
      role: 'director',
      because: { movie: describedMovies[0], stars: 5 },
    });
    const content = components.find(({ component }) => component === 'content');
    if (content?.terms.kind !== 'terms') throw new Error('content is made of terms');
    const { terms, others } = content.terms;
    const sum = terms.reduce((total, { profile, movie }) => total + profile * movie, others.adds);
    expect(sum).toBeCloseTo(content.score, 6);
    expect(terms[0].term).toEqual({ group: 'people', label: 'Ana Lopez', role: 'director' });
    expect(new Set(terms.map(({ term }) => term.group))).toContain('words');
  });

  it('is explained by genres until its facts have arrived', async () => {
    const { catalogue, scores } = await scored(false);
    const { reason, components } = explainMovie(catalogue, scores, describedMovies[1].id, []);
    expect(reason).toEqual({ kind: 'genres', genres: ['Crime'], picked: false });
    const [{ terms }] = components.filter(({ component }) => component === 'content');
    expect(terms).toMatchObject({ kind: 'terms', terms: [{ term: { group: 'genres', label: 'Crime' } }] });
  });

  it('is similar to it by people and words, which is told only where they are known', async () => {
    const { catalogue, scores } = await scored(true);
    const similar = (item: number, of = scores) => describeMovie(catalogue, of, item).similarByContent;
    expect(
      similar(0)
        ?.map(({ card }) => card.movie.title)
        .slice(0, 2),
    ).toEqual(['Casino Nights', 'Cold Vault']);
    expect(similar(4)).toBeNull();
    expect(similar(0, (await scored(false)).scores)).toBeNull();
  });
});
