import { beforeEach, describe, expect, it } from 'vitest';
import { Problem } from '../../../../src/base/problem.ts';
import { createRandom } from '../../../../src/base/random.ts';
import { defaultSequence } from '../../../../src/protocol/sequence-defaults.ts';
import { sasrecArrays } from '../../../../src/recommenders/models/sasrec-network.ts';
import { decodeSafetensors } from '../../../../src/storage/artifacts/safetensors.ts';
import type { SequenceOrder, StartSequence } from '../../../../src/worker/training/sequence-runner.ts';
import {
  ACTIVE_RECOMMENDER,
  dataset,
  device,
  eventually,
  LIST,
  type Visit,
  type Visits,
} from '../../../fixtures/visits.ts';

const SEQUENCE = { type: 'sequence' } as const;
const settings = { ...defaultSequence, length: 6, width: 8, epochs: 4 };
const shape = { movies: 10, length: 6, width: 8, blocks: settings.blocks };

/** A made-up run: each epoch waits until it is let through, and gives random parameters. */
function thread(fails: Problem | null = null) {
  const orders: SequenceOrder[] = [];
  let [allowed, wake, closed] = [0, () => {}, 0];
  const startSequence: StartSequence = async (order) => {
    orders.push(order);
    let epoch = order.from?.epoch ?? 0;
    return {
      info: { backend: 'cpu', adapter: 'Made up', why: 'Asked for.' },
      async epoch() {
        while (allowed === 0) await new Promise<void>((resolve) => (wake = resolve));
        allowed--;
        if (fails !== null) throw fails;
        epoch++;
        const random = createRandom(epoch);
        const arrays = Object.fromEntries(
          sasrecArrays(shape).map(([name, size]) => [
            name,
            Float32Array.from({ length: size.reduce((a, b) => a * b, 1) }, () => random.normal()),
          ]),
        );
        const parts = Object.entries(arrays).flatMap(([name, values]) =>
          ['now', 'best', 'first', 'second'].map((part) => [`${part}.${name}`, values]),
        );
        return {
          point: { epoch, loss: 5 - epoch, heldOutLoss: 5.5 - epoch, epochMs: 10 },
          ended: epoch === order.settings.epochs ? 'finished' : null,
          checkpoint: { epoch, state: { movies: shape.movies }, arrays: Object.fromEntries(parts) },
          model: {
            shape,
            items: dataset.movies.length,
            known: Int32Array.from({ length: 10 }, (_, n) => n),
            arrays,
          },
        };
      },
      close: () => closed++,
    };
  };
  return {
    orders,
    startSequence,
    closed: () => closed,
    allow(epochs: number) {
      allowed += epochs;
      wake();
    },
  };
}

let here: Visits;
beforeEach(() => {
  here = device();
});

const open = (startSequence?: StartSequence): Visit =>
  here.visit(startSequence === undefined ? {} : { startSequence }, {
    autoTrain: false,
    watched: [SEQUENCE, ACTIVE_RECOMMENDER, LIST],
  });

const shows = (visit: Visit, expected: object) =>
  eventually(() => expect(visit.answer(SEQUENCE)).toMatchObject(expected));

describe('the training of the order', () => {
  it('does not begin by itself', async () => {
    const { startSequence, orders } = thread();
    const visit = open(startSequence);
    await visit.settled();
    expect(visit.answer(SEQUENCE)).toMatchObject({ phase: 'none', hasModel: false, last: [] });
    expect(orders).toEqual([]);
  });

  it('shows its curve, pauses, resumes, and its model is there in the next visit', async () => {
    const run = thread();
    const visit = open(run.startSequence);
    visit.handle({ type: 'trainSequence', settings });
    await shows(visit, { phase: 'training', backend: { adapter: 'Made up' } });
    run.allow(1);
    await shows(visit, { points: [{ epoch: 1, loss: 4 }] });
    visit.handle({ type: 'pauseSequence' });
    await shows(visit, { phase: 'pausing' });
    run.allow(1);
    await shows(visit, { phase: 'paused', points: [{ epoch: 1 }, { epoch: 2 }] });
    visit.handle({ type: 'resumeSequence' });
    run.allow(2);
    await shows(visit, { phase: 'over', end: 'finished', hasModel: true, known: 10 });
    expect(run.closed()).toBe(1);
    await visit.settled();
    const next = open(run.startSequence);
    await shows(next, { phase: 'over', end: 'finished', hasModel: true, points: [{}, {}, {}, { epoch: 4 }] });
    expect(run.orders).toHaveLength(1);
  });

  it('goes on from its checkpoint in the next visit, and waits there if it was paused', async () => {
    const run = thread();
    const first = open(run.startSequence);
    first.handle({ type: 'trainSequence', settings });
    first.handle({ type: 'pauseSequence' });
    await shows(first, { phase: 'pausing' });
    run.allow(1);
    await shows(first, { phase: 'paused', points: [{ epoch: 1 }] });
    await first.settled();
    const again = thread();
    const second = open(again.startSequence);
    await shows(second, { phase: 'paused', points: [{ epoch: 1 }] });
    expect(again.orders).toEqual([]);
    second.handle({ type: 'resumeSequence' });
    await shows(second, { phase: 'training' });
    expect(again.orders[0].from?.epoch).toBe(1);
    again.allow(3);
    await shows(second, { phase: 'over', points: [{}, {}, {}, { epoch: 4 }] });
  });

  it('stops with the model so far', async () => {
    const run = thread();
    const visit = open(run.startSequence);
    visit.handle({ type: 'trainSequence', settings });
    run.allow(1);
    await shows(visit, { points: [{ epoch: 1 }] });
    visit.handle({ type: 'stopSequence' });
    run.allow(1);
    await shows(visit, { phase: 'over', end: 'stopped', hasModel: true });
  });

  it('begins when it is chosen for For you, and orders the list once it is done', async () => {
    const run = thread();
    const visit = open(run.startSequence);
    visit.handle({ type: 'rate', movieId: dataset.movies[0].id, stars: 5 });
    visit.handle({ type: 'rate', movieId: dataset.movies[3].id, stars: 2 });
    visit.handle({ type: 'rankBy', recommender: 'sasrec' });
    await eventually(() =>
      expect(visit.answer(ACTIVE_RECOMMENDER)).toMatchObject({ chosen: 'sasrec', inUse: 'hybrid' }),
    );
    run.allow(defaultSequence.epochs);
    await eventually(() =>
      expect(visit.answer(ACTIVE_RECOMMENDER)).toMatchObject({ inUse: 'sasrec', fitting: null }),
    );
    const { cards } = await visit.ask(LIST);
    expect(cards.every(({ reason }) => reason.kind === 'order' && reason.last.length === 2)).toBe(true);
    const { last } = visit.answer(SEQUENCE);
    expect(last.map(({ movieId }) => movieId).sort()).toEqual(
      [dataset.movies[0].id, dataset.movies[3].id].sort(),
    );
    visit.handle({ type: 'exportSequence' });
    const { bytes, name } = await visit.until('modelExported');
    expect(name).toMatch(/sasrec\.safetensors$/);
    expect(decodeSafetensors(bytes).tensors.get('movies')?.shape).toEqual([10, 8]);
  });

  it('says why it failed, and the list stays as it is', async () => {
    const run = thread(new Problem('gpu-lost', 'The card is gone.', 'Train again.'));
    const visit = open(run.startSequence);
    visit.handle({ type: 'rankBy', recommender: 'sasrec' });
    run.allow(1);
    await shows(visit, { phase: 'over', problem: { code: 'gpu-lost' }, hasModel: false });
    await eventually(() =>
      expect(visit.answer(ACTIVE_RECOMMENDER)).toMatchObject({ chosen: 'hybrid', inUse: 'hybrid' }),
    );
    const none = open();
    none.handle({ type: 'trainSequence', settings });
    await shows(none, { problem: { code: 'backend-missing' } });
  });
});
