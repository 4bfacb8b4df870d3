import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '../../../../src/base/problem.ts';
import { createBackgroundPause } from '../../../../src/base/scheduling.ts';
import { archive, droppedFile } from '../../../fixtures/archives.ts';
import { movie, newer, numbered, previewed, used, zipOf } from '../../../fixtures/other-datasets.ts';
import { dataset, device, eventually, type Visit, type Visits } from '../../../fixtures/visits.ts';
import { factorModel, memoryAppStorage, runRecord } from '../../../fixtures/worker-fakes.ts';

let here: Visits;
beforeEach(() => {
  here = device();
});

const cardIds = (visit: Visit) => visit.recommended();

it('puts a data set into use ahead of everything that nobody waits for', async () => {
  const visit = here.visit();
  await previewed(visit, newer());
  const pause = createBackgroundPause();
  const isSwitching = () => visit.all('datasetSaving').length > 0 && visit.all('datasetLeft').length === 0;
  let [before, meanwhile] = [0, 0];
  const background = (async () => {
    while (visit.all('datasetLeft').length === 0) {
      const until = performance.now() + 10;
      while (performance.now() < until);
      await pause();
      if (isSwitching()) meanwhile++;
      else before++;
    }
  })();
  await eventually(() => expect(before).toBeGreaterThan(1));
  visit.handle({ type: 'useDataset' });
  await background;
  expect(meanwhile).toBe(0);
  await visit.settled();
});

describe('a data set in preview', () => {
  it('tells what is in it, and changes nothing', async () => {
    const visit = here.visit();
    visit.handle({ type: 'rate', movieId: 103, stars: 4 });
    visit.handle({ type: 'rate', movieId: 133, stars: 2 });
    visit.handle({ type: 'mark', movieId: 104, mark: 'watchlist' });
    visit.handle({ type: 'mark', movieId: 134, mark: 'watchlist' });
    visit.handle({ type: 'mark', movieId: 135, mark: 'seen' });
    const datasetPreview = await previewed(visit, newer());
    expect(datasetPreview).toMatchObject({
      name: 'newer',
      report: { users: 25, movies: 21 },
      ratings: { held: 1, of: 2 },
      watchlist: { held: 1, of: 2 },
      inUse: false,
    });
    expect(visit.all('opened').length).toBe(1);
    expect((await here.visit().until('opened')).dataset.id).toBe('small-1');
  });

  it('is refused with the reader’s own words where it cannot be read', async () => {
    const visit = here.visit();
    visit.handle({ type: 'previewDataset', files: [droppedFile('notes.zip', 'no zip')] });
    const refused = await visit.until('datasetRefused');
    expect(refused).toMatchObject({ name: 'notes.zip', problem: { code: 'file-unknown' } });
    visit.handle({ type: 'useDataset' });
    await eventually(() => expect(visit.last('datasetRefused').problem.code).toBe('settings'));
    expect(visit.all('opened').length).toBe(1);
  });

  it('that is dropped cannot be used', async () => {
    const visit = here.visit();
    await previewed(visit, newer());
    visit.handle({ type: 'discardPreview' });
    visit.handle({ type: 'useDataset' });
    await visit.until('datasetRefused');
    expect(visit.all('opened').length).toBe(1);
  });

  it('is told to be the one in use', async () => {
    const visit = here.visit();
    await used(visit, newer());
    expect((await previewed(visit, newer())).inUse).toBe(true);
  });
});

describe('a part of a data set', () => {
  const use = (visit: Visit, keep: number) => visit.handle({ type: 'useDataset', keep });

  it('is used where the person asks for it, and the report says what was left out', async () => {
    const visit = here.visit();
    const { report } = await previewed(visit, newer());
    use(visit, 100);
    await eventually(() => expect(visit.all('opened').length).toBe(2));
    await visit.settled();
    const { dataset: part } = visit.last('opened');
    expect(part).toMatchObject({ name: 'newer (a part)', imported: true, report: { movies: 21 } });
    expect(part.report.ratings).toBeGreaterThan(80);
    expect(part.report.ratings).toBeLessThanOrEqual(100);
    expect(part.report.leftOut[0]).toMatchObject({ count: report.ratings - part.report.ratings });
    expect((await here.visit().until('opened')).dataset.id).toBe(part.id);

    // The same part again changes nothing; all of it is another data set.
    expect((await previewed(visit, newer())).inUse).toBe(false);
    use(visit, 100);
    expect((await visit.until('datasetRefused')).problem.message).toBe('This part of it is in use already.');
    expect((await used(visit, newer())).dataset.report.ratings).toBe(report.ratings);
  });

  it('that would hold nobody is refused, and nothing changes', async () => {
    const visit = here.visit();
    await previewed(visit, newer());
    use(visit, 1);
    expect((await visit.until('datasetRefused')).problem.advice).toBe('Keep more ratings.');
    expect(visit.all('datasetLeft')).toEqual([]);
  });
});

describe('another data set in use', () => {
  it('keeps the person, trains by itself, and is there again at the next visit without the network', async () => {
    const visit = here.visit();
    await visit.untilTrained('bayes');
    visit.handle({ type: 'rate', movieId: 103, stars: 4 });
    visit.handle({ type: 'rate', movieId: 133, stars: 2 });
    visit.handle({ type: 'mark', movieId: 134, mark: 'watchlist' });
    const opened = await used(visit, newer());
    expect(opened.dataset).toMatchObject({ name: 'newer', imported: true });
    expect(opened.runs).toEqual([]);
    expect(opened.person.ratings).toMatchObject([{ movie: { id: 103 }, stars: 4 }]);
    expect(opened.person.absent).toMatchObject({
      ratings: [{ movie: { id: 133, title: 'Film 33', year: 1993 }, stars: 2 }],
      marks: [{ movie: { id: 134, title: 'Film 34' }, mark: 'watchlist' }],
    });
    const trained = () => visit.all('trainingEnded').length;
    await eventually(() => expect(trained()).toBe(4));
    await visit.settled();
    expect(cardIds(visit)).toContain(900);
    const next = here.visit({ fetchDataset: () => Promise.reject(new Error('no network')) });
    await next.settled();
    expect(next.last('opened').dataset.name).toBe('newer');
    expect(next.last('opened').runs.length).toBe(2);
    expect(next.last('opened').modelRunId).not.toBeNull();
    expect(next.all('failed')).toEqual([]);
  });

  it('goes back to the built-in data set, where all of the person’s ratings count again', async () => {
    const visit = here.visit();
    await visit.untilTrained('bayes');
    visit.handle({ type: 'rate', movieId: 133, stars: 2 });
    await used(visit, newer());
    visit.handle({ type: 'rate', movieId: 900, stars: 5 });
    visit.handle({ type: 'useBuiltIn' });
    await eventually(() => expect(visit.last('opened').dataset.imported).toBe(false));
    await visit.settled();
    const { person, dataset: summary, runs } = visit.last('opened');
    expect(summary.id).toBe('small-1');
    expect(person.ratings).toMatchObject([{ movie: { id: 133 }, stars: 2 }]);
    expect(person.absent.ratings).toMatchObject([{ movie: { id: 900, title: 'Brand New' }, stars: 5 }]);
    expect(runs.length).toBe(2);
  });

  it('stays when the built-in data set cannot be loaded', async () => {
    const visit = here.visit();
    await used(visit, newer());
    const next = here.visit({
      fetchDataset: () => Promise.reject(new Problem('network', 'not there', 'try')),
    });
    await next.until('opened');
    next.handle({ type: 'deleteStored', id: 'small-1' });
    next.handle({ type: 'useBuiltIn' });
    expect((await next.until('datasetRefused')).problem.code).toBe('network');
    expect(next.all('datasetLeft')).toEqual([]);
    next.handle({ type: 'rate', movieId: 900, stars: 5 });
    await next.settled();
    expect(next.last('personChanged').person.ratings.length).toBe(1);
  });

  it('is not taken where there is no room for it: the one before stays, and its training goes on', async () => {
    const full = new Problem('storage-full', 'There is no room left.', 'Free some.');
    const visit = here.visit({
      openAppStorage: async () => ({
        ...memoryAppStorage(here.stored),
        saveDataset: (dataset) =>
          dataset.imported ? Promise.reject(full) : memoryAppStorage(here.stored).saveDataset(dataset),
      }),
    });
    await visit.until('trainingProgressed');
    await previewed(visit, newer());
    visit.handle({ type: 'useDataset' });
    expect((await visit.until('datasetRefused')).problem.code).toBe('storage-full');
    expect(visit.all('datasetLeft')).toEqual([]);
    await visit.untilTrained('bayes');
    expect((await here.visit().until('opened')).dataset.id).toBe('small-1');
  });

  it('does not lose the person where nothing outlives the tab', async () => {
    const stored = new Map<string, unknown>();
    const visit = here.visit({
      openAppStorage: async () => ({
        ...memoryAppStorage(stored.size > 0 ? new Map() : stored),
        isPersistent: false,
      }),
    });
    visit.handle({ type: 'rate', movieId: 103, stars: 4 });
    const opened = await used(visit, newer());
    expect(opened.dataset.name).toBe('newer');
    expect(opened.person.ratings).toMatchObject([{ movie: { id: 103 } }]);
  });

  it('takes no model that was trained on the one before', async () => {
    const visit = here.visit({}, { autoTrain: false });
    await visit.settled();
    here.stored.set('model', { ...runRecord(4), model: factorModel(dataset) });
    expect((await here.visit({}, { autoTrain: false }).until('opened')).modelRunId).toBe(4);
    expect((await used(visit, newer())).modelRunId).toBeNull();
  });
});

describe('data sets that are stored side by side', () => {
  const LISTED = { type: 'storedDatasets' } as const;
  const noNetwork = { fetchDataset: () => Promise.reject(new Error('no network')) };

  it('are listed, and one that was used before opens again with its model and without its file', async () => {
    const visit = here.visit();
    await visit.untilTrained('bayes');
    const { id } = (await used(visit, newer())).dataset;
    await eventually(() => expect(visit.all('trainingEnded').length).toBe(4));
    const listed = await visit.ask(LISTED);
    expect(listed).toMatchObject([
      { id, name: 'newer', imported: true, isInUse: true, movies: 21, users: 25 },
      { id: 'small-1', imported: false, isInUse: false, movies: 40, users: 30 },
    ]);
    const runs = visit.all('trainingStarted').length;

    const next = here.visit(noNetwork);
    await next.until('opened');
    next.handle({ type: 'useBuiltIn' });
    await eventually(() => expect(next.last('opened').dataset.id).toBe('small-1'));
    next.handle({ type: 'useStored', id });
    await eventually(() => expect(next.last('opened').dataset.id).toBe(id));
    await next.settled();
    expect(next.last('opened').modelRunId).not.toBeNull();
    expect(next.all('trainingStarted')).toEqual([]);
    expect(runs).toBe(4);
    expect(next.all('failed')).toEqual([]);
    expect((await here.visit(noNetwork).until('opened')).dataset.id).toBe(id);
  });

  it('are deleted one by one, but never the one in use', async () => {
    const visit = here.visit();
    const { id } = (await used(visit, newer())).dataset;
    visit.handle({ type: 'deleteStored', id });
    visit.handle({ type: 'deleteStored', id: 'small-1' });
    await eventually(() => expect(visit.all('failed')).toEqual([]));
    expect((await visit.ask(LISTED))?.map((one) => one.id)).toEqual([id]);
    visit.handle({ type: 'useStored', id: 'small-1' });
    expect((await visit.until('datasetRefused')).problem.message).toMatch(/no longer stored/);
    expect((await here.visit().until('opened')).dataset.id).toBe(id);
  });

  it('stay as they are where the one that is chosen is damaged', async () => {
    const damaged = new Problem('storage-broken', 'a chunk is missing', 'choose it again');
    const visit = here.visit({
      openAppStorage: async () => ({
        ...memoryAppStorage(here.stored),
        loadShelved: () => Promise.reject(damaged),
      }),
    });
    const { id } = (await used(visit, newer())).dataset;
    visit.handle({ type: 'useStored', id: 'small-1' });
    expect((await visit.until('datasetRefused')).problem.code).toBe('storage-broken');
    expect(visit.last('opened').dataset.id).toBe(id);
  });
});

describe('a data set that was just read', () => {
  it('is used as it was read from its file: storage is not read until the next visit', async () => {
    const get = vi.spyOn(here.stored, 'get');
    const reads = () => get.mock.calls.filter(([key]) => key === 'dataset').length;
    const visit = here.visit();
    await visit.until('opened');
    const before = reads();
    const opened = await used(visit, newer());
    expect(opened.dataset.name).toBe('newer');
    expect(reads()).toBe(before);
    await here.visit().until('opened');
    expect(reads()).toBe(before + 1);
  });
});

describe('a data set that numbers movies in its own way', () => {
  it('moves no rating to another movie, and finds the person’s movies by title and year', async () => {
    const visit = here.visit();
    visit.handle({ type: 'rate', movieId: 101, stars: 5 });
    visit.handle({ type: 'rate', movieId: 105, stars: 1 });
    const { person } = await used(visit, numbered());
    expect(person.ratings).toMatchObject([{ movie: { id: 101, title: 'Film 1' }, stars: 5 }]);
    expect(person.absent.ratings).toMatchObject([{ movie: { id: 105, title: 'Film 5' }, stars: 1 }]);
    const [found] = await visit.ask({ type: 'searchMovies', text: 'nowhere' });
    const own = found.movie.id;
    visit.handle({ type: 'rate', movieId: own, stars: 3 });
    visit.handle({ type: 'useBuiltIn' });
    await eventually(() => expect(visit.last('opened').dataset.id).toBe('small-1'));
    const back = visit.last('opened').person;
    expect(back.ratings.map(({ movie, stars }) => [movie.id, stars]).sort()).toEqual([
      [101, 5],
      [105, 1],
    ]);
    expect(back.absent.ratings).toMatchObject([{ movie: { id: own, title: 'Nowhere Else' }, stars: 3 }]);
  });
});

describe('leaving out what looks odd', () => {
  const alike = dataset.movies.slice(0, 20).map(({ id }) => `99,${id},4,1000000000`);
  const odd = () => zipOf([...dataset.movies.slice(0, 20), movie(900, 'Brand New', 2025)], alike);

  it('makes another data set, at the next visit too, and gives the very one back', async () => {
    const visit = here.visit();
    const before = await used(visit, odd());
    const { id } = before.dataset;
    await eventually(() => expect(visit.all('trainingEnded').length).toBeGreaterThan(1));
    visit.handle({ type: 'excludeSuspicious', kinds: ['alike'] });
    await eventually(() => expect(visit.last('opened').dataset.id).toBe(`${id}~alike`));
    await visit.settled();
    const { dataset: left, modelRunId } = visit.last('opened');
    expect(left.excluded).toEqual(['alike']);
    expect(left.report.users).toBe(25);
    expect(left.report.ratings).toBe(before.dataset.report.ratings - 20);
    expect(modelRunId).toBeNull();

    const overview = await visit.ask({ type: 'overview' });
    expect(overview?.users).toBe(25);
    expect(overview?.suspicious.alike).toMatchObject([{ user: 26, now: null, ratings: 20 }]);

    const next = here.visit();
    expect((await next.until('opened')).dataset).toEqual(left);
    next.handle({ type: 'excludeSuspicious', kinds: [] });
    await eventually(() => expect(next.last('opened').dataset).toEqual(before.dataset));
  });

  it('is refused where nothing would be left, or nothing can be kept', async () => {
    const visit = here.visit();
    const movies = dataset.movies.slice(0, 20);
    const same = ['userId,movieId,rating', ...movies.map(({ id }) => `1,${id},4`)].join('\n');
    const table = [
      'movieId,title,genres',
      ...movies.map(({ id }) => `${id},Film ${id - 100} (${1860 + id}),Drama`),
    ];
    await used(visit, new Uint8Array(archive(table.join('\n'), same)));
    visit.handle({ type: 'excludeSuspicious', kinds: ['alike'] });
    expect((await visit.until('datasetRefused')).problem.message).toMatch(
      /^Nothing of this data set would be left/,
    );
    const full = here.visit({
      openAppStorage: async () => ({
        ...memoryAppStorage(here.stored),
        saveExcluding: () => Promise.reject(new Problem('storage-full', 'no room', 'free some')),
      }),
    });
    await full.until('opened');
    full.handle({ type: 'excludeSuspicious', kinds: ['bursts'] });
    expect((await full.until('datasetRefused')).problem.code).toBe('storage-full');
    expect(full.all('opened').length).toBe(1);
  });
});
