import { describe, expect, it } from 'vitest';
import { Problem } from '../../../../src/base/problem.ts';
import type { BackendName } from '../../../../src/protocol/training-messages.ts';
import { createEngine } from '../../../../src/worker/training/training-engine.ts';
import { dataset, device, eventually, LIST } from '../../../fixtures/visits.ts';
import { fakeTraining } from '../../../fixtures/worker-fakes.ts';

const lost = new Problem('gpu-lost', 'lost', 'again');
const broken = new Problem('backend-broken', 'zeros', 'again');
const ladder = ['webgpu', 'webgl', 'cpu'] as const;

/** Starts the best backend that has not failed, as startBackend does where all are there. */
function training(started: BackendName[] = []) {
  const startBackend = async (choice: BackendName | 'auto', failed: ReadonlySet<BackendName>) => {
    const backend =
      choice === 'auto' ? (ladder.find((name) => name === 'cpu' || !failed.has(name)) ?? 'cpu') : choice;
    started.push(backend);
    return { info: { backend, adapter: 'test', why: 'test' } };
  };
  return { ...fakeTraining(dataset), startBackend };
}
const started = async (engine: ReturnType<typeof createEngine>) =>
  (await engine.start()).backend.info.backend;

describe('the engine', () => {
  it('keeps its backend while nothing fails', async () => {
    const all: BackendName[] = [];
    const engine = createEngine(async () => training(all) as never, 'auto');
    await engine.start();
    await engine.start();
    expect(all).toEqual(['webgpu']);
  });

  it('tries a lost card once more, then goes down to the processor', async () => {
    const engine = createEngine(async () => training() as never, 'auto');
    expect(await started(engine)).toBe('webgpu');
    expect(engine.drop(lost)).toBe(true);
    expect(await started(engine)).toBe('webgpu');
    expect(engine.drop(lost)).toBe(true);
    expect(await started(engine)).toBe('webgl');
    expect(engine.drop(broken)).toBe(true);
    expect(await started(engine)).toBe('cpu');
    expect(engine.drop(broken)).toBe(false);
  });

  it('leaves a card that cannot hold the model at once', async () => {
    const engine = createEngine(async () => training() as never, 'auto');
    await engine.start();
    expect(engine.drop(new Problem('backend-too-small', 'too large', 'processor'))).toBe(true);
    expect(await started(engine)).toBe('webgl');
  });

  it('goes down the same ladder from a backend that was asked for', async () => {
    const named = createEngine(async () => training() as never, 'webgl');
    expect(await started(named)).toBe('webgl');
    expect(named.drop(lost)).toBe(true);
    expect(await started(named)).toBe('webgl');
    expect(named.drop(lost)).toBe(true);
    expect(await started(named)).toBe('webgpu');
    expect(named.drop(broken)).toBe(true);
    expect(await started(named)).toBe('cpu');
    expect(named.drop(broken)).toBe(false);
  });

  it('leaves a backend that was asked for and lost where it does not start again', async () => {
    const missing = new Problem('backend-missing', 'not there', 'choose another');
    const start = training();
    let isThere = true;
    const startBackend: typeof start.startBackend = async (choice, failed) => {
      if (choice === 'webgpu' && !isThere) throw missing;
      return start.startBackend(choice, failed);
    };
    const named = createEngine(async () => ({ ...start, startBackend }) as never, 'webgpu');
    await named.start();
    expect(named.drop(lost)).toBe(true);
    isThere = false;
    await expect(named.start()).rejects.toBe(missing);
    expect(named.drop(missing)).toBe(true);
    expect(await started(named)).toBe('webgl');

    // One that never was there is no fault of the card: the person hears that it is missing.
    const never = createEngine(async () => ({ ...start, startBackend }) as never, 'webgpu');
    await expect(never.start()).rejects.toBe(missing);
    expect(never.drop(missing)).toBe(false);
  });

  it('does not replace a backend that is not to blame, nor the processor', async () => {
    const auto = createEngine(async () => training() as never, 'auto');
    await auto.start();
    expect(auto.drop(new Problem('diverged', 'too far', 'smaller steps'))).toBe(false);
    expect(await started(auto)).toBe('webgpu');
    const named = createEngine(async () => training() as never, 'cpu');
    await named.start();
    expect(named.drop(broken)).toBe(false);
    expect(await started(named)).toBe('cpu');
  });
});

it('a run whose graphics card fails goes on by itself on what else there is', async () => {
  const here = device();
  const started: BackendName[] = [];
  const fake = training(started);
  const visit = here.visit({
    loadTraining: async () =>
      ({
        ...fake,
        train(
          backend: { info: { backend: BackendName } },
          ...rest: Parameters<typeof fake.train> extends [unknown, ...infer R] ? R : never
        ) {
          const session = fake.train(backend, ...rest);
          const runsOn = backend.info;
          if (runsOn.backend === 'cpu') return { ...session, runsOn };
          return { ...session, runsOn, steps: failing(session.steps) };
        },
      }) as never,
  });
  await visit.untilTrained('als');
  expect(started).toEqual(['webgpu', 'webgl', 'cpu']);
  expect(visit.all('failed').map(({ problem }) => problem.message)).toEqual(['zeros', 'zeros']);
  expect(visit.all('trainingFailed')).toEqual([]);
  await eventually(() => expect(visit.answer(LIST).cards[0].predicted).not.toBeNull());
});

it('a model that no graphics card can hold is trained on the processor, and each step down is said', async () => {
  const here = device();
  const started: BackendName[] = [];
  const fake = training(started);
  const visit = here.visit({
    loadTraining: async () =>
      ({
        ...fake,
        train(
          backend: { info: { backend: BackendName } },
          ...rest: Parameters<typeof fake.train> extends [unknown, ...infer R] ? R : never
        ) {
          const { backend: name } = backend.info;
          if (name !== 'cpu') throw new Problem('backend-too-small', `too large for ${name}`, 'processor');
          return { ...fake.train(backend, ...rest), runsOn: backend.info };
        },
      }) as never,
  });
  await visit.untilTrained('als');
  expect(started).toEqual(['webgpu', 'webgl', 'cpu']);
  const said = visit.all('failed').map(({ problem }) => `${problem.message}: ${problem.advice}`);
  expect(said).toEqual(
    ['webgpu', 'webgl'].map((name) => `too large for ${name}: The training goes on by itself without it.`),
  );
  expect(visit.all('trainingFailed')).toEqual([]);
});

async function* failing<T>(steps: AsyncGenerator<T>): AsyncGenerator<T> {
  for await (const step of steps) {
    yield step;
    throw broken;
  }
}
