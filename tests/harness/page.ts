import { type ProblemReport, reportOf } from '../../src/base/problem.ts';
import type { BackendInfo, BackendName, TrainingSettings } from '../../src/protocol/training-messages.ts';
import { type Backend, startBackend } from '../../src/training/backend/backend.ts';
import type { Columns } from './columns.ts';
import { compareFar, compareKernels, type Difference } from './compare.ts';
import { faults } from './faults.ts';
import { type Fold, type FoldResult, fold, foldBaseline, foldCurve } from './fold.ts';
import { kernelPass, naivePass } from './pass.ts';
import { forceLimits, type Seen, seen, type Trained, trained } from './small-device.ts';

/** What Playwright calls by `page.evaluate`. Problems come back as values: thrown, they would lose their code. */
export interface HarnessPage {
  start(choice: BackendName | 'auto'): Promise<BackendInfo | ProblemReport>;
  /** Before `start`: no tensor may have more than `side` x `side` numbers. */
  forceLimits(side: number): Promise<void>;
  /** What was used since `forceLimits`. */
  seen(): Seen;
  compare(): Promise<Difference[]>;
  compareFar(): Promise<Difference[]>;
  trained(
    ...of: Parameters<typeof trained> extends [Backend, ...infer Rest] ? Rest : never
  ): Promise<Trained>;
  fault(name: keyof typeof faults): Promise<ProblemReport | 'no problem'>;
  kernelPass(columns: Columns, rank: number, repeats: number): Promise<number>;
  naivePass(columns: Columns, rank: number, batch: number): Promise<number>;
  fold(data: Fold, settings: TrainingSettings): Promise<FoldResult>;
  foldBaseline(data: Fold, kind: 'mean' | 'bias'): FoldResult;
  foldCurve(data: Fold, settings: TrainingSettings): Promise<{ rmse: number; seconds: number }[]>;
}

let backend: Backend | null = null;

function current(): Backend {
  if (backend === null) throw new Error('start() first');
  return backend;
}

const page: HarnessPage = {
  async start(choice) {
    try {
      backend = await startBackend(choice);
      return backend.info;
    } catch (thrown) {
      return reportOf(thrown);
    }
  },
  forceLimits,
  seen,
  compare: () => compareKernels(current()),
  compareFar: () => compareFar(current()),
  trained: (...of) => trained(current(), ...of),
  async fault(name) {
    try {
      await faults[name](current());
      return 'no problem';
    } catch (thrown) {
      return reportOf(await current().problemOf(thrown));
    }
  },
  kernelPass: (columns, rank, repeats) => kernelPass(current(), columns, rank, repeats),
  naivePass: (columns, rank, batch) => naivePass(current(), columns, rank, batch),
  fold: (data, settings) => fold(current(), data, settings),
  foldBaseline,
  foldCurve,
};

declare global {
  interface Window {
    harness: HarnessPage;
  }
}

window.harness = page;
