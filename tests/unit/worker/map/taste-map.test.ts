import { describe, expect, test } from 'vitest';
import { type Dataset, toRatings } from '../../../../src/dataset/dataset.ts';
import { defaultSvd } from '../../../../src/protocol/training-defaults.ts';
import { ACTIVE_RECOMMENDER, dataset, device, eventually, type Visit } from '../../../fixtures/visits.ts';

const MAP = { type: 'map' } as const;
const PROGRESS = { type: 'mapProgress' } as const;
const TINT = { type: 'mapTint' } as const;

/** Waits until the map is drawn. */
const drawn = (visit: Visit) =>
  eventually(() => {
    const answer = visit.answer(MAP);
    if (answer.state !== 'drawn') throw new Error(`the map is ${answer.state}`);
    return answer.map;
  });

/** A visit with a trained model. */
async function trained(): Promise<Visit> {
  const visit = device().visit();
  await visit.untilTrained('bayes');
  await visit.settled();
  return visit;
}

describe('the taste map', () => {
  test('is drawn from the model in use with every movie that was rated, and shows its progress', async () => {
    const visit = await trained();
    visit.watch(PROGRESS);
    visit.watch(MAP);
    const map = await drawn(visit);
    expect(map.runId).toBe(visit.last('trainingEnded').runId);
    const rated = new Set(dataset.ratings.item);
    expect(map.movies.length).toBe(rated.size);
    expect(map.leftOut).toBe(dataset.movies.length - rated.size);
    expect(map.unrated).toBe(0);
    expect(map.points.length).toBe(2 * map.movies.length);
    for (const place of map.points) expect(Math.abs(place)).toBeLessThanOrEqual(1);
    expect(visit.answers(MAP)).toEqual([{ state: 'drawing' }, { state: 'drawn', map }]);
    await visit.settled();
    const steps = visit.answers(PROGRESS).flatMap((progress) => progress?.step ?? []);
    expect(steps.length).toBeGreaterThan(0);
    for (const step of steps) expect(['neighbours', 'layout']).toContain(step);
    expect(visit.answer(PROGRESS)).toBeNull();
  });

  test('a new user has no place on it, one who rated has, and the next answer shows it', async () => {
    const visit = await trained();
    expect(await visit.ask(TINT)).toBeNull();
    visit.watch(MAP);
    const { movies } = await drawn(visit);
    await visit.settled();
    expect(visit.answer(TINT)?.predicted).toHaveLength(movies.length);
    expect(visit.answer(TINT)?.you).toBeNull();
    const before = visit.answers(TINT).length;
    visit.handle({ type: 'rate', movieId: 100, stars: 5 });
    await visit.settled();
    expect(visit.answers(TINT).length).toBe(before + 1);
    expect(visit.answer(TINT)?.you).not.toBeNull();
  });

  test('is not answered when nobody watches', async () => {
    const visit = await trained();
    visit.watch(MAP);
    visit.watch(TINT);
    await drawn(visit);
    await visit.settled();
    visit.unwatch(MAP);
    visit.unwatch(TINT);
    const before = [visit.answers(MAP).length, visit.answers(TINT).length];
    visit.handle({ type: 'rate', movieId: 101, stars: 5 });
    await visit.settled();
    expect([visit.answers(MAP).length, visit.answers(TINT).length]).toEqual(before);
  });

  test('is sent once, whatever the person rates', async () => {
    const visit = await trained();
    visit.watch(MAP);
    await drawn(visit);
    const before = visit.answers(MAP).length;
    visit.handle({ type: 'rate', movieId: 101, stars: 5 });
    await visit.settled();
    expect(visit.answers(MAP).length).toBe(before);
  });

  test('is not sent again with the progress of another recommender', async () => {
    const visit = await trained();
    visit.watch(MAP);
    await drawn(visit);
    await visit.settled();
    const before = visit.answers(MAP).length;
    visit.handle({ type: 'rankBy', recommender: 'svd' });
    await eventually(() => expect(visit.answer(ACTIVE_RECOMMENDER).inUse).toBe('svd'));
    expect(visit.answers(ACTIVE_RECOMMENDER).length).toBeGreaterThan(3);
    expect(visit.answers(MAP).length).toBe(before);
  });

  test('waits for a model, and begins by itself once there is one', async () => {
    const visit = device().visit({}, { autoTrain: false });
    expect(await visit.ask(MAP)).toEqual({ state: 'waiting' });
    visit.handle({ type: 'autoTrain', on: true });
    await drawn(visit);
  });
});

/** The data set without ratings of its first two movies. The first is well known elsewhere, the second is not. */
function withUnrated(): Dataset {
  const { users, items, rowStart, item, value } = dataset.ratings;
  const userOf = (n: number) => rowStart.findLastIndex((start) => start <= n);
  const rest = [...item.keys()].filter((n) => item[n] > 1);
  const ratings = toRatings(users, items, {
    user: Int32Array.from(rest, userOf),
    item: Int32Array.from(rest, (n) => item[n]),
    value: Float32Array.from(rest, (n) => value[n]),
    time: new Uint32Array(rest.length),
  });
  const count = new Int32Array(items).fill(1000);
  count[1] = 30;
  return { ...dataset, ratings, statistics: { count, mean: new Float32Array(items).fill(3.5) } };
}

test('movies that only people elsewhere rated are on the map if the model knows more than ratings', async () => {
  const visit = device().visit({ fetchDataset: async () => withUnrated() });
  await visit.untilTrained('bayes');
  await visit.settled();
  visit.watch(MAP);
  const known = await drawn(visit);
  const [first, second] = dataset.movies;
  const ids = known.movies.map(({ id }) => id);
  expect(ids).toContain(first.id);
  expect(ids).not.toContain(second.id);
  expect([known.unrated, known.leftOut, ids.length]).toEqual([1, 1, dataset.movies.length - 1]);
  expect(known.counts[ids.indexOf(first.id)]).toBe(0);

  visit.handle({ type: 'train', settings: { ...defaultSvd, algorithm: 'als', epochs: 2, patience: 0 } });
  await eventually(() => expect(visit.last('trainingEnded').runId).not.toBe(known.runId));
  await visit.settled();
  visit.handle({ type: 'redrawMap' });
  await eventually(async () => expect((await drawn(visit)).runId).toBe(visit.last('trainingEnded').runId));
  const { unrated, leftOut, movies } = await drawn(visit);
  expect([unrated, leftOut]).toEqual([0, 2]);
  expect(movies.map(({ id }) => id)).not.toContain(first.id);
});

describe('drawing the taste map', () => {
  test('stops being drawn when nobody watches any longer, and is drawn when somebody does again', async () => {
    const visit = await trained();
    visit.watch(MAP);
    while (visit.answers(MAP).length === 0) await Promise.resolve();
    expect(visit.answer(MAP).state).toBe('drawing');
    visit.unwatch(MAP);
    // Long enough for the map, had drawing gone on.
    await new Promise((passed) => setTimeout(passed, 500));
    visit.watch(MAP);
    await eventually(() => expect(visit.answers(MAP).length).toBeGreaterThan(1));
    expect(visit.answers(MAP)[1].state).toBe('drawing');
    await drawn(visit);
  });

  test('is the same map when it is opened again, and after a redraw by the same model', async () => {
    const visit = await trained();
    visit.watch(MAP);
    const first = await drawn(visit);
    visit.unwatch(MAP);
    const count = visit.answers(MAP).length;
    await visit.ask(MAP);
    expect(visit.answers(MAP).length).toBe(count + 1);
    expect(visit.answer(MAP)).toEqual({ state: 'drawn', map: first });
    visit.handle({ type: 'redrawMap' });
    await visit.settled();
    expect(visit.answer(MAP)).toEqual({ state: 'drawn', map: first });
  });

  test('stays when another model is in use, until it is redrawn', async () => {
    const visit = await trained();
    visit.watch(MAP);
    const first = await drawn(visit);
    visit.handle({ type: 'train', settings: { ...defaultSvd, algorithm: 'als', epochs: 2, patience: 0 } });
    await eventually(() => expect(visit.last('trainingEnded').runId).not.toBe(first.runId));
    await visit.settled();
    expect(visit.answers(MAP).filter(({ state }) => state === 'drawn')).toEqual([
      { state: 'drawn', map: first },
    ]);
    visit.handle({ type: 'redrawMap' });
    await eventually(async () => expect((await drawn(visit)).runId).toBe(visit.last('trainingEnded').runId));
  });

  test('is sent once when it is drawn anew: progress has an answer of its own', async () => {
    const visit = await trained();
    visit.watch(MAP);
    visit.watch(PROGRESS);
    const first = await drawn(visit);
    visit.handle({ type: 'train', settings: { ...defaultSvd, algorithm: 'als', epochs: 2, patience: 0 } });
    await eventually(() => expect(visit.last('trainingEnded').runId).not.toBe(first.runId));
    await visit.settled();
    const before = [visit.answers(MAP).length, visit.answers(PROGRESS).length];
    visit.handle({ type: 'redrawMap' });
    await eventually(() => expect(visit.answers(MAP).length).toBeGreaterThan(before[0]));
    await eventually(() => expect(visit.answers(PROGRESS).slice(before[1]).at(-1)).toBeNull());
    await visit.settled();
    expect(visit.answers(MAP).slice(before[0])).toEqual([
      { state: 'drawn', map: expect.objectContaining({ runId: visit.last('trainingEnded').runId }) },
    ]);
    const shown = visit.answers(PROGRESS).slice(before[1]);
    expect(shown.filter((progress) => progress !== null).length).toBeGreaterThan(0);
  });
});
