/**
 * Who has the data set of an earlier version gets today's. The databases are those that the build of commit a6bc8cd wrote
 * in a browser; their data set is passed off as the one that came with it.
 */
import 'fake-indexeddb/auto';
import type { UseStore } from 'idb-keyval';
import { beforeEach, describe, expect, it } from 'vitest';
import { Problem } from '../../../../src/base/problem.ts';
import { FORMER_BUILT_IN } from '../../../../src/dataset/built-in.ts';
import type { Dataset, Movie } from '../../../../src/dataset/dataset.ts';
import { defaultTraining } from '../../../../src/protocol/training-defaults.ts';
import { openDataDatabase, openPersonDatabase } from '../../../../src/storage/database/databases.ts';
import { openData } from '../../../../src/storage/database/generations.ts';
import { openPerson } from '../../../../src/storage/person/person-store.ts';
import { appStorageOf, openAppStorage } from '../../../../src/worker/session/app-storage.ts';
import type { Environment } from '../../../../src/worker/session/environment.ts';
import { droppedFile } from '../../../fixtures/archives.ts';
import expected from '../../../fixtures/databases-a6bc8cd.json' with { type: 'json' };
import { readDump, restoreDatabases } from '../../../fixtures/restore-databases.ts';
import { randomRatings } from '../../../fixtures/small-data.ts';
import { Crash, freshBrowser } from '../../../fixtures/storage-faults.ts';
import { device, EXPERIMENTS, eventually, LIST, type Visit } from '../../../fixtures/visits.ts';
import { fakeTraining } from '../../../fixtures/worker-fakes.ts';

const dump = readDump();
const { base } = expected.dataset;
/** Stored with a data set, or made from it. */
const ARTIFACTS = ['dataset', 'excluding', 'model', 'side-als', 'ease', 'ials', 'viewing', 'runs'];

/** Gives the stored data set the id of the one that came with the app. */
async function passOff(): Promise<void> {
  const data = await openData();
  for (const name of ARTIFACTS) {
    const stored = await data.loadArrays(name);
    if (stored === null) throw new Error(`no ${name}`);
    const meta: unknown = JSON.parse(JSON.stringify(stored.meta).replaceAll(base.id, FORMER_BUILT_IN));
    if (name === 'dataset' && typeof meta === 'object' && meta !== null)
      Reflect.deleteProperty(meta, 'brought');
    await data.saveArrays(name, { meta, arrays: stored.arrays });
  }
}

const KINDS = ['Comedy', 'Drama', 'Horror'];
/** All movies that the person rated or marked, but the one whose id only the old data set knows. */
const ids = [
  ...new Set([...expected.person.ratings, ...expected.person.marks].map(([id]) => Number(id))),
].filter((id) => id < 1e15);

/** Today's: more movies than the person has met. */
function todays(): Dataset {
  const movies: Movie[] = [...ids, ...Array.from({ length: 40 }, (_, n) => 900_000 + n)].map((id, n) => ({
    id,
    title: `Film ${id}`,
    year: 1950 + n,
    genres: [KINDS[n % 3]],
  }));
  const ratings = randomRatings(30, movies.length, 0.3, 5);
  return {
    id: 'matinee-films-1',
    name: 'matinee-films',
    movies,
    genres: KINDS,
    ratings,
    report: {
      ratings: ratings.item.length,
      users: ratings.users,
      movies: movies.length,
      moviesWithoutGenres: 0,
      moviesWithoutRatings: 0,
      leftOut: [],
    },
  };
}
const todaysId = `${todays().id}~alike.twice`;

beforeEach(async () => {
  freshBrowser();
  await restoreDatabases(dump, indexedDB);
  await passOff();
});

const offline = () => Promise.reject(new Problem('network', 'not there', 'try again'));
function open(change: Partial<Environment> = {}, autoTrain = true): Visit {
  const environment = {
    openAppStorage,
    fetchDataset: async () => todays(),
    loadTraining: async () => fakeTraining(todays()) as never,
    ...change,
  };
  return device().visit(environment, { autoTrain });
}

async function untilNew(visit: Visit) {
  await eventually(() => expect(visit.last('opened').dataset.id).toBe(todaysId));
  return visit.last('opened');
}

/** The person as stored is the one of before, to the last rating. */
async function expectPerson(): Promise<void> {
  const person = await (await openPerson()).load();
  const sorted = (rows: readonly (readonly unknown[])[]) =>
    [...rows].sort((a, b) => Number(a[0]) - Number(b[0]));
  expect(person.unreadable).toEqual([]);
  expect({
    ratings: sorted([...person.ratings].map(([id, { stars, at }]) => [id, stars, at])),
    marks: sorted([...person.marks].map(([id, { mark, at }]) => [id, mark, at])),
    skipped: [...person.skipped].sort((a, b) => a - b),
    genres: person.genres,
    listSettings: person.listSettings,
    trainingSettings: person.trainingSettings,
    rankedBy: person.rankedBy,
    onboarded: person.onboarded,
    experiments: person.experiments.map(({ id, lists }) => [id, lists.length]),
  }).toEqual({
    ratings: sorted(expected.person.ratings),
    marks: sorted(expected.person.marks),
    skipped: expected.person.skipped,
    genres: expected.person.genres,
    // A setting that came later has its default.
    listSettings: { ...expected.person.listSettings, timeOfYear: true },
    trainingSettings: expected.person.trainingSettings,
    rankedBy: expected.person.rankedBy,
    onboarded: true,
    experiments: expected.person.experiments.map(({ id, lists }) => [id, lists]),
  });
}

describe('the data set of an earlier version', () => {
  it('is replaced without a press, with a model already, and all of the person is there', async () => {
    const visit = open();
    const before = await visit.until('opened');
    expect(before.dataset.id).toBe(`${FORMER_BUILT_IN}~alike.twice`);
    expect(before.modelRunId).toBe(expected.model.runId);
    expect(before).not.toHaveProperty('notice');
    const after = await untilNew(visit);
    expect(visit.all('opened').map(({ modelRunId }) => modelRunId)).not.toContain(null);
    expect(after).toMatchObject({ notice: 'newShelf', dataset: { name: 'matinee-films', imported: false } });
    expect(after.dataset.excluded).toEqual(expected.dataset.leavingOut.kinds);
    // What the old data set lacked counts again; what only it knew is still listed, with its title.
    expect(after.person.ratings).toHaveLength(expected.person.ratings.length - 1);
    expect(after.person.absent.ratings).toMatchObject([
      { movie: { title: 'The Umbrella Mender' }, stars: 4.5 },
    ]);
    expect(after.person.absent.marks).toEqual([]);
    expect(after.runs.map(({ run }) => run.id)).toEqual([after.modelRunId]);
    await expectPerson();
    await eventually(() =>
      expect(
        visit
          .answer(EXPERIMENTS)
          .map(({ id }) => id)
          .sort(),
      ).toEqual(expected.person.experiments.map(({ id }) => id).sort()),
    );
    expect(visit.all('failed')).toEqual([]);
  });

  it('is shown with its own model for as long as the new one is trained', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const visit = open({
      loadTraining: async () => {
        await held;
        return fakeTraining(todays()) as never;
      },
    });
    await eventually(() => expect(visit.answer(LIST).cards.length).toBeGreaterThan(0));
    visit.handle({ type: 'rate', movieId: 300_203, stars: 5 });
    const { predicted } = expected.model;
    const known = predicted[0].movieId;
    await eventually(() => expect(visit.last('personChanged').person.ratings[0].stars).toBe(5));
    visit.watch({ type: 'movie', movieId: known });
    await eventually(() =>
      expect(visit.answer({ type: 'movie', movieId: known })?.card.predicted).not.toBeNull(),
    );
    expect(visit.all('opened')).toHaveLength(1);
    release();
    const after = await untilNew(visit);
    expect(after.person.absent.ratings.map(({ movie }) => movie.id)).toContain(300_203);
  });

  it('goes on with the person’s own settings once the quick model is there', async () => {
    const visit = open();
    const { modelRunId } = await untilNew(visit);
    const started = await visit.until('trainingStarted');
    expect(started.run.id).not.toBe(modelRunId);
    expect(started.run.settings).toMatchObject(expected.person.trainingSettings);
  });

  it('is replaced without training where the person trains by hand', async () => {
    const visit = open({}, false);
    const after = await untilNew(visit);
    expect(after.modelRunId).toBeNull();
    expect(visit.all('trainingStarted')).toEqual([]);
    await expectPerson();
  });
});

describe('the data set of an earlier version waits', () => {
  it('for the network, quietly: it goes at the next visit', async () => {
    const first = open({ fetchDataset: offline });
    await first.settled();
    expect(first.all('opened')).toHaveLength(1);
    expect(first.last('opened').modelRunId).toBe(expected.model.runId);
    expect(first.all('failed')).toEqual([]);
    await untilNew(open());
    await expectPerson();
  });

  it('for room to store another, and says so', async () => {
    const full = new Problem('storage-full', 'There is no room left.', 'Free some.');
    const visit = open({
      openAppStorage: async () => ({
        ...(await openAppStorage()),
        replaceBuiltIn: () => Promise.reject(full),
      }),
    });
    expect((await visit.until('failed')).problem.code).toBe('storage-full');
    await visit.settled();
    expect(visit.all('opened')).toHaveLength(1);
    await untilNew(open());
  });

  it('for a person who is about to decide about an import', async () => {
    const visit = open();
    const csv = new TextEncoder().encode(
      'Date,Name,Year,Letterboxd URI,Rating\n2020-01-01,Heat,1995,https://boxd.it/1,4\n',
    );
    visit.handle({ type: 'previewImport', files: [droppedFile('ratings.csv', csv)] });
    await visit.until('importPreviewed');
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(visit.all('opened')).toHaveLength(1);
    visit.handle({ type: 'discardImport' });
    await untilNew(visit);
  });

  it('for a training that the person has started', async () => {
    const slow = async () => fakeTraining(todays(), 20) as never;
    const visit = open({ loadTraining: slow });
    await eventually(() => expect(visit.answer(LIST).cards.length).toBeGreaterThan(0));
    visit.handle({ type: 'train', settings: { ...defaultTraining, epochs: 30 } });
    await untilNew(visit);
    const order = visit.events.map(({ type }) => type);
    expect(order.indexOf('trainingEnded')).toBeGreaterThan(0);
    expect(order.indexOf('trainingEnded')).toBeLessThan(order.indexOf('datasetLeft'));
    expect(visit.last('opened').modelRunId).not.toBeNull();
  });
});

describe('the new data set', () => {
  it('is told of once', async () => {
    const first = open();
    await untilNew(first);
    first.handle({ type: 'acknowledgeNotice' });
    await first.settled();
    const second = open({ fetchDataset: offline });
    await second.settled();
    expect(second.last('opened').dataset.id).toBe(todaysId);
    expect(second.last('opened')).not.toHaveProperty('notice');
  });
});

/** Crashes at the n-th write to either database; everything fails from then on. */
function crashing(n: number, before: boolean) {
  let writes = 0;
  let isDead = false;
  const wrap =
    (use: UseStore): UseStore =>
    async (mode, callback) => {
      if (isDead) throw new Crash();
      if (mode !== 'readwrite') return use(mode, callback);
      writes++;
      isDead ||= writes >= n;
      if (isDead && before) throw new Crash();
      const result = await use(mode, callback);
      if (isDead) throw new Crash();
      return result;
    };
  const storage = async () => {
    const person = await openPerson(wrap(await openPersonDatabase()));
    return appStorageOf(person, await openData(wrap(await openDataDatabase())), true);
  };
  return { storage, writes: () => writes, isDead: () => isDead };
}

describe('a tab that is killed on the way', () => {
  /** Writes until the new data set is in use. */
  async function writesOfAll(): Promise<number> {
    const counted = crashing(Number.POSITIVE_INFINITY, true);
    await untilNew(open({ openAppStorage: counted.storage }));
    return counted.writes();
  }

  it.each([true, false])(
    'loses nothing, at whichever write (lost: %s)',
    async (before) => {
      const writes = await writesOfAll();
      expect(writes).toBeGreaterThan(15);
      for (let n = 1; n <= writes; n++) {
        freshBrowser();
        await restoreDatabases(dump, indexedDB);
        await passOff();
        const killed = crashing(n, before);
        const visit = open({ openAppStorage: killed.storage });
        await eventually(() => expect(killed.isDead()).toBe(true));
        await visit.settled();
        await expectPerson();
        // What is found is whole: the old data set with its model, or the new one with its own.
        const next = open();
        const found = await next.until('opened');
        const isOld = found.dataset.id === `${FORMER_BUILT_IN}~alike.twice`;
        expect([
          isOld ? expected.model.runId : found.modelRunId,
          isOld || found.dataset.id === todaysId,
        ]).toEqual([found.modelRunId, true]);
        expect(found.modelRunId).not.toBeNull();
        expect((await untilNew(next)).notice).toBe('newShelf');
        await expectPerson();
        expect(next.all('failed')).toEqual([]);
      }
    },
    240_000,
  );
});
