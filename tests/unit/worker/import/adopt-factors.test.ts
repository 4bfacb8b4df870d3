import { describe, expect, it } from 'vitest';
import type { LabWorkerEvent } from '../../../../src/protocol/lab-messages.ts';
import { quickLab } from '../../../../src/protocol/lab-settings.ts';
import { createLabSession } from '../../../../src/worker/lab/lab-session.ts';
import { droppedFile } from '../../../fixtures/archives.ts';
import { sparkFiles } from '../../../fixtures/spark-runs.ts';
import { ACTIVE_RECOMMENDER, dataset, device, eventually, type Visit } from '../../../fixtures/visits.ts';
import { factorModel, memoryAppStorage } from '../../../fixtures/worker-fakes.ts';

const COMPARED = { type: 'comparison', a: 'spark', b: 'popularity' } as const;

/** The files of a run whose items are the movies of the small data set, by their titles. */
function filesFor(titleOf: (n: number) => string | null) {
  return [...sparkFiles('explicit')].map(([name, bytes]) => {
    if (name !== 'factors.json') return droppedFile(name, bytes);
    const facts = JSON.parse(new TextDecoder().decode(bytes));
    const titles = facts.itemIds.map((_: number, n: number) => titleOf(n));
    return droppedFile(name, JSON.stringify({ ...facts, titles }));
  });
}
const fitting = filesFor((n) => `Film ${n} (${1960 + n})`);

async function opened(visit: Visit): Promise<Visit> {
  await visit.until('opened');
  await visit.settled();
  return visit;
}

async function imported(visit: Visit, files = fitting): Promise<void> {
  visit.handle({ type: 'previewImport', files });
  await visit.settled();
}

describe('factors by Spark that are dropped', () => {
  it('rank For you, and do so again in the next visit', async () => {
    const here = device();
    const session = await opened(here.visit());
    session.handle({ type: 'rate', movieId: 100, stars: 5 });
    await session.settled();
    const before = session.recommended();
    await imported(session);
    expect(session.last('factorsImported').factors).toEqual({
      matched: 40,
      of: 40,
      movies: 40,
      rank: 4,
      implicit: false,
    });
    expect(session.all('importRefused')).toEqual([]);
    session.handle({ type: 'rankBy', recommender: 'spark' });
    await session.settled();
    expect(session.answer(ACTIVE_RECOMMENDER)).toMatchObject({ chosen: 'spark', inUse: 'spark' });
    const ranked = session.recommended();
    expect(ranked).not.toEqual(before);

    const next = await opened(here.visit());
    expect(next.answer(ACTIVE_RECOMMENDER)).toMatchObject({ chosen: 'spark', inUse: 'spark' });
    expect(next.recommended()).toEqual(ranked);
  });

  it('are compared, with the stars that they expect', async () => {
    const session = await opened(device().visit());
    session.handle({ type: 'rate', movieId: 100, stars: 5 });
    await imported(session);
    const [compared] = await session.ask(COMPARED);
    expect(compared.cards?.length).toBe(20);
    expect(compared.silent).toBe(false);
    expect(new Set(compared.cards?.map(({ reason }) => reason.kind))).toEqual(new Set(['expected']));
  });

  it('are found by a tab that opened before another one imported them', async () => {
    const here = device();
    const [one, other] = [await opened(here.visit()), await opened(here.visit())];
    other.handle({ type: 'rankBy', recommender: 'spark' });
    await other.settled();
    await eventually(() => expect(other.answer(ACTIVE_RECOMMENDER)).toMatchObject({ chosen: 'hybrid' }));
    await imported(one);
    other.handle({ type: 'rankBy', recommender: 'spark' });
    await other.settled();
    await eventually(() => expect(other.answer(ACTIVE_RECOMMENDER)).toMatchObject({ inUse: 'spark' }));
  });

  it('are refused where none of their movies are here, and nothing changes', async () => {
    const here = device();
    const session = await opened(here.visit());
    const before = structuredClone([...here.stored.keys()]);
    await imported(
      session,
      filesFor((n) => `Another ${n} (1930)`),
    );
    expect(session.last('importRefused').problem).toMatchObject({ code: 'data-invalid' });
    expect([...here.stored.keys()].filter((key) => key.includes('spark'))).toEqual([]);
    expect([...here.stored.keys()].length).toBeGreaterThanOrEqual(before.length);
  });
});

describe('factors by Spark in the Lab', () => {
  async function measured(storage = memoryAppStorage()): Promise<LabWorkerEvent[]> {
    const events: LabWorkerEvent[] = [];
    const session = createLabSession({
      emit: (event) => events.push(event),
      openDataset: async () => dataset,
      openImported: (of, name) => storage.loadRecommender(name, of.id),
      trainStars: async (_, part) => factorModel(part),
    });
    const settings = { ...quickLab, recommenders: ['popularity' as const, 'spark' as const] };
    session.handle({ type: 'run', settings, datasetId: dataset.id });
    await session.settled();
    return events;
  }

  it('are measured beside the others', async () => {
    const stored = new Map<string, unknown>();
    const storage = memoryAppStorage(stored);
    const session = await opened(device().visit({ openAppStorage: async () => storage }));
    await imported(session);
    const ids = (await measured(storage)).flatMap((event) =>
      event.type === 'labMeasured' ? [event.result.id] : [],
    );
    expect(ids).toEqual(['popularity', 'spark']);
  });

  it('are missed with what to do where there are none', async () => {
    const missed = (await measured()).find(({ type }) => type === 'labMissed');
    expect(missed).toMatchObject({ id: 'spark', problem: { code: 'settings' } });
  });
});
