import type { MakeByteScan } from '../../src/base/byte-scanner.ts';
import { type MakeProduct, rowsTimes } from '../../src/base/matrix-vector.ts';
import { createRandom } from '../../src/base/random.ts';
import {
  byteIndex,
  exactIndex,
  type NeighbourIndex,
} from '../../src/recommenders/neighbours/neighbour-index.ts';
import { topItems } from '../../src/recommenders/top-items.ts';
import { loadByteScan } from '../../src/training/wasm-byte-scan.ts';
import { loadProduct } from '../../src/training/wasm-matrix-vector.ts';
import type { BenchOptions } from '../tools/bench-options.ts';
import { invertedLists } from './inverted-lists.ts';
import { madeUpFactors } from './made-up-factors.ts';
import { quantile } from './quantile-of.ts';

/** Items, and queries asked of them. */
const SIZES: readonly (readonly [items: number, queries: number])[] = [
  [60_000, 200],
  [500_000, 100],
  [2_000_000, 60],
];
const RANK = 64;
const NEAREST = 50;
const SEED = 1;

interface Figures {
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** Processor time of a query, whatever else the machine does. */
  readonly cpuMs: number;
  /** Share of the 50 nearest by brute force that is found. */
  readonly recall: number;
  readonly mb: number;
  /** To build the index. */
  readonly buildS: number;
}

interface SizeFigures {
  readonly exact: Figures;
  readonly sq8: Figures;
  readonly ivf: Figures;
  /** No HNSW library is part of this project. */
  readonly hnsw: null;
}

/** The ways to find the nearest neighbours of an item, on one thread, beside brute force in plain arrays. @param max millions of items */
export async function run({
  max = 2,
}: BenchOptions): Promise<{ readonly sizes: Record<string, SizeFigures> }> {
  const makeProduct = await loadProduct();
  const makeScan = await loadByteScan();
  const sizes: Record<string, SizeFigures> = {};
  for (const [items, queries] of SIZES.filter(([size]) => size <= max * 1e6)) {
    sizes[items] = measured(items, queries, makeProduct, makeScan);
    for (const [way, figures] of Object.entries(sizes[items])) {
      console.log(`${items.toLocaleString('en').padStart(9)} items, ${way}: ${JSON.stringify(figures)}`);
    }
  }
  return { sizes };
}

function measured(
  items: number,
  queries: number,
  makeProduct: MakeProduct,
  makeScan: MakeByteScan,
): SizeFigures {
  const source = madeUpFactors(items, RANK, SEED);
  const random = createRandom(3);
  const asked = Array.from({ length: queries }, () => source.at(random.integer(items)).slice());
  const scores = new Float32Array(items);
  const truth = asked.map((query) => {
    rowsTimes(source.values, query, scores);
    return new Set(topItems(scores, NEAREST, new Set()));
  });
  const figures = (build: () => NeighbourIndex) => timed(build, asked, truth);
  return {
    exact: figures(() => exactIndex(source, makeProduct)),
    sq8: figures(() => byteIndex(source, makeScan)),
    ivf: figures(() => invertedLists(source, makeProduct, makeScan)),
    hnsw: null,
  };
}

function timed(
  build: () => NeighbourIndex,
  asked: readonly Float32Array[],
  truth: readonly ReadonlySet<number>[],
): Figures {
  const begun = performance.now();
  const index = build();
  const buildS = (performance.now() - begun) / 1000;
  // The engine compiles what runs often.
  for (const query of asked.slice(0, 5)) index.nearest(query, NEAREST);
  const times: number[] = [];
  let found = 0;
  const cpu = process.cpuUsage();
  asked.forEach((query, n) => {
    const at = performance.now();
    const { rows } = index.nearest(query, NEAREST);
    times.push(performance.now() - at);
    found += rows.filter((row) => truth[n].has(row)).length;
  });
  const { user, system } = process.cpuUsage(cpu);
  return {
    p50Ms: round(quantile(times, 0.5)),
    p95Ms: round(quantile(times, 0.95)),
    cpuMs: round((user + system) / 1000 / asked.length),
    recall: Math.round((found / (asked.length * NEAREST)) * 1e4) / 1e4,
    mb: Math.round(index.bytes / 1e6),
    buildS: round(buildS),
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
