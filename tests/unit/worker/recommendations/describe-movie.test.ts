import { describe, expect, it } from 'vitest';
import { plainProduct } from '../../../../src/base/matrix-vector.ts';
import type { Dataset } from '../../../../src/dataset/dataset.ts';
import {
  type Description,
  type Facts,
  type MovieFacts,
  noFacts,
} from '../../../../src/dataset/movie-facts.ts';

import { describeMovie, knownMovie } from '../../../../src/worker/recommendations/describe-movie.ts';
import { createPersonalScores } from '../../../../src/worker/recommendations/personal-scores.ts';
import { hybrid } from '../../../../src/worker/recommendations/recommender-pool.ts';
import { createCatalogue } from '../../../../src/worker/session/catalogue.ts';
import { dataset } from '../../../fixtures/visits.ts';
import { memoryAppStorage } from '../../../fixtures/worker-fakes.ts';

const MATADOR: MovieFacts = {
  runtime: 110,
  languages: ['es'],
  countries: ['ES'],
  directors: ['Pedro Almodóvar'],
  cast: ['Assumpta Serna', 'Antonio Banderas'],
  wikipedia: 'Matador_(film)',
};
const PLOT: Description = {
  text: 'A torero and a lawyer meet.',
  source: 'wikipedia',
  page: 'Matador_(film)',
};

async function movies(known: Facts, more: Partial<Dataset> = {}) {
  const catalogue = createCatalogue({ ...dataset, ...more }, plainProduct);
  const stored = await memoryAppStorage().loadPerson();
  let facts = known;
  const scores = createPersonalScores(catalogue, {
    stored,
    stars: null,
    backgroundRecommenders: new Map(),
    content: catalogue.content,
    ranker: hybrid,
    facts: () => facts,
  });
  return { catalogue, scores, arrive: (later: Facts) => (facts = later) };
}

const forItem = <T>(item: number, value: T): readonly (T | null)[] =>
  dataset.movies.map((_, i) => (i === item ? value : null));

describe('what is known of a movie', () => {
  it('is shown as soon as it arrives, without scoring anew', async () => {
    const { catalogue, scores, arrive } = await movies(noFacts);
    expect(knownMovie(catalogue, scores, 2)).toMatchObject({ facts: null, description: null });
    arrive({ details: forItem(2, MATADOR), descriptions: null });
    expect(knownMovie(catalogue, scores, 2)).toMatchObject({
      facts: MATADOR,
      description: null,
      card: { runtime: 110 },
    });
    arrive({ details: forItem(2, MATADOR), descriptions: forItem(2, PLOT) });
    expect(describeMovie(catalogue, scores, 2)).toMatchObject({ facts: MATADOR, description: PLOT });
    expect(knownMovie(catalogue, scores, 3)).toMatchObject({
      facts: null,
      description: null,
      card: { runtime: null },
    });
  });

  it('has the ratings of the world and the numbers elsewhere, and null for what is unknown', async () => {
    const count = new Int32Array(dataset.movies.length);
    const mean = new Float32Array(dataset.movies.length).fill(Number.NaN);
    const imdb = new Int32Array(dataset.movies.length);
    const tmdb = new Int32Array(dataset.movies.length);
    [count[1], mean[1], imdb[1]] = [76_813, 3.5, 114_709];
    const { catalogue, scores } = await movies(noFacts, {
      statistics: { count, mean },
      links: { imdb, tmdb },
    });
    expect(describeMovie(catalogue, scores, 1)).toMatchObject({
      card: { world: { count: 76_813, mean: 3.5 } },
      links: { imdb: 114_709, tmdb: null },
    });
    expect(describeMovie(catalogue, scores, 0)).toMatchObject({
      card: { world: null },
      links: { imdb: null, tmdb: null },
    });
  });

  it('is null in data sets that have none', async () => {
    const { catalogue, scores } = await movies(noFacts);
    expect(describeMovie(catalogue, scores, 0)).toMatchObject({
      card: { world: null, runtime: null },
      links: { imdb: null, tmdb: null },
    });
  });
});
