import { beforeEach, expect, it } from 'vitest';
import { defaultTraining } from '../../../../src/protocol/training-defaults.ts';
import { openData } from '../../../../src/storage/database/generations.ts';
import { inMemoryStore } from '../../../../src/storage/database/memory-store.ts';
import { openPerson } from '../../../../src/storage/person/person-store.ts';
import { type AppStorage, appStorageOf } from '../../../../src/worker/session/app-storage.ts';
import { archive, droppedFile } from '../../../fixtures/archives.ts';
import { dataset, device, eventually, LIST } from '../../../fixtures/visits.ts';
import { fakeTraining } from '../../../fixtures/worker-fakes.ts';

// The storage that is really there, below a session; only the disk is not.
let openAppStorage: () => Promise<AppStorage>;
beforeEach(() => {
  const [person, data] = [inMemoryStore(), inMemoryStore()];
  openAppStorage = async () => appStorageOf(await openPerson(person), await openData(data), true);
});

it('finds the draws, the runs and the person at the next visit', async () => {
  const first = device().visit({ openAppStorage });
  first.handle({ type: 'rate', movieId: 103, stars: 4.5 });
  await first.untilTrained('bayes');
  first.handle({ type: 'finishOnboarding' });
  await first.settled();
  const refuse = () => Promise.reject(new Error('must not be asked for'));
  const second = device().visit({ openAppStorage, loadTraining: refuse, fetchDataset: refuse });
  await second.settled();
  expect(second.all('failed')).toEqual([]);
  expect(second.answer(LIST)).toEqual(first.answer(LIST));
  const [opened, runs] = [second.last('opened'), first.all('trainingStarted').map(({ run }) => run)];
  expect(opened.runs.map(({ run }) => run)).toEqual(runs);
  expect(opened.modelRunId).toBe(runs[1].id);
});

it('goes on from a checkpoint, and keeps none of a run that is over', async () => {
  const slow = async () => fakeTraining(dataset, 5) as never;
  const first = device().visit({ openAppStorage, loadTraining: slow });
  first.handle({ type: 'train', settings: { ...defaultTraining, epochs: 40 } });
  await eventually(() => expect(first.last('trainingProgressed').point.epoch).toBeGreaterThan(3));
  first.handle({ type: 'pauseTraining' });
  const storage = await openAppStorage();
  await eventually(async () => expect(await storage.loadCheckpoint(dataset.id)).not.toBeNull());
  const second = device().visit({ openAppStorage });
  const started = await second.until('trainingStarted');
  expect(started.run).toEqual(first.last('trainingStarted').run);
  expect(started.points.length).toBeGreaterThan(3);
  await second.until('trainingEnded');
  await eventually(async () => expect(await storage.loadCheckpoint(dataset.id)).toBeNull());
});

it('finds another data set, what is left out of it, and the films that it lacks at the next visit', async () => {
  const movies = dataset.movies.slice(0, 9).map(({ id, title, year }) => `${id},${title} (${year}),Drama`);
  const twice = '500,Film 3 (1963),Drama';
  const given = [...dataset.movies.slice(0, 9).map(({ id }) => id), 500].flatMap((id) => [
    `1,${id},${1 + (id % 5)}`,
    `2,${id},${1 + (id % 4)}`,
  ]);
  const zip = archive(
    ['movieId,title,genres', ...movies, twice].join('\n'),
    ['userId,movieId,rating', ...given].join('\n'),
  );
  const first = device().visit({ openAppStorage }, { autoTrain: false });
  first.handle({ type: 'rate', movieId: 103, stars: 4.5 });
  first.handle({ type: 'rate', movieId: 130, stars: 1 });
  first.handle({ type: 'previewDataset', files: [droppedFile('ten.zip', zip)] });
  await first.until('datasetPreviewed');
  first.handle({ type: 'useDataset' });
  first.handle({ type: 'excludeSuspicious', kinds: ['twice'] });
  await eventually(() => expect(first.last('opened').dataset.excluded).toEqual(['twice']));
  await first.settled();
  const refuse = () => Promise.reject(new Error('must not be asked for'));
  const second = device().visit({ openAppStorage, fetchDataset: refuse }, { autoTrain: false });
  const opened = await second.until('opened');
  expect(opened).toEqual(first.last('opened'));
  expect(opened.dataset).toMatchObject({ name: 'ten', imported: true, report: { movies: 9, ratings: 18 } });
  expect(opened.person.ratings).toMatchObject([{ movie: { id: 103 } }]);
  expect(opened.person.absent.ratings).toMatchObject([{ movie: { id: 130, title: 'Film 30', year: 1990 } }]);
  expect(second.all('failed')).toEqual([]);
});
