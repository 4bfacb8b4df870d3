import { expect, it, vi } from 'vitest';
import { plainProduct } from '../../../../src/base/matrix-vector.ts';
import { finish } from '../../../../src/base/steps.ts';
import { noExclusion } from '../../../../src/dataset/exclude-suspicious.ts';
import { activeDataset } from '../../../../src/worker/dataset/active-dataset.ts';
import { createOverviewSource } from '../../../../src/worker/dataset/overview-source.ts';
import { summarizeDataset } from '../../../../src/worker/dataset/summarize-dataset.ts';
import { createCatalogue } from '../../../../src/worker/session/catalogue.ts';
import { createPendingWork } from '../../../../src/worker/session/pending-work.ts';
import { type MadeUpSize, madeUpDataset } from '../../../bench/made-up-ratings.ts';

function sourceOf(size: MadeUpSize, signal = new AbortController().signal) {
  const data = activeDataset(madeUpDataset(size, 1), noExclusion);
  const catalogue = createCatalogue(data.dataset, plainProduct);
  const reportError = vi.fn();
  const background = createPendingWork(reportError);
  const progressed = vi.fn();
  const overview = createOverviewSource({ catalogue, data, background, progressed, signal });
  const whole = () => finish(summarizeDataset(catalogue, data, Date.now()));
  return { overview, whole, background, progressed, reportError };
}

const few = { users: 500, movies: 400, ratings: 30_000 };
const many = { users: 2500, movies: 1000, ratings: 310_000 };

it('of few ratings is there at once', () => {
  const { overview, whole, progressed } = sourceOf(few);
  expect(overview()).toEqual(whole());
  expect(overview()).toBe(overview());
  expect(progressed).not.toHaveBeenCalled();
});

it('of many ratings comes later, once, with the very numbers', async () => {
  const { overview, whole, background, progressed } = sourceOf(many);
  expect(overview()).toBeNull();
  expect(overview()).toBeNull();
  await background.idle();
  expect(progressed.mock.calls).toEqual([['overview']]);
  expect(overview()).toEqual(whole());
});

it('is given up when the session ends, which is no failure', async () => {
  const ending = new AbortController();
  const { overview, background, progressed, reportError } = sourceOf(many, ending.signal);
  expect(overview()).toBeNull();
  ending.abort();
  await background.idle();
  expect(overview()).toBeNull();
  expect(progressed).not.toHaveBeenCalled();
  expect(reportError).not.toHaveBeenCalled();
});
