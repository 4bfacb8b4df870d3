import { describe, expect, it } from 'vitest';
import { type Ratings, toRatings } from '../../../../src/dataset/dataset.ts';
import type { LabEvent } from '../../../../src/protocol/lab-messages.ts';
import { fullLab, type LabSettings, splitKinds } from '../../../../src/protocol/lab-settings.ts';
import { wordsOf } from '../../../../src/protocol/words.ts';
import { listMeasures } from '../../../../src/ui/lab/measures.ts';
import { labCsv, labJson, peopleCsv } from '../../../../src/ui/lab/results-file.ts';
import { type LabState, noLab, reduceLab } from '../../../../src/ui/lab/state.ts';
import { testedTexts } from '../../../../src/ui/lab/tested-texts.ts';
import { createLabSession } from '../../../../src/worker/lab/lab-session.ts';
import { trainForLab } from '../../../../src/worker/lab/lab-training.ts';
import { randomRatings } from '../../../fixtures/small-data.ts';
import { factorModel, smallDataset } from '../../../fixtures/worker-fakes.ts';

const movieWords = wordsOf('films');

const ratingsOf = (users: number, items: number, stars: (u: number, i: number) => number | null): Ratings => {
  const cells = [...Array(users).keys()].flatMap((u) =>
    [...Array(items).keys()].flatMap((i) => {
      const value = stars(u, i);
      return value === null ? [] : [{ u, i, value }];
    }),
  );
  return toRatings(users, items, {
    user: Int32Array.from(cells, ({ u }) => u),
    item: Int32Array.from(cells, ({ i }) => i),
    value: Float32Array.from(cells, ({ value }) => value),
    time: Uint32Array.from(cells, (_, n) => 1e9 + 1000 * n),
  });
};

/** One of each kind: comparing all of them with each other takes seconds. */
const some: LabSettings['recommenders'] = [
  'popularity',
  'content',
  'userKnn',
  'ease',
  'ials',
  'als',
  'hybrid',
];

/** Data sets at the edge of what can be measured. */
const worlds: Readonly<Record<string, Ratings>> = {
  'one user': ratingsOf(1, 12, (_, i) => (i < 10 ? 3 + (i % 3) : null)),
  'one movie': ratingsOf(12, 1, (u) => 3 + (u % 3)),
  'constant ratings': ratingsOf(8, 9, (u, i) => ((u + i) % 3 === 0 ? null : 4)),
  'fewer movies than ranks': ratingsOf(9, 6, (u, i) => ((u * i) % 4 === 1 ? null : 2 + ((u + 2 * i) % 4))),
  'everything rated by everybody': ratingsOf(6, 7, (u, i) => 1 + ((u + i) % 5)),
  'a few dozen people': randomRatings(30, 40, 0.3, 7),
};

/** @param trains whether the factorizations are trained in earnest, which takes seconds; else a made-up one is used */
async function stateAfter(ratings: Ratings, change: Partial<LabSettings>, trains = false): Promise<LabState> {
  const settings: LabSettings = { ...fullLab, newcomers: 0, ...change };
  const movies = Array.from({ length: ratings.items }, (_, id) => ({
    id,
    title: `Film ${id}`,
    year: 1990 + id,
    genres: [['Comedy', 'Drama', 'Horror'][id % 3]],
  }));
  const dataset = { ...smallDataset(), id: 'odd', movies, ratings };
  const events: LabEvent[] = [];
  const session = createLabSession({
    emit: (event) => events.push(structuredClone(event) as LabEvent),
    openDataset: async () => dataset,
    trainStars: trains ? trainForLab : async (_, part) => factorModel(part),
  });
  session.handle({ type: 'run', settings, datasetId: 'odd' });
  await session.settled();
  return events.reduce<LabState>(reduceLab, reduceLab(noLab, { type: 'labAsked', settings }));
}

/** Every number within a value, with the way to it. */
function numbersIn(value: unknown, at = ''): [string, number][] {
  if (typeof value === 'number') return [[at, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => numbersIn(part, `${at}.${key}`));
}

function expectSound(state: LabState): void {
  expect(numbersIn(state).filter(([, value]) => !Number.isFinite(value))).toEqual([]);
  const texts = [labCsv(state, 'popularity'), peopleCsv(state), labJson(state, 'http://here/lab')];
  if (state.data !== null) texts.push(...testedTexts(state.data, 10, movieWords));
  for (const text of texts) expect(text).not.toMatch(/NaN|Infinity|undefined/);
  const { problem, rows } = state;
  // A refusal is a sentence about the data, never an error of the program.
  for (const refused of [problem, ...rows.map((row) => row.problem)])
    if (refused !== null) expect(refused.code).not.toBe('unexpected');
  for (const { result } of rows) {
    if (result === null) continue;
    for (const measure of listMeasures)
      for (const value of result.perPerson[measure]) {
        expect(value, `${result.id} ${measure}`).toBeGreaterThanOrEqual(0);
        if (measure !== 'novelty') expect(value, `${result.id} ${measure}`).toBeLessThanOrEqual(1 + 1e-9);
      }
    for (const share of Object.values(result.whole)) {
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(1);
    }
  }
}

describe.each(Object.entries(worlds))('%s', (name, ratings) => {
  it('all recommenders, trained: finite numbers in their ranges or a plain refusal', async () => {
    const state = await stateAfter(ratings, { newcomers: 10 }, true);
    expectSound(state);
    // Of one movie nobody's list can be tested; gradient descent diverges on a single user, and says so.
    const missed = state.rows.flatMap(({ id, problem }) =>
      problem === null ? [] : [`${id} ${problem.code}`],
    );
    expect(missed).toEqual(name === 'one user' ? ['svd diverged'] : []);
    expect(state.problem?.code ?? null).toBe(name === 'one movie' ? 'data-invalid' : null);
  }, 60_000);

  it.each(splitKinds)(
    'split %s gives finite numbers in their ranges or a plain refusal',
    async (split) => {
      const state = await stateAfter(ratings, { split, recommenders: some });
      expect(['finished', 'failed']).toContain(state.phase);
      expect(state.phase === 'failed').toBe(state.problem !== null);
      expectSound(state);
    },
    60_000,
  );

  it('lists longer than the data', async () => {
    const state = await stateAfter(ratings, { k: 100, recommenders: some });
    expectSound(state);
    for (const { result } of state.rows) {
      // Whoever shows everything finds everything.
      if (result !== null) expect(Math.min(...result.perPerson.recall)).toBeCloseTo(1, 9);
    }
  }, 60_000);
});
