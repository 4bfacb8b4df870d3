import { beforeEach, describe, expect, it } from 'vitest';
import { defaultBayes, defaultTraining } from '../../../../src/protocol/training-defaults.ts';
import {
  dataset,
  device,
  eventually,
  isAnswerTo,
  LIST,
  type Visit,
  type Visits,
} from '../../../fixtures/visits.ts';
import { fakeTraining } from '../../../fixtures/worker-fakes.ts';

const slow = { ...defaultTraining, epochs: 100 };
const asked = { type: 'train', settings: slow } as const;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

let here: Visits;
beforeEach(() => {
  here = device();
});

/** A visit in which a run that the person asked for is under way, 5 ms an epoch. */
async function started(): Promise<Visit> {
  const visit = here.visit({ loadTraining: async () => fakeTraining(dataset, 5) as never });
  visit.handle(asked);
  await eventually(() => expect(visit.last('trainingStarted').run.settings.epochs).toBe(100));
  await visit.until('trainingProgressed');
  return visit;
}
/** A visit that finds its recommenders fitted, so that only the training changes its lists. */
async function fitted(): Promise<Visit> {
  await here.visit({}, { autoTrain: false }).settled();
  return here.visit();
}
const epoch = (visit: Visit) => visit.last('trainingProgressed').point.epoch;

describe('a run that the person asked for', () => {
  it('pauses, resumes and stops; a stopped run keeps its model', async () => {
    const visit = await started();
    visit.handle({ type: 'pauseTraining' });
    await visit.until('trainingPaused');
    await wait(30);
    const held = epoch(visit);
    await wait(60);
    expect(epoch(visit)).toBe(held);
    visit.handle({ type: 'rate', movieId: 103, stars: 4 });
    await visit.settled();
    expect(visit.last('personChanged').person.ratings.length).toBe(1);
    visit.handle({ type: 'resumeTraining' });
    await eventually(() => expect(epoch(visit)).toBeGreaterThan(held + 1));
    visit.handle({ type: 'stopTraining' });
    await visit.until('trainingEnded');
    expect(visit.last('trainingEnded').end).toBe('stopped');
    expect(visit.answer(LIST).cards[0].predicted).not.toBeNull();
  });

  it('takes one step at a time while it is paused', async () => {
    const visit = await started();
    visit.handle({ type: 'pauseTraining' });
    await wait(30);
    const held = epoch(visit);
    for (const step of [1, 2, 3]) {
      visit.handle({ type: 'stepTraining' });
      await eventually(() => expect(visit.all('trainingPaused').length).toBe(1 + step));
      await wait(30);
      expect(epoch(visit)).toBe(held + step);
    }
    expect(visit.all('trainingResumed')).toEqual([]);
    visit.handle({ type: 'resumeTraining' });
    await eventually(() => expect(epoch(visit)).toBeGreaterThan(held + 5));
    expect(visit.all('trainingResumed').length).toBe(1);
  });

  it('pauses after the epoch under way when a step is asked for', async () => {
    const visit = await started();
    visit.handle({ type: 'stepTraining' });
    await visit.until('trainingPaused');
    const held = epoch(visit);
    await wait(40);
    expect(epoch(visit)).toBe(held);
  });

  it('can be stopped while it is paused', async () => {
    const visit = await started();
    visit.handle({ type: 'pauseTraining' });
    await wait(20);
    visit.handle({ type: 'stopTraining' });
    expect((await visit.until('trainingEnded')).end).toBe('stopped');
  });

  it('tells what it takes, and how far off it was at the end', async () => {
    const visit = await started();
    const { memory, remainingMs, point } = visit.last('trainingProgressed');
    expect(memory).toEqual({ tensors: 3, bytes: 1000, threads: 1, heapBytes: null });
    expect(remainingMs).toBeCloseTo(5 * (100 - point.epoch));
    visit.handle({ type: 'stopTraining' });
    const { residuals } = await visit.until('trainingEnded');
    expect(residuals?.counts.reduce((sum, n) => sum + n)).toBe(5);
    await visit.settled();
    const next = here.visit();
    await next.settled();
    const run = next.last('opened').runs.at(-1);
    expect(run).toMatchObject({ end: 'stopped', residuals, run: { background: false, importedFrom: null } });
    expect(run?.points.at(-1)?.epoch).toBe(epoch(visit));
  });
});

describe('a run that ends early', () => {
  it('gives way to a run started later', async () => {
    const visit = await started();
    const first = visit.last('trainingStarted').run.id;
    visit.handle({ type: 'train', settings: { ...slow, epochs: 3 } });
    await visit.until('trainingEnded');
    expect(visit.last('trainingEnded')).toMatchObject({ end: 'finished' });
    expect(visit.last('trainingEnded').runId).not.toBe(first);
    expect(visit.all('trainingEnded').length).toBe(1);
  });

  it('is given up in the middle of an epoch for a run started later, which uses the same backend', async () => {
    const fake = fakeTraining(dataset);
    let backends = 0;
    let begun = false;
    const visit = here.visit({
      loadTraining: async () =>
        ({
          startBackend: async () => {
            backends++;
            return fake.startBackend();
          },
          train(...[backend, data, settings, from, signal]: [...Parameters<typeof fake.train>, AbortSignal]) {
            const session = fake.train(backend, data, settings, from);
            if (settings.epochs !== slow.epochs) return session;
            // Its first epoch never ends by itself.
            const endless = new Promise<never>((_, reject) => {
              begun = true;
              signal.addEventListener('abort', () => reject(signal.reason));
            });
            return { ...session, steps: { [Symbol.asyncIterator]: () => ({ next: () => endless }) } };
          },
        }) as never,
    });
    visit.handle(asked);
    await eventually(() => expect(begun).toBe(true));
    visit.handle({ type: 'train', settings: { ...slow, epochs: 3 } });
    await eventually(() => expect(visit.last('trainingEnded')).toMatchObject({ end: 'finished' }));
    expect(backends).toBe(1);
    expect(visit.all('trainingFailed')).toEqual([]);
  });

  it('that fails says so, and leaves the last good model in use', async () => {
    const visit = here.visit();
    await visit.untilTrained('bayes');
    const before = visit.answer(LIST);
    visit.handle({ type: 'train', settings: { ...defaultTraining, learningRate: 0.5 } });
    await visit.until('trainingFailed');
    expect(visit.last('trainingFailed').problem.message).toContain('made to fail');
    await visit.settled();
    expect(await visit.ask({ ...LIST, count: 23 })).toEqual({ ...before, cards: before.cards.slice(0, 23) });
  });
});

describe('in the background', () => {
  it('goes on to the Bayesian model after the quick one, with confidence on the cards', async () => {
    const visit = here.visit();
    await visit.untilTrained('als');
    expect(visit.answer(LIST).cards[0].confidence).toBeNull();
    const end = await visit.untilTrained('bayes');
    expect(end.end).toBe('finished');
    const [quick, bayes] = visit.all('trainingStarted').map(({ run }) => run);
    // This data set has no statistics.
    const features = defaultBayes.features.filter((group) => group !== 'statistics');
    expect(quick).toMatchObject({ settings: { ...defaultTraining, features }, background: true });
    // A small catalogue keeps the most draws.
    expect(bayes).toMatchObject({ settings: { ...defaultBayes, draws: 64, features }, background: true });
    for (const { confidence, predicted } of visit.answer(LIST).cards) {
      expect(confidence?.low).toBeLessThanOrEqual(predicted ?? 0);
      expect(confidence?.high).toBeGreaterThanOrEqual(predicted ?? 5);
      expect(confidence?.spread).toBeGreaterThan(0);
    }
  });

  it('refreshes the cards in place; the new order comes with the next rating', async () => {
    const visit = await fitted();
    await visit.settled();
    const order = visit.recommended();
    await visit.untilTrained('bayes');
    const lists = visit.answers(LIST).slice(visit.answers(LIST).findIndex((l) => l.cards[0].predicted));
    for (const { cards } of lists) expect(cards.map(({ movie }) => movie.id)).toEqual(order);
    const more = (await visit.ask({ ...LIST, count: 30 })).cards.map(({ movie }) => movie.id);
    expect(more.slice(0, 24)).toEqual(order);
    expect(new Set(more).size).toBe(30);
    visit.handle({ type: 'rate', movieId: order[20], stars: 5 });
    await visit.settled();
    expect(visit.recommended()).not.toEqual(order.filter((id) => id !== order[20]));
  });

  it('predicts with the draws on the way, after burn-in and not at every sweep', async () => {
    const visit = await fitted();
    await visit.untilTrained('als');
    await visit.untilTrained('bayes');
    const bayes = visit.all('trainingStarted')[1].run.id;
    let epochs = 0;
    const refreshed: number[] = [];
    for (const event of visit.messages) {
      if (event.type === 'trainingProgressed' && event.runId === bayes) epochs = event.point.epoch;
      if (isAnswerTo(event, LIST) && epochs > 0) refreshed.push(epochs);
    }
    expect(refreshed.length).toBe(2);
    expect(refreshed[0]).toBeGreaterThan(defaultBayes.burnIn);
    expect(refreshed[0]).toBeLessThan(defaultBayes.epochs / 2);
    expect(refreshed[1]).toBe(defaultBayes.epochs);
  });

  it('goes on at the next visit where only the quick model is there', async () => {
    const first = here.visit({
      loadTraining: async () =>
        ({
          ...fakeTraining(dataset),
          train: (...args: Parameters<ReturnType<typeof fakeTraining>['train']>) =>
            fakeTraining(dataset, args[2].algorithm === 'bayes' ? 10_000 : 1).train(...args),
        }) as never,
    });
    await first.untilTrained('als');
    const second = here.visit();
    await second.untilTrained('bayes');
    expect(second.all('trainingStarted').length).toBe(1);
    expect(second.last('opened').modelRunId).toBe(first.all('trainingStarted')[0].run.id);
  });
});

describe('a run in the background that fails or is stopped', () => {
  it('a failure leaves the quick model in use and is reported', async () => {
    const visit = here.visit({
      loadTraining: async () =>
        ({
          ...fakeTraining(dataset),
          train: (
            ...[backend, data, settings, from]: Parameters<ReturnType<typeof fakeTraining>['train']>
          ) => {
            const session = fakeTraining(dataset).train(backend, data, settings, from);
            if (settings.algorithm !== 'bayes') return session;
            async function* failing() {
              for await (const step of session.steps) {
                if (step.point.epoch > 100) throw new Error('out of memory');
                yield step;
              }
            }
            return { ...session, steps: failing() };
          },
        }) as never,
    });
    await visit.until('trainingFailed');
    await visit.settled();
    expect(visit.last('trainingFailed').problem.message).toContain('out of memory');
    expect(visit.answer(LIST).cards[0]).toMatchObject({ confidence: null });
    expect(visit.answer(LIST).cards[0].predicted).not.toBeNull();
    expect(here.stored.get('model')).toMatchObject({ model: { algorithm: 'als' } });
    expect(here.stored.has('checkpoint')).toBe(false);
  });

  it('is left alone by who stopped it', async () => {
    const visit = here.visit({ loadTraining: async () => fakeTraining(dataset, 5) as never });
    await visit.until('trainingProgressed');
    visit.handle({ type: 'stopTraining' });
    await visit.until('trainingEnded');
    await wait(50);
    expect(visit.all('trainingStarted').length).toBe(1);
    const next = here.visit();
    await next.settled();
    await wait(50);
    expect(next.all('trainingPreparing')).toEqual([]);
  });

  it('settings that the person chose take its place', async () => {
    const visit = here.visit();
    visit.handle({ type: 'train', settings: { ...defaultTraining, epochs: 3 } });
    await eventually(() =>
      expect(visit.last('trainingEnded').runId).toBe(visit.last('trainingStarted').run.id),
    );
    await wait(50);
    expect(visit.all('trainingStarted').every(({ run }) => run.settings.algorithm === 'als')).toBe(true);
    here.stored.delete('model');
    const next = here.visit();
    await next.until('trainingEnded');
    expect(next.last('trainingStarted').run.settings.epochs).toBe(3);
  });

  it('a model that holds no numbers is not taken', async () => {
    const visit = here.visit({
      loadTraining: async () => {
        const fake = fakeTraining(dataset);
        return {
          ...fake,
          train: (...args: Parameters<typeof fake.train>) => {
            const session = fake.train(...args);
            async function* zeros() {
              for await (const step of session.steps) {
                const model = await step.snapshot();
                yield { ...step, snapshot: async () => ({ ...model, itemFactors: new Float32Array(40) }) };
              }
            }
            return { ...session, steps: zeros() };
          },
        } as never;
      },
    });
    await visit.until('trainingFailed');
    expect(visit.last('trainingFailed').problem.code).toBe('diverged');
    expect(visit.answer(LIST).cards[0].predicted).toBeNull();
    expect(here.stored.has('model')).toBe(false);
  });
});

it('trains nothing by itself when that is switched off, until it is switched on', async () => {
  const session = device().visit({}, { autoTrain: false });
  await session.until('opened');
  await session.settled();
  expect(session.all('trainingPreparing')).toEqual([]);
  session.handle({ type: 'autoTrain', on: true });
  await session.untilTrained('als');
  await session.untilTrained('bayes');
});
