import { describe, expect, test } from 'vitest';
import { dataset, device, eventually } from '../../../fixtures/visits.ts';

describe('the taste map', () => {
  test('is drawn from the model in use, with every film that was rated, and told how far it is', async () => {
    const visit = device().visit();
    await visit.untilTrained('bayes');
    await visit.settled();
    visit.handle({ type: 'openMap', anew: false });
    const { map } = await visit.until('mapDrawn');
    expect(map.runId).toBe(visit.last('trainingEnded').runId);
    const rated = new Set(dataset.ratings.item);
    expect(map.movies.length).toBe(rated.size);
    expect(map.leftOut).toBe(dataset.movies.length - rated.size);
    expect(map.points.length).toBe(2 * map.movies.length);
    for (const place of map.points) expect(Math.abs(place)).toBeLessThanOrEqual(1);
    expect(visit.all('mapProgressed').length).toBeGreaterThan(0);
    // A stranger is nowhere; who has rated is somewhere, and the answer to a rating brings it.
    expect(visit.last('mapTinted').tint.you).toBeNull();
    const before = visit.all('mapTinted').length;
    visit.handle({ type: 'rate', movieId: 100, stars: 5 });
    await visit.settled();
    expect(visit.all('mapTinted').length).toBe(before + 1);
    expect(visit.last('mapTinted').tint.you).not.toBeNull();
    // Nobody looks: nothing is told.
    visit.handle({ type: 'closeMap' });
    visit.handle({ type: 'rate', movieId: 101, stars: 5 });
    await visit.settled();
    expect(visit.all('mapTinted').length).toBe(before + 1);
  });

  test('waits for a model, and begins by itself once there is one', async () => {
    const visit = device().visit({}, [], false);
    visit.handle({ type: 'openMap', anew: false });
    await visit.until('mapWaiting');
    expect(visit.all('mapDrawn')).toEqual([]);
    visit.handle({ type: 'trainByItself', on: true });
    await visit.until('mapDrawn');
  });

  test('is the same map when it is opened again, and another only when asked for', async () => {
    const visit = device().visit();
    await visit.untilTrained('bayes');
    await visit.settled();
    visit.handle({ type: 'openMap', anew: false });
    const first = await visit.until('mapDrawn');
    visit.handle({ type: 'closeMap' });
    visit.handle({ type: 'openMap', anew: false });
    await eventually(() => expect(visit.all('mapDrawn').length).toBe(2));
    expect(visit.last('mapDrawn').map.points).toEqual(first.map.points);
    expect(visit.last('mapDrawn').map.took).toBe(first.map.took);
  });
});
