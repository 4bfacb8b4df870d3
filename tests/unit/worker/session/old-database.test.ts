/** A session opens the databases that the build of commit a6bc8cd wrote in a browser, and changes nothing in them. */
import 'fake-indexeddb/auto';
import { entries } from 'idb-keyval';
import { beforeEach, expect, it } from 'vitest';
import { openDataDatabase, openPersonDatabase } from '../../../../src/storage/database/databases.ts';
import { openAppStorage } from '../../../../src/worker/session/app-storage.ts';
import expected from '../../../fixtures/databases-a6bc8cd.json' with { type: 'json' };
import { readDump, restoreDatabases } from '../../../fixtures/restore-databases.ts';
import { freshBrowser } from '../../../fixtures/storage-faults.ts';
import { ACTIVE_RECOMMENDER, device, EXPERIMENTS, eventually, LIST } from '../../../fixtures/visits.ts';

beforeEach(async () => {
  freshBrowser();
  await restoreDatabases(readDump(), indexedDB);
});

const refuse = () => Promise.reject(new Error('must not be called'));
const records = async () =>
  Promise.all([await openPersonDatabase(), await openDataDatabase()].map((use) => entries(use)));

function openSession() {
  return device().visit({ openAppStorage, loadTraining: refuse, fetchDataset: refuse }, { autoTrain: false });
}

it('shows the person as before', async () => {
  const visit = openSession();
  await visit.settled();
  expect(visit.all('failed')).toEqual([]);
  const { person, isPersistent } = visit.last('opened');
  const { absent } = expected.person;
  const shown = expected.person.ratings.filter(([id]) => !absent.ratings.includes(id));
  expect(isPersistent).toBe(true);
  expect(person.ratings.map(({ movie, stars, at }) => [movie.id, stars, at]).sort()).toEqual(shown.sort());
  expect(person.absent.ratings.map(({ movie }) => movie.id)).toEqual(absent.ratings);
  expect(person.absent.marks.map(({ movie }) => movie.id)).toEqual(absent.marks);
  const marks = [...person.marks, ...person.absent.marks];
  expect(marks.map(({ movie, mark, at }) => [movie.id, mark, at]).sort()).toEqual(
    [...expected.person.marks].sort(),
  );
  expect(person).toMatchObject({
    genres: expected.person.genres,
    listSettings: expected.person.listSettings,
    onboarded: true,
  });
});

it('uses the stored data set, runs, model and recommender', async () => {
  const visit = openSession();
  await visit.settled();
  const { dataset, runs, modelRunId } = visit.last('opened');
  const { id, movies, users, ratings } = expected.dataset.inUse;
  expect(dataset).toMatchObject({ id, report: { movies, users, ratings } });
  expect(dataset.excluded).toEqual(expected.dataset.leavingOut.kinds);
  expect(runs.map(({ run }) => run.id)).toEqual(
    expected.runs.filter(({ listed }) => listed).map((run) => run.id),
  );
  expect(modelRunId).toBe(expected.model.runId);
  expect(visit.answer(ACTIVE_RECOMMENDER).chosen).toBe(expected.person.rankedBy);
  for (const { movieId, title, stars } of expected.model.predicted) {
    const details = await visit.ask({ type: 'movie', movieId });
    expect(details?.card).toMatchObject({ movie: { id: movieId, title }, predicted: stars });
  }
  expect(visit.all('failed')).toEqual([]);
});

it('goes on with the experiment', async () => {
  const visit = openSession();
  const [latest, first] = await eventually(() => {
    const experiments = visit.answer(EXPERIMENTS);
    expect(experiments[0].waiting).toBeNull();
    return experiments;
  });
  const facts = expected.person.experiments.map(({ id, a, b, stoppedAt, lists }) => ({
    id,
    a,
    b,
    stoppedAt,
    lists,
  }));
  expect([first, latest]).toMatchObject(facts);
  const [team] = expected.person.experiments.map(({ moviesOfA, moviesOfB }) => ({
    a: moviesOfA,
    b: moviesOfB,
  }));
  expect(first.counts.teams).toMatchObject({
    a: { shown: team.a.seen, opened: team.a.opened },
    b: { shown: team.b.seen, opened: team.b.opened },
  });
  expect(visit.answer(LIST).experiment).not.toBeNull();
});

it('leaves every record as it was', async () => {
  const before = await records();
  const visit = openSession();
  await visit.settled();
  await eventually(() => expect(visit.answer(LIST).experiment).not.toBeNull());
  await visit.settled();
  expect(await records()).toEqual(before);
});
