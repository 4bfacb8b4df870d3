import { beforeEach, describe, expect, it } from 'vitest';
import { defaultTraining } from '../../../../src/protocol/training-defaults.ts';
import { encodeModel } from '../../../../src/worker/training/model-file.ts';
import { dataset, device, eventually, LIST, type Visits } from '../../../fixtures/visits.ts';
import { fakeTraining, memoryAppStorage, posteriorModel, runRecord } from '../../../fixtures/worker-fakes.ts';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const file = (best = 7) => encodeModel({ ...runRecord(1), model: posteriorModel(dataset, best) });

let here: Visits;
beforeEach(() => {
  here = device();
});

describe('a model file', () => {
  it('is refused while there is no model to save', async () => {
    const visit = here.visit({ loadTraining: () => Promise.reject(new Error('not now')) });
    visit.handle({ type: 'exportModel' });
    await visit.settled();
    expect(visit.last('failed').problem.message).toBe('There is no model to save yet.');
    expect(visit.all('modelExported')).toEqual([]);
  });

  it('goes from one device to another, with its run, and is there at the next visit', async () => {
    const one = here.visit();
    await one.untilTrained('bayes');
    one.handle({ type: 'exportModel' });
    const { name, bytes } = await one.until('modelExported');
    expect(name).toBe('matinee-small-bayes.safetensors');

    const there = device();
    const other = there.visit({ loadTraining: () => new Promise(() => {}) });
    await other.settled();
    other.handle({ type: 'importModel', name, bytes });
    // The run that never began cannot be waited for.
    await wait(10);
    expect(other.all('modelImported')).toEqual([]);

    const free = there.visit();
    await free.untilTrained('bayes');
    free.handle({ type: 'importModel', name, bytes });
    const { imported } = await free.until('modelImported');
    expect(imported.run).toMatchObject({ importedFrom: name, background: false });
    expect(imported.points.length).toBe(one.last('trainingStarted').run.settings.epochs);
    const runIds = free.all('trainingStarted').map(({ run }) => run.id);
    expect(runIds).not.toContain(imported.run.id);

    const next = there.visit({ loadTraining: () => Promise.reject(new Error('must not be loaded')) });
    await next.settled();
    expect(next.last('opened').modelRunId).toBe(imported.run.id);
    expect(next.last('opened').runs.map(({ run }) => run.id)).toEqual([...runIds, imported.run.id]);
    expect(next.recommended()).toEqual(free.recommended());
  });

  it('ends the training that is under way, for good', async () => {
    const visit = here.visit({ loadTraining: async () => fakeTraining(dataset, 5) as never });
    visit.handle({ type: 'train', settings: { ...defaultTraining, epochs: 100 } });
    await eventually(() => expect(visit.last('trainingStarted').run.settings.epochs).toBe(100));
    await visit.until('trainingProgressed');
    visit.handle({ type: 'importModel', name: 'a', bytes: file() });
    await visit.until('modelImported');
    const progressBefore = visit.all('trainingProgressed').length;
    await wait(50);
    expect(visit.all('trainingProgressed').length).toBe(progressBefore);
    expect(visit.all('trainingEnded')).toEqual([]);
    expect(visit.answer(LIST).cards[0].confidence).not.toBeNull();
  });

  it('that is refused changes nothing, the training that is under way included', async () => {
    const visit = here.visit();
    await visit.untilTrained('als');
    visit.handle({ type: 'importModel', name: 'a', bytes: file().slice(0, -5) });
    await visit.until('failed');
    expect(visit.last('failed').problem.code).toBe('file-broken');
    expect(visit.all('modelLeft')).toHaveLength(1);
    await visit.untilTrained('bayes');
    expect(visit.all('modelImported')).toEqual([]);
    expect(here.stored.get('model')).toMatchObject({ run: { importedFrom: null } });
  });

  it('that is given up changes nothing, and the next one serves', async () => {
    const visit = here.visit();
    await visit.untilTrained('bayes');
    const before = here.stored.get('model');
    visit.handle({ type: 'importModel', name: 'a', bytes: file() });
    visit.handle({ type: 'discardImport' });
    await visit.settled();
    expect(visit.all('modelLeft')).toHaveLength(1);
    expect(visit.all('modelImported')).toEqual([]);
    expect(visit.all('failed')).toEqual([]);
    expect(here.stored.get('model')).toBe(before);
    visit.handle({ type: 'importModel', name: 'a', bytes: file() });
    await visit.until('modelImported');
    expect(visit.all('modelLeft')).toHaveLength(1);
  });

  it('that cannot be kept serves for this visit, and that is said', async () => {
    const visit = here.visit({
      openAppStorage: async () => ({
        ...memoryAppStorage(here.stored),
        saveModel: () => Promise.reject(new Error('disk full')),
      }),
    });
    await visit.untilTrained('bayes');
    visit.handle({ type: 'importModel', name: 'a', bytes: file() });
    await visit.until('modelImported');
    expect(visit.last('failed').problem.message).toContain('disk full');
  });
});

describe('the list of runs', () => {
  it('has the newest eight, and loses what is removed', async () => {
    const earlier = Array.from({ length: 8 }, (_, n) => runRecord(n + 1));
    here.stored.set('runs', earlier);
    const visit = here.visit();
    await visit.untilTrained('bayes');
    await visit.settled();
    const [als, bayes] = visit.all('trainingStarted').map(({ run }) => run.id);
    visit.handle({ type: 'removeRun', runId: 5 });
    visit.handle({ type: 'removeRun', runId: bayes });
    await visit.settled();
    expect(visit.all('runRemoved').map(({ runId }) => runId)).toEqual([5, bayes]);
    const next = here.visit();
    await next.settled();
    expect(next.last('opened').runs.map(({ run }) => run.id)).toEqual([3, 4, 6, 7, 8, als]);
    expect(next.last('opened').modelRunId).toBe(bayes);
  });

  it('that is damaged is said and left aside; the model goes on with its own run', async () => {
    const first = here.visit();
    await first.untilTrained('bayes');
    const next = here.visit({
      openAppStorage: async () => ({
        ...memoryAppStorage(here.stored),
        loadRuns: () => Promise.reject(new Error('flipped bit')),
      }),
    });
    await next.settled();
    expect(next.last('failed').problem.message).toContain('flipped bit');
    const { runs, modelRunId } = next.last('opened');
    expect(runs.map(({ run }) => run.id)).toEqual([modelRunId]);
    expect(next.answer(LIST).cards[0].confidence).not.toBeNull();
  });

  it('a removal that cannot be kept changes nothing', async () => {
    here.stored.set('runs', [runRecord(1)]);
    const visit = here.visit({
      openAppStorage: async () => ({
        ...memoryAppStorage(here.stored),
        saveRuns: () => Promise.reject(new Error('disk full')),
      }),
    });
    visit.handle({ type: 'removeRun', runId: 1 });
    await visit.settled();
    expect(visit.last('failed').problem.message).toContain('disk full');
    expect(visit.all('runRemoved')).toEqual([]);
  });
});
