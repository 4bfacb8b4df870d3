import { describe, expect, test } from 'vitest';
import { defaultSvd } from '../../../../src/protocol/training-defaults.ts';
import { ACTIVE_RECOMMENDER, dataset, device, eventually, type Visit } from '../../../fixtures/visits.ts';

const MAP = { type: 'map' } as const;
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
    visit.watch(MAP);
    const map = await drawn(visit);
    expect(map.runId).toBe(visit.last('trainingEnded').runId);
    const rated = new Set(dataset.ratings.item);
    expect(map.movies.length).toBe(rated.size);
    expect(map.leftOut).toBe(dataset.movies.length - rated.size);
    expect(map.points.length).toBe(2 * map.movies.length);
    for (const place of map.points) expect(Math.abs(place)).toBeLessThanOrEqual(1);
    expect(visit.answers(MAP)[0]).toMatchObject({ state: 'drawing', map: null });
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
    expect(visit.answers(MAP)).toContainEqual(expect.objectContaining({ state: 'drawing', map: first }));
  });
});
