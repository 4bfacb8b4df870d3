import { beforeEach, describe, expect, it, vi } from 'vitest';
import { defaultBayes, defaultTraining } from '../../../../src/protocol/training-defaults.ts';
import type { StoredCheckpoint } from '../../../../src/storage/artifacts/checkpoint-store.ts';
import {
  dataset,
  device,
  eventually,
  isAnswerTo,
  LIST,
  type Visit,
  type Visits,
} from '../../../fixtures/visits.ts';
import { fakeTraining, memoryAppStorage, point, runRecord } from '../../../fixtures/worker-fakes.ts';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const slowly = { loadTraining: async () => fakeTraining(dataset, 5) as never };

let here: Visits;
beforeEach(() => {
  here = device();
});
const storedCheckpoint = () => here.stored.get('checkpoint') as StoredCheckpoint | undefined;

/** A run that the person asked for, paused: its checkpoint is stored. The tab is then as good as closed. */
async function brokenOff(): Promise<Visit> {
  const visit = here.visit(slowly);
  visit.handle({ type: 'train', settings: { ...defaultTraining, epochs: 60 } });
  await eventually(() => expect(visit.last('trainingProgressed').point.epoch).toBeGreaterThan(3));
  visit.handle({ type: 'pauseTraining' });
  await eventually(() => expect(storedCheckpoint()).toBeDefined());
  return visit;
}

/** A checkpoint of the background's Bayesian run, as a visit of 100 sweeps leaves it. */
function bayesBroken(change: Partial<StoredCheckpoint> = {}): StoredCheckpoint {
  const { run } = runRecord(77, { settings: defaultBayes, background: true });
  const points = Array.from({ length: 100 }, (_, n) => point(n + 1));
  const checkpoint = { epoch: 100, state: { marker: 'fake' }, arrays: { best: Float32Array.of(100) } };
  return { datasetId: dataset.id, run, points, checkpoint, ...change };
}

describe('a run that the end of the visit broke off', () => {
  it('goes on at the next with the same number and its earlier points', async () => {
    const before = (await brokenOff()).last('trainingStarted').run;
    const { epoch } = (storedCheckpoint() as StoredCheckpoint).checkpoint;
    const next = here.visit();
    const started = await next.until('trainingStarted');
    expect(started.run).toEqual(before);
    expect(started.points.map((one) => one.epoch)).toEqual(Array.from({ length: epoch }, (_, n) => n + 1));
    await next.until('trainingEnded');
    const epochs = next.all('trainingProgressed').map((one) => one.point.epoch);
    expect(epochs).toEqual(Array.from({ length: 60 - epoch }, (_, n) => epoch + n + 1));
    expect(next.last('trainingEnded').runId).toBe(before.id);
    await next.settled();
    const run = (here.stored.get('runs') as { run: { id: number }; points: unknown[] }[]).at(-1);
    expect(run).toMatchObject({ run: { id: before.id } });
    expect(run?.points.length).toBe(60);
    await eventually(() => expect(storedCheckpoint()).toBeUndefined());
  });

  it('of the background goes on in the background, and predicts at once with the draws it has', async () => {
    here.stored.set('model', { ...runRecord(5, { background: true }), model: (await modelOf()).model });
    here.stored.set('checkpoint', bayesBroken());
    const next = here.visit();
    await next.settled();
    const order = next.recommended();
    const end = await next.untilTrained('bayes');
    expect(end.runId).toBe(77);
    expect(next.all('trainingStarted').length).toBe(1);
    expect(next.last('trainingStarted').run.background).toBe(true);
    expect(next.recommended()).toEqual(order);
    const previewed = next.messages.findIndex(
      (e) => isAnswerTo(e, LIST) && e.answer.cards[0].confidence !== null,
    );
    const first = next.messages.findIndex((e) => e.type === 'trainingProgressed');
    const second = next.messages.findIndex((e, n) => e.type === 'trainingProgressed' && n > first);
    expect(previewed).toBeGreaterThan(first);
    expect(previewed).toBeLessThan(second);
  });

  it('is forgotten when the person starts another', async () => {
    await brokenOff();
    const next = here.visit(slowly);
    await next.until('trainingProgressed');
    next.handle({ type: 'train', settings: { ...defaultTraining, epochs: 2 } });
    await next.until('trainingEnded');
    expect(next.last('trainingEnded').runId).not.toBe(next.all('trainingStarted')[0].run.id);
    await eventually(() => expect(storedCheckpoint()).toBeUndefined());
  });

  it('is forgotten when it is stopped, and with everything else', async () => {
    const visit = await brokenOff();
    visit.handle({ type: 'stopTraining' });
    await visit.until('trainingEnded');
    await eventually(() => expect(storedCheckpoint()).toBeUndefined());
    const other = await brokenOff();
    other.handle({ type: 'forgetEverything' });
    await other.settled();
    expect(storedCheckpoint()).toBeUndefined();
  });

  it('is over where its model was stored before the visit ended', async () => {
    const model = { ...runRecord(77, { settings: defaultBayes }), model: (await modelOf('bayes')).model };
    here.stored.set('model', model);
    here.stored.set('checkpoint', bayesBroken());
    const next = here.visit();
    await next.settled();
    await wait(30);
    expect(next.all('trainingPreparing')).toEqual([]);
    expect(storedCheckpoint()).toBeUndefined();
  });
});

describe('a checkpoint', () => {
  it('that is damaged is said and dropped; training starts anew', async () => {
    here.stored.set('checkpoint', bayesBroken());
    const next = here.visit({
      openAppStorage: async () => ({
        ...memoryAppStorage(here.stored),
        loadCheckpoint: () => Promise.reject(new Error('flipped bit')),
      }),
    });
    await next.untilTrained('als');
    expect(next.all('failed').map(({ problem }) => problem.message)).toEqual([
      expect.stringContaining('flipped bit'),
    ]);
    expect(next.all('trainingStarted')[0].points).toEqual([]);
  });

  it('that the trainer cannot use is said and dropped; the same settings are trained anew', async () => {
    const checkpoint = { epoch: 100, state: {}, arrays: {} };
    here.stored.set('checkpoint', bayesBroken({ checkpoint }));
    const next = here.visit();
    await next.untilTrained('bayes');
    const [resumed, anew] = next.all('trainingStarted');
    expect(resumed.run.id).toBe(77);
    expect(anew.run.id).not.toBe(77);
    // This data set has no statistics.
    const features = defaultBayes.features.filter((group) => group !== 'statistics');
    const settings = { ...defaultBayes, features };
    expect(anew).toMatchObject({ points: [], run: { settings, background: true } });
    expect(next.all('failed').length).toBe(1);
    expect(next.all('trainingFailed')).toEqual([]);
  });

  it('stays where the learn side cannot be loaded', async () => {
    here.stored.set('checkpoint', bayesBroken());
    const next = here.visit({ loadTraining: () => Promise.reject(new Error('offline')) });
    await next.until('trainingFailed');
    await next.settled();
    expect(next.all('trainingFailed').length).toBe(1);
    expect(storedCheckpoint()).toBeDefined();
  });

  it('is not taken of a run of a few seconds', async () => {
    const saved = vi.fn(async () => {});
    const visit = here.visit({
      openAppStorage: async () => ({ ...memoryAppStorage(here.stored), saveCheckpoint: saved }),
    });
    await visit.untilTrained('bayes');
    expect(saved).not.toHaveBeenCalled();
  });
});

/** Any model that fits the data set. */
async function modelOf(algorithm: 'als' | 'bayes' = 'als') {
  const { steps } = fakeTraining(dataset).train(null, null, { ...defaultTraining, algorithm });
  for await (const step of steps) return { model: await step.snapshot() };
  throw new Error('no step');
}
