import { describe, expect, it } from 'vitest';
import { Problem } from '../../../../src/base/problem.ts';
import type { ImportPreview } from '../../../../src/protocol/import-messages.ts';
import type { PersonChange } from '../../../../src/storage/person/person-transaction.ts';
import { archive, droppedFile, zip } from '../../../fixtures/archives.ts';
import { device, EXPERIMENTS, LIST, type Visit } from '../../../fixtures/visits.ts';
import { memoryAppStorage } from '../../../fixtures/worker-fakes.ts';

const LETTERBOXD = 'Date,Name,Year,Letterboxd URI';

async function importing(
  session: Visit,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> {
  session.handle({
    type: 'previewImport',
    files: Object.entries(files).map(([name, content]) => droppedFile(name, content)),
  });
  await session.settled();
}

async function opened(visit: ReturnType<typeof device>['visit'] = device().visit): Promise<Visit> {
  const session = visit();
  await session.until('opened');
  await session.settled();
  return session;
}

async function perform(session: Visit, type: 'acceptImport' | 'undoImport' | 'discardImport' | 'backUp') {
  session.handle({ type });
  await session.settled();
}

/** The number of rows that an import reports; each is counted once. */
function accounted({ tallies, repeats, waiting, leftOut }: ImportPreview): number {
  const counts = Object.values(tallies).flatMap((tally) => Object.values(tally));
  return [
    ...counts,
    repeats,
    ...waiting.map(({ rows }) => rows),
    ...leftOut.map(({ count }) => count),
  ].reduce((sum, n) => sum + n, 0);
}

const none = { fresh: 0, newer: 0, same: 0, older: 0 };

describe('an export', () => {
  it('is reviewed first, then kept with its dates, then taken back as if nothing had been', async () => {
    const here = device();
    const session = await opened(here.visit);
    session.handle({ type: 'rate', movieId: 100, stars: 3 });
    session.handle({ type: 'mark', movieId: 105, mark: 'watchlist' });
    await session.settled();
    const before = structuredClone(here.stored.get('person'));
    await importing(session, {
      'letterboxd.zip': zip({
        'ratings.csv': `${LETTERBOXD},Rating\n2013-01-05,film 1,1961,u,4.5\n2013-01-05,Film 2,1962,u,2\n2001-01-01,Film 0,1960,u,5\n2013-01-05,Nowhere,1999,u,5\n`,
        'diary.csv': `${LETTERBOXD},Rating,Watched Date\n2019-01-05,Film 1,1961,u,1,2019-01-05\n`,
        'watched.csv': `${LETTERBOXD}\n2013-01-05,Film 1,1961,u\n2014-01-05,Film 3,1963,u\n`,
        'watchlist.csv': `${LETTERBOXD}\n2015-01-05,Film 4,1964,u\n2015-01-05,Film 3,1963,u\n`,
      }),
    });
    const { review } = session.last('importPreviewed');
    expect(review.tallies).toEqual({
      rating: { fresh: 2, newer: 0, same: 0, older: 1 },
      seen: { ...none, fresh: 1 },
      watchlist: { ...none, fresh: 1 },
      notInterested: none,
      skipped: none,
      liked: none,
      listed: none,
    });
    expect(review.leftOut).toEqual([]);
    expect(review.waiting).toMatchObject([{ title: 'Nowhere', year: 1999, rows: 1, reason: 'rare' }]);
    // The diary's, what is rated or seen in other files too.
    expect(review.repeats).toBe(3);
    expect(review.rows).toBe(9);
    expect(accounted(review)).toBe(9);
    expect(here.stored.get('person')).toEqual(before);

    const answersBefore = session.answers(LIST).length;
    await perform(session, 'acceptImport');
    expect(session.last('importAdded').review).toEqual(review);
    expect(session.answers(LIST).length).toBeGreaterThan(answersBefore);
    const { person } = session.last('personChanged');
    expect(person.ratings.map(({ movie, stars, at }) => [movie.id, stars, at]).sort()).toEqual([
      [100, 3, expect.any(Number)],
      [101, 4.5, Date.UTC(2013, 0, 5)],
      [102, 2, Date.UTC(2013, 0, 5)],
    ]);
    expect(person.marks.map(({ movie, mark }) => [movie.id, mark])).toEqual([
      [105, 'watchlist'],
      [104, 'watchlist'],
      [103, 'seen'],
    ]);
    expect(person.onboarded).toBe(true);
    expect((await opened(here.visit)).last('opened').person).toEqual(person);

    await perform(session, 'undoImport');
    expect(session.all('importUndone')).toHaveLength(1);
    expect(here.stored.get('person')).toEqual(before);
    await perform(session, 'undoImport');
    expect(session.last('importRefused').problem.message).toContain('nothing here to add or undo');
  });

  it('is forgotten when the person discards it', async () => {
    const session = await opened();
    await importing(session, { 'ratings.csv': `${LETTERBOXD},Rating\n2013-01-05,Film 1,1961,u,4.5\n` });
    await perform(session, 'discardImport');
    await perform(session, 'acceptImport');
    expect(session.all('importAdded')).toEqual([]);
    expect(session.last('importRefused').problem.code).toBe('unexpected');
  });

  it('changes a rating only where it was given later; nothing is of tomorrow', async () => {
    const session = await opened();
    for (const movieId of [101, 102, 103, 104]) session.handle({ type: 'rate', movieId, stars: 3 });
    await session.settled();
    const old = `${LETTERBOXD},Rating\n`;
    await importing(session, {
      'ratings.csv': `${old}2099-01-01,Film 1,1961,u,5\n2013-01-05,Film 2,1962,u,5\n2099-01-01,Film 3,1963,u,3\n,Film 4,1964,u,1\n`,
    });
    expect(session.last('importPreviewed').review.tallies.rating).toEqual({
      fresh: 0,
      newer: 1,
      same: 1,
      older: 2,
    });
    await perform(session, 'acceptImport');
    const { ratings } = session.last('personChanged').person;
    expect(ratings.map(({ movie, stars }) => [movie.id, stars]).sort()).toEqual([
      [101, 5],
      [102, 3],
      [103, 3],
      [104, 3],
    ]);
    expect(ratings.every(({ at }) => at <= Date.now())).toBe(true);
  });
});

describe('an imported file', () => {
  it('that is a data set becomes a preview', async () => {
    const session = await opened();
    await importing(session, { 'ml-x.zip': archive() });
    await session.until('datasetPreviewed');
    expect(session.all('importedDataset').length).toBe(1);
    expect(session.last('datasetPreviewed').datasetPreview).toMatchObject({ name: 'ml-x', inUse: false });
    expect(session.all('importRefused')).toEqual([]);
  });

  it('that is none is refused: nonsense, a data set that is not alone', async () => {
    const session = await opened();
    await importing(session, { 'notes.txt': 'Dear diary' });
    expect(session.last('importRefused').problem.message).toContain('notes.txt');
    await importing(session, {
      'ml-x.zip': archive(),
      'ratings.csv': `${LETTERBOXD},Rating\n2013-01-05,Film 1,1961,u,4.5\n`,
    });
    const { review } = session.last('importPreviewed');
    expect(review.refused).toMatchObject([{ code: 'file-unknown' }]);
    expect(review.refused[0].message).toContain('ml-x.zip is a MovieLens data set');
    expect(review.changes).toBe(1);
    expect(session.all('importedDataset')).toEqual([]);
  });

  it('that cannot be kept changes nothing, and says why', async () => {
    const here = device();
    const full = new Problem('storage-full', 'There is no room left.', 'Free some.');
    const openAppStorage = async () => ({
      ...memoryAppStorage(here.stored),
      changePerson: async () => {
        throw full;
      },
    });
    const session = await opened(() => here.visit({ openAppStorage }));
    await importing(session, { 'ratings.csv': `${LETTERBOXD},Rating\n2013-01-05,Film 1,1961,u,4.5\n` });
    await perform(session, 'acceptImport');
    expect(session.last('importRefused').problem).toEqual(full.toReport());
    expect(here.stored.get('person')).toBeUndefined();
    expect(session.all('personChanged')).toEqual([]);
  });

  it('that is given up while it is stored changes nothing, and the next one is stored', async () => {
    const here = device();
    const sound = memoryAppStorage(here.stored);
    let isStalled = true;
    const openAppStorage = async () => ({
      ...sound,
      changePerson: (change: PersonChange, signal?: AbortSignal) =>
        isStalled
          ? new Promise<never>((_, reject) => {
              signal?.addEventListener('abort', () => reject(signal.reason));
            })
          : sound.changePerson(change, signal),
    });
    const session = await opened(() => here.visit({ openAppStorage }));
    const files = { 'ratings.csv': `${LETTERBOXD},Rating\n2013-01-05,Film 1,1961,u,4.5\n` };
    await importing(session, files);
    session.handle({ type: 'acceptImport' });
    await perform(session, 'discardImport');
    expect(session.all('importAdded')).toEqual([]);
    expect(session.all('importRefused')).toEqual([]);
    expect(here.stored.get('person')).toBeUndefined();

    isStalled = false;
    await importing(session, files);
    await perform(session, 'acceptImport');
    expect(session.all('importAdded')).toHaveLength(1);
  });

  it('that is given up before the worker comes to it is neither read nor stored', async () => {
    const session = await opened();
    const files = [droppedFile('ratings.csv', `${LETTERBOXD},Rating\n2013-01-05,Film 1,1961,u,4.5\n`)];
    session.handle({ type: 'previewImport', files });
    session.handle({ type: 'acceptImport' });
    await perform(session, 'discardImport');
    expect(session.all('importPreviewed')).toEqual([]);
    expect(session.all('importAdded')).toEqual([]);
  });
});

async function full(): Promise<{ session: Visit; here: ReturnType<typeof device> }> {
  const here = device();
  const session = await opened(here.visit);
  session.handle({ type: 'rate', movieId: 101, stars: 4.5 });
  session.handle({ type: 'rate', movieId: 102, stars: 1 });
  session.handle({ type: 'mark', movieId: 102, mark: 'seen' });
  session.handle({ type: 'mark', movieId: 103, mark: 'notInterested' });
  session.handle({ type: 'skip', movieId: 104, skipped: true });
  session.handle({ type: 'pickGenres', genres: ['Drama'] });
  session.handle({
    type: 'setListSettings',
    listSettings: { ...session.last('opened').person.listSettings, niche: 0.5 },
  });
  session.handle({ type: 'rankBy', recommender: 'popularity' });
  session.handle({ type: 'startExperiment', a: 'hybrid', b: 'popularity' });
  session.handle({ type: 'finishOnboarding' });
  await session.settled();
  await perform(session, 'backUp');
  return { session, here };
}

describe('a back-up', () => {
  it('restores everything on an empty device', async () => {
    const { session, here } = await full();
    const { name, text } = session.last('backedUp');
    expect(name).toMatch(/^matinee-backup-\d{4}-\d\d-\d\d\.json$/);
    expect(JSON.parse(text)).toMatchObject({ format: 'matinee-backup', version: 2 });

    const there = device();
    const empty = await opened(there.visit);
    await importing(empty, { [name]: text });
    const { review } = empty.last('importPreviewed');
    expect(review.other).toEqual(['genres', 'listSettings', 'rankedBy', 'experiments']);
    expect(accounted(review)).toBe(review.rows);
    await perform(empty, 'acceptImport');
    expect(there.stored.get('person')).toEqual(here.stored.get('person'));
    await perform(empty, 'backUp');
    const again = JSON.parse(empty.last('backedUp').text);
    expect({ ...again, madeAt: null }).toEqual({ ...JSON.parse(text), madeAt: null });

    await importing(empty, { [name]: text });
    expect(empty.last('importPreviewed').review.changes).toBe(0);
  });

  it('adds to what is there, and leaves what was chosen since', async () => {
    const { session } = await full();
    const { text } = session.last('backedUp');
    const other = await opened();
    other.handle({ type: 'pickGenres', genres: ['Horror'] });
    other.handle({ type: 'rate', movieId: 101, stars: 2 });
    other.handle({ type: 'rate', movieId: 110, stars: 5 });
    other.handle({ type: 'startExperiment', a: 'ials', b: 'popularity' });
    await other.settled();
    await importing(other, { 'b.json': text });
    expect(other.last('importPreviewed').review.tallies.rating).toMatchObject({ fresh: 1, older: 1 });
    await perform(other, 'acceptImport');
    const { person } = other.last('personChanged');
    expect(person.genres).toEqual(['Horror']);
    // Only one experiment goes on at a time.
    const experiments = other.answer(EXPERIMENTS);
    expect(experiments).toHaveLength(2);
    expect(experiments.filter(({ stoppedAt }) => stoppedAt === null)).toMatchObject([{ a: 'ials' }]);
    expect(person.ratings.map(({ movie, stars }) => [movie.id, stars]).sort()).toEqual([
      [101, 2],
      [102, 1],
      [110, 5],
    ]);
  });

  it('keeps what it says of films that this data set does not have', async () => {
    const here = device();
    const session = await opened(here.visit);
    const films = [
      { movieId: 9001, title: 'Elsewhere', year: 2001, kind: 'rating', stars: 4, at: 5 },
      { movieId: 101, title: 'Another Numbering', year: 2001, kind: 'rating', stars: 4, at: 5 },
    ];
    await importing(session, { 'b.json': JSON.stringify({ format: 'matinee-backup', version: 1, films }) });
    expect(session.last('importPreviewed').review).toMatchObject({
      elsewhere: 1,
      waiting: [{ title: 'Another Numbering', rows: 1, reason: 'newer' }],
    });
    await perform(session, 'acceptImport');
    expect(here.stored.get('person')).toMatchObject({ ratings: new Map([[9001, { stars: 4, at: 5 }]]) });
    await perform(session, 'backUp');
    expect(session.last('backedUp').text).toContain('"title": "Elsewhere"');
  });

  it('takes nothing of it that makes no sense', async () => {
    const session = await opened();
    const text = JSON.stringify({
      format: 'matinee-backup',
      version: 1,
      genres: [1],
      wishes: { niche: 9 },
      rankedBy: 'toString',
      experiments: [{ id: 1 }, null, 'x'],
      trainingSettings: { rank: 'all' },
      onboarded: 'yes',
      films: [{ movieId: 101, kind: 'toString' }, { movieId: 101, kind: 'rating', stars: 9 }, 7, null],
    });
    await importing(session, { 'b.json': text });
    expect(session.last('importPreviewed').review).toMatchObject({ changes: 0, other: [], rows: 4 });
    expect(accounted(session.last('importPreviewed').review)).toBe(4);
  });
});
