import { describe, expect, it } from 'vitest';
import type { MovieFacts } from '../../../../src/dataset/movie-facts.ts';
import type { LabWorkerEvent } from '../../../../src/protocol/lab-messages.ts';
import { fullLab, type LabSettings, quickLab } from '../../../../src/protocol/lab-settings.ts';
import { createLabSession, type LabPorts } from '../../../../src/worker/lab/lab-session.ts';
import { trainForLab } from '../../../../src/worker/lab/lab-training.ts';
import { randomRatings } from '../../../fixtures/small-data.ts';
import { factorModel, smallDataset } from '../../../fixtures/worker-fakes.ts';

/** 60 users who each rated about 45 of 90 movies: enough to hold some out. */
const dataset = (() => {
  const ratings = randomRatings(60, 90, 0.55, 5);
  const movies = Array.from({ length: 90 }, (_, i) => ({
    id: i,
    title: `Film ${i}`,
    year: 1990,
    genres: [['Comedy', 'Drama', 'Horror'][i % 3]],
  }));
  return { ...smallDataset(), id: 'lab-1', name: 'lab', movies, ratings };
})();

const few: LabSettings = { ...quickLab, recommenders: ['popularity', 'content', 'itemKnn'], k: 5 };

type Of<T extends LabWorkerEvent['type']> = Extract<LabWorkerEvent, { type: T }>;

function lab(change: Partial<LabPorts> = {}) {
  const events: LabWorkerEvent[] = [];
  const session = createLabSession({
    emit: (event) => events.push(structuredClone(event)),
    openDataset: async () => dataset,
    trainStars: async (_, part) => factorModel(part),
    ...change,
  });
  const all = <T extends LabWorkerEvent['type']>(type: T) =>
    events.filter((event): event is Of<T> => event.type === type);
  return {
    events,
    all,
    cancel: () => session.handle({ type: 'cancel' }),
    run(settings: LabSettings, datasetId = dataset.id) {
      session.handle({ type: 'run', settings, datasetId });
      return session.settled();
    },
  };
}

/** What a run found, without what the clock has said. */
async function found(settings: LabSettings, change: Partial<LabPorts> = {}): Promise<unknown> {
  const { events, run } = lab(change);
  await run(settings);
  return events
    .filter(({ type }) => type !== 'labProgressed')
    .map((event) =>
      event.type === 'labMeasured' ? { ...event, result: { ...event.result, seconds: null } } : event,
    );
}

describe('groups of the content model', () => {
  /** Every fourth movie has the same director, and those are not the movies of one genre. */
  const details = dataset.movies.map((_, i): MovieFacts => {
    const directors = i % 4 === 0 ? ['Ana Lopez'] : [];
    return { runtime: null, languages: [], countries: [], directors, cast: [], wikipedia: null };
  });
  const openFacts = async () => ({ details, descriptions: null });
  const ndcgOf = async (id: 'content' | 'metadata', contentGroups: LabSettings['contentGroups']) => {
    const { all, run } = lab({ openFacts });
    await run({ ...few, recommenders: [id], contentGroups });
    return all('labMeasured')[0].result.compared;
  };

  it('are switched on and off by the settings: with genres alone it is the genre model', async () => {
    const genres = await ndcgOf('metadata', ['genres']);
    expect(genres).toEqual(await ndcgOf('content', ['genres', 'people']));
    expect(await ndcgOf('metadata', ['genres', 'people'])).not.toEqual(genres);
  });
});

describe('a run', () => {
  it('tells the data first, then one recommender after the other as soon as it is done', async () => {
    const { events, all, run } = lab();
    await run(few);
    const order = events.map((event) =>
      event.type === 'labProgressed'
        ? `${event.id} ${event.stage}`
        : event.type === 'labMeasured'
          ? `${event.result.id} done`
          : event.type,
    );
    // Whether more of it is told in between depends on the clock.
    const turns = order.filter((one, n) => one !== order[n - 1]);
    const steps = (id: string) => [`${id} fitting`, `${id} ranking`, `${id} newcomers`, `${id} done`];
    expect(turns).toEqual([
      ...['labOpening', 'labStarted'],
      ...steps('popularity'),
      ...steps('content'),
      ...steps('itemKnn'),
      'labEnded',
    ]);
    const [{ data }] = all('labStarted');
    // Two have liked nothing of what is held out of their ratings.
    expect(data.tested).toMatchObject({ known: 58, new: 0, nothingLiked: 2, nothingHidden: 0 });
    expect(data.people.user).toHaveLength(58);
    expect(data.heldOut?.movie).toHaveLength(data.testRatings);
    expect(data).toMatchObject({ id: 'lab-1', users: 60, movies: 90, newcomers: 0 });
    expect(data.trainRatings + data.testRatings).toBe(dataset.ratings.item.length);
    for (const tenths of Object.values(data.histories))
      expect(tenths.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 10);
    expect(data.groups.map(({ name, users }) => `${name} ${users}`)).toEqual([
      ...['occasional 19', 'regular 20', 'active 19'],
      ...['niche 19', 'mixed 20', 'mainstream 19'],
    ]);
  });

  it('compares each with all that were done before it', async () => {
    const { all, run } = lab();
    await run(few);
    const measured = all('labMeasured');
    expect(measured.map(({ comparisons }) => comparisons.length)).toEqual([1, 2, 3]);
    const { of } = measured[2].comparisons[0];
    expect(Object.keys(of).sort()).toEqual(['content', 'itemKnn']);
    const [popularity, content] = measured.map(({ result }) => result.compared.ndcg?.mean ?? Number.NaN);
    expect(of.content?.ndcg?.difference.mean).toBeCloseTo(content - popularity, 12);
    for (const { result } of measured) {
      const { ndcg, rmse } = result.compared;
      expect(ndcg?.low).toBeLessThan(ndcg?.mean ?? 0);
      expect(ndcg?.high).toBeGreaterThan(ndcg?.mean ?? 1);
      expect(rmse).toBeNull();
      expect(result.byGroup).toHaveLength(6);
      expect(result.curve).toEqual([]);
    }
  });

  it('draws the newcomer curve with users that were hidden from training', async () => {
    const trainedOn: number[] = [];
    const { all, run } = lab({
      trainStars: async (_, part) => {
        trainedOn.push(part.ratings.users);
        return factorModel(part);
      },
    });
    await run({ ...few, recommenders: ['als'], newcomers: 10 });
    const [{ data }] = all('labStarted');
    expect(data.newcomers).toBe(10);
    expect(trainedOn).toEqual([60, 50]);
    const { curve, compared } = all('labMeasured')[0].result;
    expect(curve.map(({ given }) => given)).toEqual([0, 1, 3, 5, 10, 20]);
    for (const { ndcg } of curve) expect(ndcg.mean).toBeGreaterThan(0);
    expect(compared.rmse?.mean).toBeGreaterThan(0);
  });

  it('never hides more than half', async () => {
    const { all, run } = lab();
    await run({ ...few, recommenders: ['popularity'], newcomers: 500 });
    expect(all('labStarted')[0].data.newcomers).toBeLessThanOrEqual(30);
    expect(all('labEnded')).toHaveLength(1);
  });
});

describe('repeating', () => {
  const real: LabSettings = {
    ...fullLab,
    recommenders: ['popularity', 'als', 'bayes', 'ials', 'hybrid'],
    k: 5,
    newcomers: 10,
  };

  it('gives the very same results with the same settings, training included', async () => {
    const once = await found(real, { trainStars: trainForLab });
    expect(await found(real, { trainStars: trainForLab })).toEqual(once);
    expect(JSON.stringify(once)).toContain('hybrid');
  }, 120_000);

  it('does not depend on which others are asked for, and does on the seed', async () => {
    const alone = await found({ ...few, recommenders: ['itemKnn'] });
    const results = (events: unknown) =>
      (events as LabWorkerEvent[]).flatMap((event) => (event.type === 'labMeasured' ? [event.result] : []));
    expect(results(await found(few))[2]).toEqual(results(alone)[0]);
    expect(results(await found({ ...few, recommenders: ['itemKnn'], seed: 2 }))).not.toEqual(results(alone));
  });
});

describe('what goes wrong', () => {
  it('in one recommender leaves the others alone', async () => {
    const { all, run } = lab({ trainStars: () => Promise.reject(new Error('out of luck')) });
    await run({ ...few, recommenders: ['popularity', 'svd', 'itemKnn'] });
    expect(all('labMissed')).toMatchObject([
      { id: 'svd', problem: { message: expect.stringContaining('out of luck') } },
    ]);
    expect(all('labMeasured').map(({ result }) => result.id)).toEqual(['popularity', 'itemKnn']);
    expect(all('labEnded')).toEqual([{ type: 'labEnded', end: 'finished' }]);
  });

  it('with the whole run is said', async () => {
    const broken = lab({ openDataset: () => Promise.reject(new Error('no disk')) });
    await broken.run(few);
    expect(broken.events.at(-1)).toMatchObject({
      type: 'labFailed',
      problem: { message: expect.stringContaining('no disk') },
    });
    const bounds = lab();
    await bounds.run({ ...few, k: 0 });
    expect(bounds.events).toMatchObject([{ type: 'labFailed', problem: { code: 'settings' } }]);
  });

  it('another data set than the page shows is not evaluated in its place', async () => {
    const { events, run } = lab();
    await run(few, 'lab-2');
    expect(events.at(-1)).toMatchObject({ type: 'labFailed', problem: { code: 'data-invalid' } });
  });

  it('a split that leaves nothing to find is told apart', async () => {
    const single = randomRatings(3, 90, 0.02, 1);
    const { events, run } = lab({ openDataset: async () => ({ ...dataset, ratings: single }) });
    await run(few);
    expect(events.at(-1)).toMatchObject({ type: 'labFailed', problem: { code: 'data-invalid' } });
  });
});

describe('cancelling', () => {
  it('ends at the next pause, and what was measured stays told', async () => {
    let epochs = 0;
    const { all, run, cancel } = lab({
      async trainStars(_, part, __, epoch) {
        for (epochs = 1; epochs < 10_000; epochs++) {
          if (epochs === 3) cancel();
          // Pauses are taken by the clock.
          await new Promise((resolve) => setTimeout(resolve, 2));
          await epoch(epochs, 10_000);
        }
        return factorModel(part);
      },
    });
    await run({ ...few, recommenders: ['popularity', 'als', 'itemKnn'] });
    expect(epochs).toBeLessThan(1000);
    expect(all('labMeasured').map(({ result }) => result.id)).toEqual(['popularity']);
    expect(all('labMissed')).toEqual([]);
    expect(all('labEnded')).toEqual([{ type: 'labEnded', end: 'cancelled' }]);
  });

  it('a run that is asked for meanwhile takes its place', async () => {
    const { all, run } = lab();
    const first = run(few);
    await run({ ...few, recommenders: ['popularity'] });
    await first;
    expect(all('labEnded').map(({ end }) => end)).toEqual(['cancelled', 'finished']);
    expect(all('labMeasured').map(({ result }) => result.id)).toEqual(['popularity']);
  });
});
