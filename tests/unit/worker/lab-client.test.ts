import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { usualExploring } from '../../../src/protocol/exploring-messages.ts';
import type { LabEvent } from '../../../src/protocol/lab-messages.ts';
import { quickLab } from '../../../src/protocol/lab-settings.ts';
import { connectExploring, connectLab } from '../../../src/worker/lab-client.ts';
import { PULSE_ANSWER } from '../../../src/worker/supervised-worker.ts';

class FakeWorker extends EventTarget {
  readonly posted: unknown[] = [];
  terminated = false;
  postMessage(message: unknown): void {
    this.posted.push(message);
  }
  terminate(): void {
    this.terminated = true;
  }
  emit(event: LabEvent | typeof PULSE_ANSWER): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data: event }));
  }
  die(message: string): void {
    this.dispatchEvent(Object.assign(new Event('error'), { message }));
  }
}

function connected() {
  const workers: FakeWorker[] = [];
  const events: LabEvent[] = [];
  const client = connectLab(
    (event) => events.push(event),
    () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker as unknown as Worker;
    },
  );
  return { workers, events, client, run: () => client.run(quickLab, 'x') };
}

const finished: LabEvent = { type: 'labEnded', end: 'finished' };
const progressed: LabEvent = {
  type: 'labProgressed',
  id: 'popularity',
  stage: 'ranking',
  done: 1,
  total: 2,
};
const cancelled: LabEvent = { type: 'labEnded', end: 'cancelled' };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('starts a worker with the first run only, and keeps it for the next', () => {
  const { workers, events, run } = connected();
  expect(workers).toHaveLength(0);
  run();
  workers[0].emit(finished);
  run();
  expect(workers).toHaveLength(1);
  expect(workers[0].posted).toHaveLength(2);
  expect(events).toEqual([finished]);
});

it('cancels at once; what the worker still tells of that run is left aside', () => {
  const { workers, events, client, run } = connected();
  run();
  client.cancel();
  expect(events).toEqual([cancelled]);
  workers[0].emit({ type: 'labOpening' });
  workers[0].emit(cancelled);
  expect(events).toEqual([cancelled]);
  vi.advanceTimersByTime(5000);
  expect(workers[0].terminated).toBe(false);
  run();
  workers[0].emit(finished);
  expect(events).toEqual([cancelled, finished]);
});

it('ends a worker that does not answer the cancel', () => {
  const { workers, client, run } = connected();
  run();
  client.cancel();
  vi.advanceTimersByTime(999);
  expect(workers[0].terminated).toBe(false);
  vi.advanceTimersByTime(2);
  expect(workers[0].terminated).toBe(true);
  run();
  expect(workers).toHaveLength(2);
});

it('does not wait for an old run when a new one is asked for', () => {
  const { workers, events, client, run } = connected();
  run();
  client.cancel();
  run();
  expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);
  workers[0].emit(finished);
  expect(events).toEqual([cancelled]);
  vi.advanceTimersByTime(5000);
  expect(workers[1].terminated).toBe(false);
});

it('a worker that dies in a run is told, and the next run gets a fresh one', () => {
  const { workers, events, run } = connected();
  run();
  workers[0].die('out of memory');
  expect(events).toMatchObject([
    {
      type: 'labFailed',
      problem: { code: 'worker-died', message: expect.stringContaining('out of memory') },
    },
  ]);
  run();
  expect(workers).toHaveLength(2);
});

it('cancelling nothing does nothing', () => {
  const { workers, events, client } = connected();
  client.cancel();
  expect([workers, events]).toEqual([[], []]);
});

it('tells within ten seconds that its worker hangs, and runs again with a fresh one', () => {
  const { workers, events, run } = connected();
  run();
  workers[0].emit(progressed);
  vi.advanceTimersByTime(9900);
  expect(events[1]).toMatchObject({
    type: 'labFailed',
    problem: { code: 'worker-died', message: expect.stringContaining('does not answer') },
  });
  expect(workers[0].terminated).toBe(true);
  run();
  expect(workers).toHaveLength(2);
  workers[1].emit(finished);
  expect(events.at(-1)).toEqual(finished);
});

it('has three quarters of a minute for each step of opening its data set', () => {
  const { workers, events, run } = connected();
  run();
  workers[0].emit(progressed);
  workers[0].emit({ type: 'labOpening' });
  vi.advanceTimersByTime(44_000);
  expect(events).toEqual([progressed, { type: 'labOpening' }]);
  vi.advanceTimersByTime(3000);
  expect(events.at(-1)).toMatchObject({ type: 'labFailed' });
});

it('does not take a long computation for a hang while it gives signs of life', () => {
  const { workers, events, run } = connected();
  run();
  for (let n = 0; n < 20; n++) {
    workers[0].emit(PULSE_ANSWER);
    vi.advanceTimersByTime(5000);
  }
  expect(events).toEqual([]);
  expect(workers[0].terminated).toBe(false);
});

it('simulates exploring in a worker of its own, with advice of its own', () => {
  const workers: FakeWorker[] = [];
  const events: unknown[] = [];
  const client = connectExploring(
    (event) => events.push(event),
    () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker as unknown as Worker;
    },
  );
  client.explore(usualExploring, 'x');
  expect(workers[0].posted).toEqual([{ type: 'explore', settings: usualExploring, datasetId: 'x' }]);
  client.cancel();
  expect(events).toEqual([cancelled]);
  client.explore(usualExploring, 'x');
  workers[1].die('out of memory');
  expect(events[1]).toMatchObject({
    type: 'labFailed',
    problem: { advice: expect.stringContaining('fewer people') },
  });
});
