import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '../../../../src/base/problem.ts';
import { createRandom } from '../../../../src/base/random.ts';
import { networkDefaults, networkIds } from '../../../../src/protocol/network-defaults.ts';
import type { NetworkId } from '../../../../src/protocol/network-messages.ts';
import type { NetworkModels } from '../../../../src/recommenders/networks/network-models.ts';
import { networks } from '../../../../src/recommenders/networks/networks.ts';
import { sizeOf } from '../../../../src/recommenders/networks/trained-network.ts';
import { decodeSafetensors } from '../../../../src/storage/artifacts/safetensors.ts';
import { networkControls } from '../../../../src/worker/training/network-control.ts';
import type { NetworkOrder, StartNetwork } from '../../../../src/worker/training/network-runner.ts';
import {
  ACTIVE_RECOMMENDER,
  dataset,
  device,
  eventually,
  LIST,
  type Visit,
  type Visits,
} from '../../../fixtures/visits.ts';

const SEQUENCE = { type: 'network', network: 'sasrec' } as const;
const settings = { ...networkDefaults.sasrec, length: 6, width: 8, epochs: 4 };
/** Movies that a made-up model knows. */
const KNOWN = 10;

/** A made-up run: each epoch waits until it is let through, and gives random parameters. */
function thread(fails: Problem | null = null) {
  const orders: NetworkOrder<NetworkId>[] = [];
  const allowed = { sasrec: 0, 'mult-vae': 0 };
  let [waiting, closed]: [(() => void)[], number] = [[], 0];
  const startNetwork: StartNetwork = async <Id extends NetworkId>(order: NetworkOrder<Id>) => {
    orders.push(order);
    const { shape: shapeOf, arrays: arraysOf } = networks[order.network];
    const shape = shapeOf(KNOWN, order.settings);
    let epoch = order.from?.epoch ?? 0;
    return {
      info: { backend: 'cpu', adapter: 'Made up', why: 'Asked for.' },
      async epoch() {
        while (allowed[order.network] === 0) await new Promise<void>((resolve) => waiting.push(resolve));
        allowed[order.network]--;
        if (fails !== null) throw fails;
        epoch++;
        const random = createRandom(epoch);
        const arrays = Object.fromEntries(
          arraysOf(shape).map(([name, size]) => [
            name,
            Float32Array.from({ length: sizeOf(size) }, () => random.normal()),
          ]),
        );
        const parts = Object.entries(arrays).flatMap(([name, values]) =>
          ['now', 'best', 'first', 'second'].map((part) => [`${part}.${name}`, values]),
        );
        return {
          point: { epoch, loss: 5 - epoch, heldOutLoss: 5.5 - epoch, epochMs: 10 },
          ended: epoch === order.settings.epochs ? 'finished' : null,
          checkpoint: { epoch, state: { movies: KNOWN }, arrays: Object.fromEntries(parts) },
          model: {
            shape,
            items: dataset.movies.length,
            known: Int32Array.from({ length: KNOWN }, (_, n) => n),
            arrays,
          } as NetworkModels[Id],
        };
      },
      close: () => closed++,
    };
  };
  return {
    orders,
    startNetwork,
    closed: () => closed,
    /** Lets each network do so many epochs more. */
    allow(epochs: number) {
      for (const network of networkIds) allowed[network] += epochs;
      const woken = waiting;
      waiting = [];
      for (const wake of woken) wake();
    },
  };
}

let here: Visits;
beforeEach(() => {
  here = device();
});

const open = (startNetwork?: StartNetwork): Visit =>
  here.visit(startNetwork === undefined ? {} : { startNetwork }, {
    autoTrain: false,
    watched: [SEQUENCE, ACTIVE_RECOMMENDER, LIST],
  });

const shows = (visit: Visit, expected: object) =>
  eventually(() => expect(visit.answer(SEQUENCE)).toMatchObject(expected));

describe('the training of a network', () => {
  it('does not begin by itself', async () => {
    const { startNetwork, orders } = thread();
    const visit = open(startNetwork);
    await visit.settled();
    expect(visit.answer(SEQUENCE)).toMatchObject({ phase: 'none', hasModel: false, read: [] });
    expect(orders).toEqual([]);
  });

  it('shows its curve, pauses, resumes, and its model is there in the next visit', async () => {
    const run = thread();
    const visit = open(run.startNetwork);
    visit.handle({ type: 'trainNetwork', network: 'sasrec', settings });
    await shows(visit, { phase: 'training', backend: { adapter: 'Made up' } });
    run.allow(1);
    await shows(visit, { points: [{ epoch: 1, loss: 4 }] });
    visit.handle({ type: 'pauseNetwork', network: 'sasrec' });
    await shows(visit, { phase: 'pausing' });
    run.allow(1);
    await shows(visit, { phase: 'paused', points: [{ epoch: 1 }, { epoch: 2 }] });
    visit.handle({ type: 'resumeNetwork', network: 'sasrec' });
    run.allow(2);
    await shows(visit, { phase: 'over', end: 'finished', hasModel: true, known: 10 });
    expect(run.closed()).toBe(1);
    await visit.settled();
    const next = open(run.startNetwork);
    await shows(next, { phase: 'over', end: 'finished', hasModel: true, points: [{}, {}, {}, { epoch: 4 }] });
    expect(run.orders).toHaveLength(1);
  });

  it('goes on from its checkpoint in the next visit, and waits there if it was paused', async () => {
    const run = thread();
    const first = open(run.startNetwork);
    first.handle({ type: 'trainNetwork', network: 'sasrec', settings });
    first.handle({ type: 'pauseNetwork', network: 'sasrec' });
    await shows(first, { phase: 'pausing' });
    run.allow(1);
    await shows(first, { phase: 'paused', points: [{ epoch: 1 }] });
    await first.settled();
    const again = thread();
    const second = open(again.startNetwork);
    await shows(second, { phase: 'paused', points: [{ epoch: 1 }] });
    expect(again.orders).toEqual([]);
    second.handle({ type: 'resumeNetwork', network: 'sasrec' });
    await shows(second, { phase: 'training' });
    expect(again.orders[0].from?.epoch).toBe(1);
    again.allow(3);
    await shows(second, { phase: 'over', points: [{}, {}, {}, { epoch: 4 }] });
  });

  it('begins when it is chosen for For you, and orders the list once it is done', async () => {
    const run = thread();
    const visit = open(run.startNetwork);
    visit.handle({ type: 'rate', movieId: dataset.movies[0].id, stars: 5 });
    visit.handle({ type: 'rate', movieId: dataset.movies[3].id, stars: 2 });
    visit.handle({ type: 'rankBy', recommender: 'sasrec' });
    await eventually(() =>
      expect(visit.answer(ACTIVE_RECOMMENDER)).toMatchObject({ chosen: 'sasrec', inUse: 'hybrid' }),
    );
    run.allow(networkDefaults.sasrec.epochs);
    await eventually(() =>
      expect(visit.answer(ACTIVE_RECOMMENDER)).toMatchObject({ inUse: 'sasrec', fitting: null }),
    );
    const { cards } = await visit.ask(LIST);
    expect(cards.every(({ reason }) => reason.kind === 'order' && reason.last.length === 2)).toBe(true);
    const { read } = visit.answer(SEQUENCE);
    expect(read.map(({ movieId }) => movieId).sort()).toEqual(
      [dataset.movies[0].id, dataset.movies[3].id].sort(),
    );
    visit.handle({ type: 'exportNetwork', network: 'sasrec' });
    const { bytes, name } = await visit.until('modelExported');
    expect(name).toMatch(/sasrec\.safetensors$/);
    expect(decodeSafetensors(bytes).tensors.get('movies')?.shape).toEqual([
      KNOWN,
      networkDefaults.sasrec.width,
    ]);
  });

  it('says why it failed, and the list stays as it is', async () => {
    const run = thread(new Problem('gpu-lost', 'The card is gone.', 'Train again.'));
    const visit = open(run.startNetwork);
    visit.handle({ type: 'rankBy', recommender: 'sasrec' });
    run.allow(1);
    await shows(visit, { phase: 'over', problem: { code: 'gpu-lost' }, hasModel: false });
    await eventually(() =>
      expect(visit.answer(ACTIVE_RECOMMENDER)).toMatchObject({ chosen: 'hybrid', inUse: 'hybrid' }),
    );
    const none = open();
    none.handle({ type: 'trainNetwork', network: 'sasrec', settings });
    await shows(none, { problem: { code: 'backend-missing' } });
  });
});

describe('the networks', () => {
  const TASTE = { type: 'network', network: 'mult-vae' } as const;

  it('are trained beside each other, each with a checkpoint of its own', async () => {
    const run = thread();
    const visit = open(run.startNetwork);
    await visit.ask(TASTE);
    const vae = { ...networkDefaults['mult-vae'], width: 8, latent: 3, epochs: 3 };
    visit.handle({ type: 'trainNetwork', network: 'sasrec', settings });
    visit.handle({ type: 'trainNetwork', network: 'mult-vae', settings: vae });
    visit.handle({ type: 'pauseNetwork', network: 'mult-vae' });
    await shows(visit, { phase: 'training' });
    await eventually(() => expect(run.orders).toHaveLength(2));
    run.allow(1);
    await eventually(() =>
      expect(visit.answer(TASTE)).toMatchObject({ phase: 'paused', points: [{ epoch: 1 }] }),
    );
    await shows(visit, { phase: 'training', points: [{ epoch: 1 }] });
    visit.handle({ type: 'pauseNetwork', network: 'sasrec' });
    run.allow(1);
    await shows(visit, { phase: 'paused' });
    await visit.settled();
    const again = thread();
    const next = open(again.startNetwork);
    await next.ask(TASTE);
    await eventually(() => expect(next.answer(TASTE)).toMatchObject({ phase: 'paused', settings: vae }));
    next.handle({ type: 'resumeNetwork', network: 'mult-vae' });
    again.allow(2);
    await eventually(() => expect(next.answer(TASTE)).toMatchObject({ phase: 'over', hasModel: true }));
    expect(again.orders.map(({ network, from }) => [network, from?.epoch])).toEqual([['mult-vae', 1]]);
    await shows(next, { phase: 'paused', hasModel: false, settings });
  });

  it('order For you by what somebody likes, and name the likings that matter most', async () => {
    const run = thread();
    const visit = open(run.startNetwork);
    const [liked, disliked, unknown] = [0, 3, KNOWN + 1].map((n) => dataset.movies[n].id);
    visit.handle({ type: 'rate', movieId: disliked, stars: 2 });
    visit.handle({ type: 'rate', movieId: unknown, stars: 5 });
    visit.handle({ type: 'rate', movieId: liked, stars: 5 });
    visit.handle({ type: 'rankBy', recommender: 'mult-vae' });
    run.allow(networkDefaults['mult-vae'].epochs);
    await eventually(() => expect(visit.answer(ACTIVE_RECOMMENDER)).toMatchObject({ inUse: 'mult-vae' }));
    const { read, known } = (await visit.ask(TASTE)) ?? { read: [], known: null };
    expect(read.map(({ movieId }) => movieId)).toEqual([liked]);
    expect(known).toBe(KNOWN);
    const { cards } = await visit.ask(LIST);
    const named = cards.flatMap(({ reason }) => (reason.kind === 'rated' ? reason.because : []));
    expect(named.length).toBeGreaterThan(0);
    expect(new Set(named.map(({ movie }) => movie.id))).toEqual(new Set([liked]));
    visit.handle({ type: 'exportNetwork', network: 'mult-vae' });
    const { bytes } = await visit.until('modelExported');
    expect(decodeSafetensors(bytes).tensors.get('movies')?.shape).toEqual([
      KNOWN,
      networkDefaults['mult-vae'].latent,
    ]);
  });

  it('stop with the model so far', async () => {
    const run = thread();
    const visit = open(run.startNetwork);
    visit.handle({ type: 'trainNetwork', network: 'sasrec', settings });
    run.allow(1);
    await shows(visit, { points: [{ epoch: 1 }] });
    visit.handle({ type: 'stopNetwork', network: 'sasrec' });
    run.allow(1);
    await shows(visit, { phase: 'over', end: 'stopped', hasModel: true });
  });
});

describe('a pause while a checkpoint is being written', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('is stored, so that the next visit does not go on by itself', async () => {
    let now = 0;
    // Every look at the clock is later than the next checkpoint.
    vi.spyOn(performance, 'now').mockImplementation(() => {
      now += 6000;
      return now;
    });
    const run = thread();
    const stored: unknown[] = [];
    const controls = networkControls(
      {
        storage: {
          loadRecommender: async () => null,
          saveRecommender: async (_name, _dataset, { meta }) => {
            stored.push(meta);
            if (stored.length === 1) controls.sasrec.pause();
          },
        },
        tabs: { lockTraining: async () => () => {} },
        catalogue: { dataset },
        signal: new AbortController().signal,
        reportError: (thrown) => {
          throw thrown;
        },
        changed: () => {},
        progressed: () => {},
        backgroundRecommenders: new Map(),
      },
      run.startNetwork,
      'auto',
    );
    controls.sasrec.train(settings);
    run.allow(1);
    await vi.waitFor(() => expect(controls.sasrec.state().phase).toBe('paused'));
    expect(stored).toMatchObject([{ run: { isPaused: false } }, { run: { isPaused: true } }]);
  });
});
