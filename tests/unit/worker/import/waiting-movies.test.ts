/** Rows whose movie is not found: the person mends them, or they wait for another data set. */
import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../../../src/dataset/dataset.ts';
import { droppedFile } from '../../../fixtures/archives.ts';
import { dataset, device, type Visit } from '../../../fixtures/visits.ts';

const HEAD = 'Date,Name,Year,Letterboxd URI,Rating\n';
const ROWS = `${HEAD}2013-01-05,Film 1,1961,u,4.5\n2013-01-06,Unknown Here,1961,u,3\n2013-01-07,Tomorrow,2090,u,5\n`;

async function opened(visit: () => Visit): Promise<Visit> {
  const session = visit();
  await session.until('opened');
  await session.settled();
  return session;
}

async function preview(session: Visit, files: Readonly<Record<string, string>>) {
  session.handle({
    type: 'previewImport',
    files: Object.entries(files).map(([name, text]) => droppedFile(name, text)),
  });
  await session.settled();
  return session.last('importPreviewed').review;
}

async function accepted(session: Visit, files: Readonly<Record<string, string>>): Promise<void> {
  await preview(session, files);
  session.handle({ type: 'acceptImport' });
  await session.settled();
}

/** The data set of all visits with one more movie. */
const withMovie = (title: string, year: number): Dataset => {
  const [first] = dataset.movies;
  const at = dataset.movies.findIndex(({ id }) => id === 112);
  return {
    ...dataset,
    movies: dataset.movies.map((movie, item) =>
      item === Math.max(0, at) ? { ...first, id: 7000, title, year } : movie,
    ),
  };
};

describe('a movie that is not found', () => {
  it('has a reason, and is mended by hand for this import and the next one', async () => {
    const here = device();
    const session = await opened(here.visit);
    const before = await preview(session, { 'ratings.csv': ROWS });
    expect(before).toMatchObject({ rows: 3, found: 1, lastYear: expect.any(Number), mended: [] });
    expect(before.waiting.map(({ title, reason }) => [title, reason])).toEqual([
      ['Unknown Here', 'rare'],
      ['Tomorrow', 'newer'],
    ]);
    const [{ key }] = before.waiting;
    session.handle({ type: 'mendImport', key, movieId: 103 });
    await session.settled();
    const mended = session.last('importPreviewed').review;
    expect(mended.mended).toMatchObject([{ title: 'Unknown Here', movie: { id: 103 }, rows: 1 }]);
    expect(mended.waiting.map(({ title }) => title)).toEqual(['Tomorrow']);
    session.handle({ type: 'mendImport', key, movieId: null });
    await session.settled();
    expect(session.last('importPreviewed').review.waiting).toHaveLength(2);
    session.handle({ type: 'mendImport', key, movieId: 103 });
    session.handle({ type: 'acceptImport' });
    await session.settled();
    const { person } = session.last('personChanged');
    expect(person.ratings.map(({ movie, stars }) => [movie.id, stars])).toEqual([
      [103, 3],
      [101, 4.5],
    ]);
    const again = await preview(session, {
      'diary.csv': `${HEAD}2014-01-01,Unknown Here,1961,u,2\n`,
    });
    expect(again).toMatchObject({ found: 1, waiting: [], mended: [{ movie: { id: 103 } }] });
  });

  it('waits with its stars, is imported once, and is found by itself in another data set', async () => {
    const here = device();
    const session = await opened(here.visit);
    await accepted(session, {
      'ratings.csv': ROWS,
      'likes.csv': 'Date,Name,Year,Letterboxd URI\n2020-01-01,Tomorrow,2090,u\n',
    });
    expect(session.last('personChanged').person.waiting).toEqual([
      { key: expect.any(String), title: 'Tomorrow', year: 2090, stars: 5, mark: 'liked', lists: [] },
      { key: expect.any(String), title: 'Unknown Here', year: 1961, stars: 3, mark: null, lists: [] },
    ]);
    expect((await preview(session, { 'ratings.csv': ROWS })).changes).toBe(0);
    here.stored.set('dataset', withMovie('Tomorrow', 2090));
    const later = await opened(here.visit);
    await later.until('personChanged');
    const { person } = later.last('personChanged');
    expect(person.waiting.map(({ title }) => title)).toEqual(['Unknown Here']);
    expect(person.ratings.map(({ movie, stars, at }) => [movie.title, stars, at])).toContainEqual([
      'Tomorrow',
      5,
      Date.UTC(2013, 0, 7),
    ]);
  });

  it('is pointed at a movie later, or removed, which can be undone', async () => {
    const session = await opened(device().visit);
    await accepted(session, { 'ratings.csv': ROWS });
    const [second, first] = session.last('personChanged').person.waiting;
    session.handle({ type: 'placeWaiting', key: first.key, movieId: 104 });
    await session.settled();
    const { person } = session.last('personChanged');
    expect(person.ratings.map(({ movie }) => movie.id)).toContain(104);
    session.handle({ type: 'removeWaiting', key: second.key });
    await session.settled();
    expect(session.last('personChanged').person.waiting).toEqual([]);
    session.handle({ type: 'undoImport' });
    await session.settled();
    expect(session.last('personChanged').person.waiting).toEqual([second]);
  });
});

it('a liking without stars gives no stars; the movie is liked by mark and no longer recommended', async () => {
  const session = await opened(device().visit);
  const [best] = session.recommended();
  const { title, year } = dataset.movies.find(({ id }) => id === best) ?? { title: '', year: 0 };
  await accepted(session, { 'likes.csv': `Date,Name,Year,Letterboxd URI\n2020-01-01,${title},${year},u\n` });
  const { person } = session.last('personChanged');
  expect(person.ratings).toEqual([]);
  expect(person.marks.map(({ movie, mark }) => [movie.id, mark])).toEqual([[best, 'liked']]);
  expect(session.recommended()).not.toContain(best);
});

describe('a list', () => {
  const LIST =
    'Letterboxd list export v7\nDate,Name,Tags,URL,Description\n2024-01-01,Rainy night,,u,\n\nPosition,Name,Year,URL,Description\n1,Film 2,1962,u,\n2,Film 1,1961,u,\n3,Tomorrow,2090,u,\n';

  it('stays a list of that name, unless the person uses it as a watchlist', async () => {
    const session = await opened(device().visit);
    const review = await preview(session, { 'rainy-night.csv': LIST });
    expect(review.lists).toEqual([{ name: 'Rainy night', rows: 3, as: 'list' }]);
    expect(review.tallies.listed.fresh).toBe(2);
    session.handle({ type: 'useImportedList', list: 'Rainy night', as: 'watchlist' });
    await session.settled();
    expect(session.last('importPreviewed').review.tallies).toMatchObject({
      watchlist: { fresh: 2 },
      listed: { fresh: 0 },
    });
    session.handle({ type: 'useImportedList', list: 'Rainy night', as: 'list' });
    session.handle({ type: 'acceptImport' });
    await session.settled();
    const { person } = session.last('personChanged');
    expect(person.namedLists.map(({ name, movies }) => [name, movies.map(({ id }) => id)])).toEqual([
      ['Rainy night', [102, 101]],
    ]);
    expect(person.waiting).toMatchObject([{ title: 'Tomorrow', lists: ['Rainy night'] }]);
  });

  it('is in a back-up with what waits and what was chosen', async () => {
    const session = await opened(device().visit);
    await preview(session, { 'rainy-night.csv': LIST, 'ratings.csv': ROWS });
    const { waiting } = session.last('importPreviewed').review;
    const key = waiting.find(({ title }) => title === 'Unknown Here')?.key ?? '';
    session.handle({ type: 'mendImport', key, movieId: 103 });
    session.handle({ type: 'acceptImport' });
    session.handle({ type: 'backUp' });
    await session.settled();
    const { person } = session.last('personChanged');
    const { text } = session.last('backedUp');
    const other = await opened(device().visit);
    await accepted(other, { 'backup.json': text });
    const restored = other.last('personChanged').person;
    expect(restored.namedLists).toEqual(person.namedLists);
    expect(restored.waiting).toEqual(person.waiting);
    expect((await preview(other, { 'ratings.csv': ROWS })).mended).toMatchObject([{ movie: { id: 103 } }]);
    expect((await preview(other, { 'backup.json': text })).changes).toBe(0);
  });
});
