import type { Component } from '../protocol/component-catalog.ts';
import {
  byComponent,
  type ComponentSet,
  type ComponentValues,
  components,
  noComponent,
} from '../recommenders/hybrid/components.ts';
import { zScored } from '../recommenders/hybrid/weighted-hybrid.ts';
import type { Person } from '../recommenders/recommender.ts';
import { topItems } from '../recommenders/top-items.ts';
import { ndcg } from './metrics.ts';
import { tiedTop } from './tied-list.ts';

/** Places that count. */
const K = 10;
/** So many best movies of each component are candidates: what none ranks that high is in no sum's best ten. */
const CANDIDATES = 300;
/** Weights that are tried for a component, the others staying as they are. */
const GRID = [0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7, 1, 1.4, 2];
/** A smaller gain does not move a weight. */
const LEAST_GAIN = 1e-4;

/** A person, some of whose ratings are hidden, as weights are judged by. */
export interface WeightCase {
  /** The candidates, ascending. None of them is known to the person. */
  readonly items: Int32Array;
  /** z-scores of the candidates. */
  readonly parts: Readonly<Record<Component, Float32Array>>;
  /** What is to be found. */
  readonly relevant: ReadonlySet<number>;
  /** `[items]` 1 where the candidate is to be found, else 0 */
  readonly isRelevant: Uint8Array;
  /** How much the case counts. */
  readonly share: number;
}

/**
 * The case of a person.
 * @param known movies that the person has rated, which take no place
 * @param relevant movies that are to be found; at least one
 * @param share how much it counts among others
 * @throws RangeError where a component's score is not a number
 */
export function weightCase(
  person: Person,
  set: Required<ComponentSet>,
  known: ReadonlySet<number>,
  relevant: ReadonlySet<number>,
  share = 1,
): WeightCase {
  const scores = byComponent((component) => zScored(set[component].score(person), 1));
  const best = components.flatMap((component) => topItems(scores[component], CANDIDATES, known));
  const items = Int32Array.from(new Set(best)).sort();
  const parts = byComponent((component) => Float32Array.from(items, (i) => scores[component][i]));
  if (components.some((component) => parts[component].some(Number.isNaN)))
    throw new RangeError('a score of a component is not a number');
  const isRelevant = Uint8Array.from(items, (i) => (relevant.has(i) ? 1 : 0));
  return { items, parts, relevant, isRelevant, share };
}

/** NDCG@10 of a case with these weights. */
export function ndcgOf(one: WeightCase, weights: ComponentValues): number {
  const total = new Float32Array(one.items.length);
  for (const component of components) addPart(total, one.parts[component], weights[component]);
  return ndcgOfTotal(one, total);
}

/** Mean NDCG@10 of the cases, each with its share. */
export function measure(cases: readonly WeightCase[], weights: ComponentValues): number {
  let [sum, shares] = [0, 0];
  for (const one of cases) {
    sum += one.share * ndcgOf(one, weights);
    shares += one.share;
  }
  return sum / shares;
}

/**
 * Coordinate ascent on the mean NDCG@10: one weight after the other takes the best value of a grid, until none gains. Ascent
 * ends at the nearest maximum, so it starts from several points, and the highest one counts.
 * @param starts weights to begin with, in the scale of the grid: the largest about 1
 * @param unusable components that keep weight 0
 * @param pause awaited between pieces of work; rejects to give up
 * @returns weights that sum to one
 */
export async function ascend(
  cases: readonly WeightCase[],
  starts: readonly ComponentValues[],
  unusable: readonly Component[] = [],
  pause: () => Promise<void> = async () => {},
): Promise<ComponentValues> {
  let best: { readonly weights: ComponentValues; readonly value: number } | null = null;
  for (const start of starts) {
    const summit = await ascendFrom(cases, start, unusable, pause);
    if (best === null || summit.value > best.value) best = summit;
  }
  return asShares(best?.weights ?? noComponent);
}

/** Weights in the same proportions that sum to one; all 0 where they are. */
function asShares(weights: ComponentValues): ComponentValues {
  const sum = components.reduce((all, component) => all + weights[component], 0);
  return sum === 0 ? weights : byComponent((component) => weights[component] / sum);
}

async function ascendFrom(
  cases: readonly WeightCase[],
  start: ComponentValues,
  unusable: readonly Component[],
  pause: () => Promise<void>,
): Promise<{ readonly weights: ComponentValues; readonly value: number }> {
  let weights = byComponent((component) => (unusable.includes(component) ? 0 : start[component]));
  let value = measure(cases, weights);
  for (let improved = true; improved; ) {
    improved = false;
    for (const component of components) {
      if (unusable.includes(component)) continue;
      const tried = await measureEach(cases, weights, component, pause);
      const most = tried.indexOf(tried.reduce((high, one) => Math.max(high, one)));
      if (tried[most] <= value + LEAST_GAIN) continue;
      weights = { ...weights, [component]: GRID[most] };
      value = tried[most];
      improved = true;
    }
  }
  return { weights, value };
}

/** The mean NDCG@10 for each weight of the grid in place of a component's own. `[GRID]` */
async function measureEach(
  cases: readonly WeightCase[],
  weights: ComponentValues,
  component: Component,
  pause: () => Promise<void>,
): Promise<Float64Array> {
  const sums = new Float64Array(GRID.length);
  let shares = 0;
  for (const one of cases) {
    await pause();
    const others = new Float32Array(one.items.length);
    for (const other of components)
      if (other !== component) addPart(others, one.parts[other], weights[other]);
    const total = new Float32Array(others.length);
    GRID.forEach((weight, g) => {
      total.set(others);
      addPart(total, one.parts[component], weight);
      sums[g] += one.share * ndcgOfTotal(one, total);
    });
    shares += one.share;
  }
  return sums.map((sum) => sum / shares);
}

function addPart(total: Float32Array, part: Float32Array, weight: number): void {
  if (weight === 0) return;
  for (let n = 0; n < total.length; n++) total[n] += weight * part[n];
}

const discounts = Float64Array.from({ length: K }, (_, place) => 1 / Math.log2(place + 2));
/** The best possible sum for so many movies to find. */
const ideals = Float64Array.from({ length: K + 1 }, (_, n) =>
  discounts.subarray(0, n).reduce((sum, one) => sum + one, 0),
);

/**
 * As `ndcg` of `tiedTop` has it, which makes lists and sets at each call; an ascent calls it a hundred thousand times. It is
 * asked only where scores tie.
 */
function ndcgOfTotal({ items, isRelevant, relevant }: WeightCase, total: Float32Array): number {
  const places = Math.min(K, total.length);
  const order = new Int32Array(places);
  let [count, out] = [0, Number.NEGATIVE_INFINITY];
  for (let n = 0; n < total.length; n++) {
    const score = total[n];
    if (count === places) {
      const last = total[order[places - 1]];
      if (score <= last) {
        if (score > out) out = score;
        continue;
      }
      if (last > out) out = last;
    } else count++;
    let at = count - 1;
    for (; at > 0 && total[order[at - 1]] < score; at--) order[at] = order[at - 1];
    order[at] = n;
  }
  let gain = 0;
  for (let at = 0; at < places; at++) {
    const next = at + 1 < places ? total[order[at + 1]] : out;
    if (total[order[at]] === next) return exactNdcg(items, total, relevant);
    gain += isRelevant[order[at]] * discounts[at];
  }
  return gain / ideals[Math.min(K, relevant.size)];
}

function exactNdcg(items: Int32Array, total: Float32Array, relevant: ReadonlySet<number>): number {
  const list = tiedTop(total, K, new Set()).map((group) => ({
    ...group,
    items: group.items.map((n) => items[n]),
  }));
  return ndcg(list, relevant, K);
}
