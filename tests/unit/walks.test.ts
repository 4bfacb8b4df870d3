import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { plainProduct } from '../../src/base/matrix-vector.ts';
import type { FromWorker, ToWorker } from '../../src/protocol/messages.ts';
import { createPageStore, type PageStore } from '../../src/ui/state/store.ts';
import { openJournal } from '../../src/ui/state/unconfirmed-journal.ts';
import { connect } from '../../src/worker/client.ts';
import { Session } from '../../src/worker/session/session.ts';
import { alone } from '../../src/worker/session/tabs.ts';
import { eventually, LIST } from '../fixtures/visits.ts';
import { fakeTraining, memoryAppStorage, noFactSource, smallDataset } from '../fixtures/worker-fakes.ts';

const MAX_HOPS = 12;

/** The hops of each walk in docs/architecture.md. */
function walksOfDocs(): { readonly title: string; readonly hops: readonly (readonly [string, string])[] }[] {
  const text = readFileSync(new URL('../../docs/architecture.md', import.meta.url), 'utf8');
  const [, section] = text.split('\n## Walks\n');
  return section
    .split(/^### /m)
    .slice(1)
    .map((part) => {
      const [title] = part.split('\n');
      const hops = [...part.matchAll(/^\d+\. `([^`]+)` `([^`]+)`/gm)].map(
        ([, file, name]) => [file, name] as const,
      );
      return { title, hops };
    });
}

describe('the walks of docs/architecture.md', () => {
  it('are three', () => expect(walksOfDocs()).toHaveLength(3));

  it.each(walksOfDocs())('$title: at most 12 hops, each name in its file', ({ hops }) => {
    expect(hops.length).toBeGreaterThan(5);
    expect(hops.length).toBeLessThanOrEqual(MAX_HOPS);
    for (const [file, name] of hops)
      expect(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'), file).toMatch(
        new RegExp(`\\b${name}\\b`),
      );
  });
});

/** A worker of which both ends are in this process: every message is copied, as across the real border. */
function workerInProcess(): Worker {
  const target = new EventTarget();
  const session = new Session({
    emit: (message: FromWorker) => {
      target.dispatchEvent(new MessageEvent('message', { data: structuredClone(message) }));
    },
    openAppStorage: async () => memoryAppStorage(),
    fetchDataset: async () => smallDataset(),
    facts: noFactSource,
    loadTraining: async () => fakeTraining(smallDataset()) as never,
    loadProduct: async () => plainProduct,
    tabs: alone,
  });
  return Object.assign(target, {
    postMessage(message: Exclude<ToWorker, { type: 'activity' }>) {
      if (message.type !== 'pulse') session.handle(structuredClone(message));
    },
    terminate: () => {},
  }) as unknown as Worker;
}

function pageWithWorker(): PageStore {
  return createPageStore(openJournal(null, 'tab'), (unconfirmed, onMessage) =>
    connect(
      { backend: 'auto', threads: null, autoTrain: () => false, unconfirmed },
      onMessage,
      workerInProcess,
    ),
  );
}

describe('a star is pressed', () => {
  it('shows at once, and the worker answers with a new list of the next revision', async () => {
    const store = pageWithWorker();
    const rendered = vi.fn();
    store.queries.watch(LIST, rendered);
    const first = await eventually(() => {
      const answer = store.queries.read(LIST)?.answer;
      expect(answer?.cards).toHaveLength(24);
      return answer;
    });
    const movie = first?.cards[0].movie;
    if (movie === undefined) throw new Error('no movie is recommended');
    const before = rendered.mock.calls.length;
    store.change(
      { type: 'rate', movieId: movie.id, stars: 5 },
      { type: 'rated', movie, stars: 5, at: Date.now(), quiet: true },
    );
    expect(store.state().person.starsOf.get(movie.id)).toBe(5);
    expect(store.queries.isStale(LIST)).toBe(true);
    await eventually(() => {
      expect(store.queries.isStale(LIST)).toBe(false);
      expect(store.queries.read(LIST)?.answer.cards.map((card) => card.movie.id)).not.toContain(movie.id);
    });
    expect(rendered.mock.calls.length).toBeGreaterThan(before);
    // The write is confirmed: nothing is left to be sent again.
    await eventually(() => expect(store.state().person.pending.stars.size).toBe(0));
  });
});
