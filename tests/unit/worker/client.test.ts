import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { FromWorker, ToWorker } from '../../../src/protocol/messages.ts';
import type { Unconfirmed } from '../../../src/protocol/person-messages.ts';
import { connect } from '../../../src/worker/client.ts';
import { droppedFile } from '../../fixtures/archives.ts';

class FakeWorker extends EventTarget {
  readonly posted: ToWorker[] = [];
  readonly transferred: unknown[] = [];
  isTerminated = false;
  postMessage(message: ToWorker, transfer: readonly unknown[] = []): void {
    this.posted.push(message);
    this.transferred.push(...transfer);
  }
  terminate(): void {
    this.isTerminated = true;
  }
  emit(message: FromWorker): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data: message }));
  }
  die(message: string): void {
    this.dispatchEvent(Object.assign(new Event('error'), { message }));
  }
}

function connected() {
  const workers: FakeWorker[] = [];
  const messages: FromWorker[] = [];
  const page: { autoTrain: boolean; unconfirmed: readonly Unconfirmed[] } = {
    autoTrain: true,
    unconfirmed: [],
  };
  const client = connect(
    { backend: 'cpu', threads: null, autoTrain: () => page.autoTrain, unconfirmed: () => page.unconfirmed },
    (message) => messages.push(message),
    () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker as unknown as Worker;
    },
  );
  return { workers, messages, client, page };
}

const watch = (key: string, text: string) =>
  ({ type: 'watch', key, query: { type: 'search', text } }) as const;

it('opens the session at once, and hands over the bytes of a model', () => {
  const { workers, client } = connected();
  expect(workers[0].posted).toEqual([
    { type: 'open', backend: 'cpu', threads: null, autoTrain: true, unconfirmed: [] },
  ]);
  const bytes = new Uint8Array(3);
  client.send({ type: 'previewImport', files: [droppedFile('a.csv', 'x')] });
  client.send({ type: 'importModel', name: 'b', bytes });
  client.send({ type: 'backUp' });
  expect(workers[0].transferred).toEqual([bytes.buffer]);
});

it('opens a worker that is started again with what is unconfirmed, and watches what is still watched', () => {
  const { workers, messages, client, page } = connected();
  client.watch('a', watch('a', 'x').query);
  client.watch('b', watch('b', 'y').query);
  client.unwatch('a');
  page.autoTrain = false;
  page.unconfirmed = [{ command: { type: 'finishOnboarding' }, at: 5 }];
  workers[0].die('out of memory');
  expect(messages).toMatchObject([
    {
      type: 'workerDied',
      restarting: true,
      problem: { message: expect.stringContaining('out of memory') },
    },
  ]);
  expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([true, false]);
  expect(workers[1].posted).toEqual([
    { type: 'open', backend: 'cpu', threads: null, autoTrain: false, unconfirmed: page.unconfirmed },
    watch('b', 'y'),
  ]);
});

it('does not hear a worker that is gone, and gives up after two restarts', () => {
  const { workers, messages, client } = connected();
  workers[0].dispatchEvent(new Event('messageerror'));
  workers[1].die('');
  workers[0].emit({ type: 'forgotten' });
  workers[0].die('again');
  workers[2].emit({ type: 'datasetLeft' });
  workers[2].die('');
  expect(workers).toHaveLength(3);
  expect(
    messages.map((message) => (message.type === 'workerDied' ? message.restarting : message.type)),
  ).toEqual([true, true, 'datasetLeft', false]);
  client.send({ type: 'backUp' });
  expect(workers[2].posted).toHaveLength(1);
});

it('ends the worker when it is closed', () => {
  const { workers, client } = connected();
  client.close();
  expect(workers[0].isTerminated).toBe(true);
});

describe('a worker that says nothing', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is reported within ten seconds and started again', () => {
    const { workers, messages, client } = connected();
    workers[0].emit({ type: 'datasetLeft' });
    vi.advanceTimersByTime(9900);
    expect(messages).toMatchObject([
      { type: 'datasetLeft' },
      {
        type: 'workerDied',
        restarting: true,
        problem: { message: expect.stringContaining('does not answer') },
      },
    ]);
    expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([true, false]);
    client.close();
  });

  it('has three quarters of a minute for its code to arrive, also once it has answered the pulse', () => {
    const { workers, messages, client } = connected();
    workers[0].dispatchEvent(Object.assign(new Event('message'), { data: { type: 'alive' } }));
    vi.advanceTimersByTime(44_000);
    expect(messages).toEqual([]);
    vi.advanceTimersByTime(3000);
    expect(messages).toMatchObject([{ type: 'workerDied' }]);
    client.close();
  });

  it('has as long for each step of opening, and eight seconds again once it is open', () => {
    const { workers, messages, client } = connected();
    const died = () => messages.some(({ type }) => type === 'workerDied');
    workers[0].emit({ type: 'datasetLeft' });
    workers[0].emit({ type: 'loading', step: 'prepare', done: 0, total: null });
    vi.advanceTimersByTime(44_000);
    expect(died()).toBe(false);
    workers[0].emit({ type: 'datasetLeft' });
    vi.advanceTimersByTime(9900);
    expect(died()).toBe(true);
    client.close();
  });

  it('is not hung while it answers, whatever it answers', () => {
    const { workers, messages, client } = connected();
    for (let n = 0; n < 20; n++) {
      vi.advanceTimersByTime(5000);
      workers[0].dispatchEvent(Object.assign(new Event('message'), { data: { type: 'alive' } }));
    }
    expect(messages).toEqual([]);
    expect(workers[0].posted.filter(({ type }) => type === 'pulse').length).toBeGreaterThan(100);
    client.close();
    vi.advanceTimersByTime(60_000);
    expect(workers).toHaveLength(1);
  });

  it('is not hung where the page slept as long', () => {
    const { messages, client } = connected();
    const now = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 3_600_000);
    vi.advanceTimersByTime(1000);
    now.mockRestore();
    expect(messages).toEqual([]);
    client.close();
  });
});

describe('a worker that says nothing on a busy machine', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** A page whose turns take `ms` each, instead of half a second: its timers come late. */
  function latePage(ms: number): (turns: number) => void {
    let now = performance.now();
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now);
    onTestFinished(() => clock.mockRestore());
    return (turns) => {
      for (let n = 0; n < turns; n++) {
        now += ms;
        vi.advanceTimersByTime(500);
      }
    };
  }

  it('has four times as long where the page’s own turns come late, and is reported all the same', () => {
    const pass = latePage(650);
    const { workers, messages, client } = connected();
    workers[0].emit({ type: 'datasetLeft' });
    pass(60);
    expect(messages).toEqual([{ type: 'datasetLeft' }]);
    pass(8);
    expect(messages).toMatchObject([{ type: 'datasetLeft' }, { type: 'workerDied' }]);
    client.close();
  });

  it('has no longer where the page’s turns are late by what is usual', () => {
    const pass = latePage(550);
    const { workers, messages, client } = connected();
    workers[0].emit({ type: 'datasetLeft' });
    pass(20);
    expect(messages).toMatchObject([{ type: 'datasetLeft' }, { type: 'workerDied' }]);
    client.close();
  });
});

it('deletes everything with a fresh worker, where one died before it was done or for good', () => {
  const { workers, client } = connected();
  const asked = (n: number) => workers[n].posted.filter(({ type }) => type === 'forgetEverything').length;
  client.send({ type: 'forgetEverything' });
  workers[0].die('');
  expect(asked(1)).toBe(1);
  workers[1].emit({ type: 'forgotten' });
  workers[1].die('');
  expect(asked(2)).toBe(0);
  workers[2].die('');
  expect(workers).toHaveLength(3);
  client.send({ type: 'forgetEverything' });
  expect(asked(3)).toBe(1);
  client.close();
});
