import { describe, expect, it, vi } from 'vitest';
import { Problem } from '../../../../src/base/problem.ts';
import { oneThread } from '../../../../src/base/threads.ts';
import type { Dataset } from '../../../../src/dataset/dataset.ts';
import { noFacts } from '../../../../src/dataset/movie-facts.ts';
import { builtInMix } from '../../../../src/recommenders/hybrid/built-in-mix.ts';
import { noComponent } from '../../../../src/recommenders/hybrid/components.ts';
import { genreHybridWeights } from '../../../../src/recommenders/hybrid/fitted-weights.ts';
import {
  encodeMix,
  type LearntMix,
  MIX_NAME,
  withLearnt,
} from '../../../../src/recommenders/hybrid/learnt-mix.ts';
import { weightsFor } from '../../../../src/recommenders/hybrid/weighted-hybrid.ts';
import { fitTerms, weightsOf } from '../../../../src/recommenders/models/content-terms.ts';
import { movieContent } from '../../../../src/recommenders/models/movie-content.ts';
import { createPendingWork } from '../../../../src/worker/session/pending-work.ts';
import { createMixLearning, storedMix } from '../../../../src/worker/training/mix-learning.ts';
import { createEngine } from '../../../../src/worker/training/training-engine.ts';
import { describedFacts, describedGenres, describedMovies } from '../../../fixtures/described-movies.ts';
import { randomRatings } from '../../../fixtures/small-data.ts';
import { device } from '../../../fixtures/visits.ts';
import { memoryAppStorage, smallDataset } from '../../../fixtures/worker-fakes.ts';

/** Sixty people with some 36 ratings each, by chance. */
function enoughPeople(): Dataset {
  const ratings = randomRatings(60, 40, 0.9, 5);
  const small = smallDataset();
  return {
    ...small,
    id: 'many-1',
    ratings,
    report: { ...small.report, ratings: ratings.item.length, users: 60 },
  };
}
const dataset = enoughPeople();

const weights = { ...noComponent, ials: 0.25, ease: 0.5, stars: 0.125, content: 0.125 };
const gain = { mean: 0.0075, standardError: 0.0021, people: 600 };
const learnt: LearntMix = { kind: 'learnt', known: 'genres', weights, gain };

function created(change: { readonly autoTrain?: boolean; readonly mix?: LearntMix | null } = {}) {
  const stored = new Map<string, unknown>();
  const storage = memoryAppStorage(stored);
  const failures: unknown[] = [];
  const ended = new AbortController();
  const load = vi.fn(() => import('../../../../src/training/train.ts'));
  const control = { idle: vi.fn(async () => {}), isTraining: vi.fn(() => false) };
  const core = {
    storage,
    catalogue: { dataset },
    content: { score: () => new Float32Array(40) },
    facts: noFacts,
    mix: null as LearntMix | null,
    autoTrain: true,
    threads: oneThread,
    background: createPendingWork((thrown) => failures.push(thrown)),
    signal: ended.signal,
    changed: vi.fn(),
    ...change,
  };
  const learning = createMixLearning(core, createEngine(load, 'cpu'), control);
  const learn = async () => {
    await learning.begin();
    await core.background.idle();
  };
  return { core, learning, learn, stored, storage, failures, ended, load, control };
}

describe('learning in a session', () => {
  it('learns once for a data set, and stores what came of it', async () => {
    const { core, learning, learn, storage, failures, load } = created();
    expect(learning.state()).toEqual({ kind: 'pending' });
    await learn();
    expect(failures).toEqual([]);
    // Chance is no taste, so nothing can be better but by chance; that it was measured is what counts.
    const { mix } = core;
    if (mix?.kind !== 'noGain' && mix?.kind !== 'learnt') throw new Error(`learning came to ${mix?.kind}`);
    expect(mix.gain.people).toBeGreaterThanOrEqual(50);
    expect(learning.state()).toEqual({ kind: mix.kind, gain: mix.gain });
    expect(core.changed.mock.calls).toEqual([[[mix.kind === 'learnt' ? 'recommenders' : 'mix'], 'keep']]);
    expect(await storedMix(storage, dataset.id, () => null)).toEqual(mix);
    expect(await storedMix(storage, 'another', () => null)).toBeNull();
    await learn();
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('learns nothing where an earlier visit did, or Matinee trains only when asked', async () => {
    const before = created({ mix: learnt });
    await before.learn();
    expect(before.learning.state()).toEqual({ kind: 'learnt', gain });
    const asked = created({ autoTrain: false });
    await asked.learn();
    expect(asked.learning.state()).toEqual({ kind: 'off' });
    for (const { load, stored } of [before, asked]) {
      expect(load).not.toHaveBeenCalled();
      expect(stored.has(MIX_NAME)).toBe(false);
    }
    asked.core.autoTrain = true;
    await Promise.all([asked.learn(), asked.learn()]);
    expect(asked.load).toHaveBeenCalledTimes(1);
    expect(asked.core.mix).toMatchObject({ known: 'genres' });
  });

  it('learns anew once content knows people, which it did not when the weights were learnt', async () => {
    const { core, learn, learning, load } = created({ mix: { ...learnt, known: 'people' } });
    expect(learning.state()).toEqual({ kind: 'pending' });
    await learn();
    expect(load).toHaveBeenCalled();
    expect(core.mix).toMatchObject({ known: 'genres' });
  });

  it('is not learnt of the data set that comes with the app: what came of it comes with the app, too', async () => {
    const loadRecommender = vi.fn(async () => null);
    const mix = await storedMix({ loadRecommender }, builtInMix.datasetId, () => null);
    expect(mix).toEqual(builtInMix.mix);
    expect(loadRecommender).not.toHaveBeenCalled();
    const { core, learn, learning, load } = created({ mix });
    // Until it is known who plays in the movies, it does not hold.
    expect(learning.state()).toEqual({ kind: 'pending' });
    const described = {
      ...smallDataset(),
      movies: describedMovies,
      genres: describedGenres,
      ratings: randomRatings(4, describedMovies.length, 0.9, 5),
    };
    const knowing = movieContent(await fitTerms(described, describedFacts, weightsOf(['genres', 'people'])));
    Object.assign(core, { content: knowing });
    await learn();
    expect(load).not.toHaveBeenCalled();
    expect(learning.state()).toMatchObject({ kind: 'noGain', gain: { people: 582 } });
  });

  it('ends with the session and stores nothing', async () => {
    const { core, learn, stored, failures, ended, control } = created();
    control.isTraining.mockImplementation(() => {
      ended.abort();
      return false;
    });
    await learn();
    expect(control.isTraining).toHaveBeenCalled();
    expect([core.mix, failures]).toEqual([null, []]);
    expect(stored.has(MIX_NAME)).toBe(false);
  });

  it('gives way to a training, and begins anew after it with the same result', async () => {
    const calm = created();
    await calm.learn();
    const { core, learn, failures, control } = created();
    control.isTraining.mockReturnValueOnce(false).mockReturnValueOnce(true);
    await learn();
    expect(control.idle.mock.calls.length).toBeGreaterThanOrEqual(3);
    expect(failures).toEqual([]);
    expect(core.mix).toEqual(calm.core.mix);
  });

  it('reports a stored one that is damaged, and goes on without', async () => {
    const damaged = new Problem('storage-broken', 'It is damaged.', 'It is learnt again.');
    const reported: unknown[] = [];
    const report = (thrown: unknown) => {
      reported.push(thrown);
      return null;
    };
    const read = await storedMix({ loadRecommender: () => Promise.reject(damaged) }, 'one', report);
    expect([read, reported]).toEqual([null, [damaged]]);
  });
});

it('orders the list of the next visit, and is explained as an exact sum', async () => {
  const here = device();
  const first = here.visit({ fetchDataset: async () => dataset });
  await first.untilTrained('bayes');
  await first.settled();
  const encoded = encodeMix(learnt);
  if (encoded === null) throw new Error('it is to be stored');
  here.stored.set(MIX_NAME, encoded).set(`${MIX_NAME} of`, dataset.id);

  const visit = here.visit({ fetchDataset: async () => dataset });
  for (let n = 0; n < 25; n++) visit.handle({ type: 'rate', movieId: 100 + n, stars: 1 + (n % 5) });
  const shown = await visit.ask({ type: 'weights' });
  const points = withLearnt(genreHybridWeights, weights);
  expect(shown.mix).toEqual({ kind: 'learnt', gain });
  expect(shown.fitted).toEqual(points);
  expect(shown.own).toEqual(weightsFor(25, points));
  const { score, components, adjustments } = await visit.ask({ type: 'explanation', movieId: 133 });
  expect(components.map(({ component }) => component)).toContain('ease');
  expect(components.reduce((sum, { part }) => sum + part, adjustments)).toBeCloseTo(score, 5);
});
