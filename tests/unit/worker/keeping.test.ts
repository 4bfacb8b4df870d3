import { beforeEach, expect, it } from 'vitest';
import { defaultTraining } from '../../../src/algorithms.ts';
import { openData } from '../../../src/storage/generations.ts';
import { inMemoryStore } from '../../../src/storage/memory.ts';
import { openPerson } from '../../../src/storage/person.ts';
import { type Keeping, keepingOf } from '../../../src/worker/keeping.ts';
import { fakeTraining } from './fakes.ts';
import { dataset, device, eventually } from './visits.ts';

// The storage that is really there, below a session; only the disk is not.
let openKeeping: () => Promise<Keeping>;
beforeEach(() => {
  const [person, data] = [inMemoryStore(), inMemoryStore()];
  openKeeping = async () => keepingOf(await openPerson(person), await openData(data), true);
});

it('finds the draws, the runs and the person at the next visit', async () => {
  const first = device().visit({ openKeeping });
  first.handle({ type: 'rate', movieId: 103, stars: 4.5 });
  await first.untilTrained('bayes');
  first.handle({ type: 'finishOnboarding' });
  await first.settled();
  const refuse = () => Promise.reject(new Error('must not be asked for'));
  const second = device().visit({ openKeeping, loadTraining: refuse, fetchDataset: refuse });
  await second.settled();
  expect(second.all('failed')).toEqual([]);
  // Only the first was an answer to something.
  expect(second.last('recommended')).toEqual({ ...first.last('recommended'), took: null });
  const [opened, runs] = [second.last('opened'), first.all('trainingStarted').map(({ run }) => run)];
  expect(opened.runs.map(({ run }) => run)).toEqual(runs);
  expect(opened.modelRunId).toBe(runs[1].id);
});

it('goes on from a checkpoint, and keeps none of a run that is over', async () => {
  const slow = async () => fakeTraining(dataset, 5) as never;
  const first = device().visit({ openKeeping, loadTraining: slow });
  first.handle({ type: 'train', settings: { ...defaultTraining, epochs: 40 } });
  await eventually(() => expect(first.last('trainingProgressed').point.epoch).toBeGreaterThan(3));
  first.handle({ type: 'pauseTraining' });
  const keeping = await openKeeping();
  await eventually(async () => expect(await keeping.loadCheckpoint(dataset.id)).not.toBeNull());
  const second = device().visit({ openKeeping });
  const started = await second.until('trainingStarted');
  expect(started.run).toEqual(first.last('trainingStarted').run);
  expect(started.points.length).toBeGreaterThan(3);
  await second.until('trainingEnded');
  await eventually(async () => expect(await keeping.loadCheckpoint(dataset.id)).toBeNull());
});
