/** Databases that the build of commit a6bc8cd wrote in a browser open without loss. */
import 'fake-indexeddb/auto';
import { keys } from 'idb-keyval';
import * as v from 'valibot';
import { beforeEach, expect, it } from 'vitest';
import { excludeSuspicious } from '../../../src/dataset/exclude-suspicious.ts';
import { registry } from '../../../src/recommenders/registry.ts';
import { loadCheckpoint } from '../../../src/storage/artifacts/checkpoint-store.ts';
import { datasetStore } from '../../../src/storage/artifacts/dataset-store.ts';
import { excludingStore } from '../../../src/storage/artifacts/excluding-store.ts';
import { modelStore } from '../../../src/storage/artifacts/model-store.ts';
import { recommenderStore } from '../../../src/storage/artifacts/recommender-store.ts';
import { runRecordSchema } from '../../../src/storage/artifacts/run-schema.ts';
import { runStore } from '../../../src/storage/artifacts/run-store.ts';
import { loadSideModel } from '../../../src/storage/artifacts/side-model-store.ts';
import type { Column } from '../../../src/storage/database/columns.ts';
import { openDataDatabase, openPersonDatabase } from '../../../src/storage/database/databases.ts';
import { openData } from '../../../src/storage/database/generations.ts';
import type { StoredMovie } from '../../../src/storage/person/experiment-schema.ts';
import { trainingSettingsSchema } from '../../../src/storage/person/person-schema.ts';
import { openPerson } from '../../../src/storage/person/person-store.ts';
import expected from '../../fixtures/databases-a6bc8cd.json' with { type: 'json' };
import { readDump, restoreDatabases } from '../../fixtures/restore-databases.ts';
import { freshBrowser } from '../../fixtures/storage-faults.ts';

const dump = readDump();
const { id: datasetId } = expected.dataset.inUse;

beforeEach(async () => {
  freshBrowser();
  await restoreDatabases(dump, indexedDB);
});

const byId = <T>(map: ReadonlyMap<number, T>) => [...map].sort(([a], [b]) => a - b);
const countsOf = (movies: readonly StoredMovie[]) => ({
  seen: movies.length,
  opened: movies.filter(({ opened }) => opened).length,
  liked: movies.filter(({ liked }) => liked).length,
  watchlisted: movies.filter(({ watchlisted }) => watchlisted).length,
});
const summaryOf = (column: Column) => ({
  type: column.constructor.name,
  length: column.length,
  sum: [...column].reduce((sum, value) => sum + value, 0),
});
const summariesOf = (arrays: Readonly<Record<string, Column>>) =>
  Object.fromEntries(Object.entries(arrays).map(([name, column]) => [name, summaryOf(column)]));

it('has every rating, mark, setting and experiment of the person', async () => {
  const person = await (await openPerson()).load();
  expect(person.unreadable).toEqual([]);
  expect({
    onboarded: person.onboarded,
    genres: person.genres,
    ratings: byId(person.ratings).map(([id, { stars, at }]) => [id, stars, at]),
    marks: byId(person.marks).map(([id, { mark, at }]) => [id, mark, at]),
    skipped: [...person.skipped].sort((a, b) => a - b),
    listSettings: person.listSettings,
    rankedBy: person.rankedBy,
    trainingSettings: person.trainingSettings,
    movies: byId(person.movies).map(([, movie]) => movie),
    experiments: person.experiments.map(({ lists, ...experiment }) => {
      const movies = lists.flatMap((list) => list.movies);
      return {
        ...experiment,
        lists: lists.length,
        moviesOfA: countsOf(movies.filter(({ team }) => team === 'a')),
        moviesOfB: countsOf(movies.filter(({ team }) => team === 'b')),
      };
    }),
  }).toEqual({
    ...expected.person,
    // A setting that came later has its default.
    listSettings: { ...expected.person.listSettings, timeOfYear: true },
    absent: undefined,
  });
});

it('has the data set and what is left out of it', async () => {
  const data = await openData();
  const dataset = await datasetStore.load(data);
  const { base, leavingOut } = expected.dataset;
  expect(dataset).toMatchObject({ id: base.id, name: base.name, imported: base.imported });
  expect(dataset?.movies).toHaveLength(base.movies);
  expect(dataset?.ratings).toMatchObject({ users: base.users, items: base.movies });
  expect(dataset?.report.leftOut.map(({ why, count }) => [why, count])).toEqual(base.leftOut);
  expect(dataset).not.toHaveProperty('brought');
  expect(await excludingStore.load(data, base.id)).toEqual(leavingOut);
});

it('has every array of every artifact, to the last digit', async () => {
  const data = await openData();
  const names = Object.keys(expected.artifacts);
  const found = await Promise.all(names.map(async (name) => (await data.loadArrays(name))?.arrays ?? {}));
  expect(Object.fromEntries(names.map((name, n) => [name, summariesOf(found[n])]))).toEqual(
    expected.artifacts,
  );
});

it('has the list of runs', async () => {
  const runs = await runStore.load(await openData());
  expect(
    runs?.map(({ datasetId, run, points, end, residuals }) => ({
      id: run.id,
      datasetId,
      algorithm: run.settings.algorithm,
      rank: run.settings.rank,
      epochs: run.settings.epochs,
      points: points.length,
      lastValidationRmse: points.at(-1)?.validationRmse,
      end,
      background: run.background,
      residuals: residuals?.counts.reduce((sum, count) => sum + count, 0),
    })),
  ).toEqual(expected.runs.map(({ listed: _, ...run }) => run));
});

it('has the models', async () => {
  const data = await openData();
  const active = await modelStore('model', runRecordSchema).load(data, datasetId);
  const { runId, predicted: _, ...fields } = expected.model;
  expect(active?.history.run.id).toBe(runId);
  expect(active?.model).toMatchObject(fields);
  const { settings, ...side } = expected.sideModel;
  const sideSettings = v.parse(trainingSettingsSchema, settings);
  expect(await loadSideModel(data, datasetId, sideSettings)).toMatchObject(side);
  const base = await datasetStore.load(data);
  const left = await excludingStore.load(data, base?.id ?? '');
  if (base === null || left === null) throw new Error('the data set is not stored');
  const { ratings } = excludeSuspicious(base, left).dataset;
  const names: string[] = [];
  for (const descriptor of registry.list) {
    if (!('background' in descriptor) || descriptor.background === undefined) continue;
    const { name, decode } = descriptor.background;
    const stored = await recommenderStore(name).load(data, datasetId);
    if (stored === null) continue;
    expect(decode(stored, ratings)).not.toBeNull();
    names.push(name);
  }
  expect(names.sort()).toEqual(['ease', 'ials', 'viewing']);
});

it('has the checkpoint of a training that was broken off', async () => {
  expect(await loadCheckpoint(await openData(), datasetId)).toBeNull();
  freshBrowser();
  await restoreDatabases(dump, indexedDB, true);
  const stored = await loadCheckpoint(await openData(), datasetId);
  expect(stored?.run).toMatchObject({ id: expected.brokenOff.runId, settings: expected.brokenOff.settings });
  expect(stored?.checkpoint.epoch).toBe(expected.brokenOff.epoch);
  expect(stored?.points).toHaveLength(expected.brokenOff.points);
  expect(summariesOf(stored?.checkpoint.arrays ?? {})).toEqual(expected.brokenOff.arrays);
  const person = await (await openPerson()).load();
  expect(person.trainingSettings).toEqual(expected.brokenOff.trainingSettings);
});

it('keeps every record when it is opened', async () => {
  const open = [await openPersonDatabase(), await openDataDatabase()];
  const before = await Promise.all(open.map((use) => keys(use)));
  await (await openPerson()).load();
  await openData();
  expect(await Promise.all(open.map((use) => keys(use)))).toEqual(before);
  expect(before.flat()).toHaveLength(dump.databases.flatMap(({ stores }) => stores[0].entries).length);
});
