import { describe, expect, test } from 'vitest';
import type { ShownRow } from '../../../../src/protocol/carousel-messages.ts';
import { TOP_PICKS } from '../../../../src/protocol/top-picks.ts';
import { device, eventually, type Visit } from '../../../fixtures/visits.ts';

const idsOf = ({ cards }: ShownRow) => cards.map(({ movie }) => movie.id);

/** A visit with rows whose films are ranked by all there is. */
async function withRows(): Promise<Visit> {
  const visit = device().visit();
  await visit.untilTrained('bayes');
  visit.handle({ type: 'pickGenres', genres: ['Comedy', 'Horror'] });
  visit.handle({ type: 'showRows', on: true });
  await visit.settled();
  await eventually(() => expect(visit.last('rows').rows.length).toBeGreaterThan(1));
  return visit;
}

/** The rows that follow what is done. */
async function rowsAfter(visit: Visit, act: () => void): Promise<readonly ShownRow[]> {
  const before = visit.all('rows').length;
  act();
  await visit.settled();
  await eventually(() => expect(visit.all('rows').length).toBeGreaterThan(before));
  return visit.last('rows').rows;
}

describe('rows of For you', () => {
  test('each film is on the page once: in the top picks or in one row', async () => {
    const visit = await withRows();
    const { rows } = visit.last('rows');
    const all = [...visit.recommended().slice(0, TOP_PICKS), ...rows.flatMap(idsOf)];
    expect(new Set(all).size).toBe(all.length);
    for (const { subject, cards } of rows) {
      if (subject.kind !== 'genre') continue;
      for (const { movie } of cards) expect(movie.genres).toContain(subject.genre);
    }
  });

  test('a film that was just loved has a row, from the answer on', async () => {
    const visit = await withRows();
    visit.handle({ type: 'rate', movieId: 101, stars: 2 });
    const [first] = await rowsAfter(visit, () => visit.handle({ type: 'rate', movieId: 100, stars: 5 }));
    expect(first.subject).toMatchObject({ kind: 'seed', movie: { id: 100 } });
    expect(first.cards.length).toBeGreaterThan(3);
    const told = visit.events.map(({ type }) => type);
    expect(told.lastIndexOf('rows')).toBeGreaterThan(told.lastIndexOf('recommended'));
  });

  test('what is put aside leaves its row, and filters hold for rows, too', async () => {
    const visit = await withRows();
    const [gone] = visit.last('rows').rows.flatMap(idsOf);
    const rows = await rowsAfter(visit, () =>
      visit.handle({ type: 'mark', movieId: gone, mark: 'notInterested' }),
    );
    expect(rows.flatMap(idsOf)).not.toContain(gone);
    const { listSettings } = visit.last('opened').person;
    expect(rows.length).toBeGreaterThan(0);
    const filtered = await rowsAfter(visit, () =>
      visit.handle({ type: 'setListSettings', listSettings: { ...listSettings, genres: ['Drama'] } }),
    );
    for (const { cards } of filtered) for (const { movie } of cards) expect(movie.genres).toContain('Drama');
  });

  test('more of the list moves no film of a row', async () => {
    const visit = await withRows();
    const before = visit.last('rows').rows.map(idsOf);
    const after = await rowsAfter(visit, () => visit.handle({ type: 'showMore', count: 40 }));
    expect(after.map(idsOf)).toEqual(before);
  });

  test('none come where none are shown, nor in a live experiment', async () => {
    const visit = await withRows();
    visit.handle({ type: 'startExperiment', a: 'hybrid', b: 'popularity' });
    await visit.settled();
    const count = visit.all('rows').length;
    await new Promise((passed) => setTimeout(passed, 20));
    expect(visit.last('recommended').experiment).not.toBeNull();
    expect(visit.all('rows').length).toBe(count);
    visit.handle({ type: 'showRows', on: false });
    visit.handle({ type: 'stopExperiment' });
    await visit.settled();
    await new Promise((passed) => setTimeout(passed, 20));
    expect(visit.all('rows').length).toBe(count);
    visit.handle({ type: 'showRows', on: true });
    await eventually(() => expect(visit.all('rows').length).toBe(count + 1));
  });
});
