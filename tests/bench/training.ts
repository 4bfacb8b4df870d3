import type { Page } from '@playwright/test';
import { defaultBayes, defaultSvd, defaultTraining } from '../../src/protocol/training-defaults.ts';
import type { BackendName, TrainingSettings } from '../../src/protocol/training-messages.ts';
import type { Fold } from '../harness/fold.ts';
import { startHarness } from '../harness/serve.ts';
import type { BenchOptions } from '../tools/bench-options.ts';
import { launchChromium } from '../tools/browser.ts';
import { readBuiltIn, readFolds } from './rating-files.ts';

/** Rank and batch of the pass, as in the measurements for the design. */
const rank = 32;
const naiveBatch = 8192;

interface Score {
  /** Stars on the test rows of u1..u5. */
  readonly rmse: readonly number[];
  readonly mean: number;
  /** Training time of all five folds. */
  readonly seconds: number;
}

interface TrainingResult {
  readonly backend: string;
  readonly adapter: string;
  /** Milliseconds for one pass over all ratings: every error and both gradients, rank 32. */
  readonly passMs: { readonly kernels: number; readonly naive: number | null };
  readonly ratio: number | null;
  readonly models: { readonly svd: Score | null; readonly als: Score | null };
  /**
   * Seconds that the sampler needs on the processor for one fold until the mean RMSE of u1..u5 reaches each mark; null
   * for a mark that it does not reach.
   */
  readonly timeTo: Readonly<Record<string, number | null>> | null;
}

/** RMSE marks, and the seconds of compiled peers on one core: Surprise's SVD, the same tuned, LIBMF, myFM, myFM. */
const marks = { '0.938': 0.6, '0.9166': 1.45, '0.9113': 0.6, '0.8893': 8, '0.8802': 16 } as const;

/** All side information; all ratings of the base part are for training. */
const quickest: TrainingSettings = {
  ...defaultBayes,
  epochs: 120,
  validationShare: 0,
  features: [...defaultBayes.features, 'attributes'],
};

/**
 * The tensor layer in a real browser: one pass of our kernels next to the same pass with tf.gather and autodiff, and
 * the RMSE of both trainers on the folds of MovieLens 100K with the default settings of the app.
 */
export async function run(options: BenchOptions): Promise<TrainingResult> {
  const zipPath = options.data ?? '../shared/data/ml-100k.zip';
  const folds = await readFolds(zipPath);
  const harness = await startHarness();
  const browser = await launchChromium('kernels');
  try {
    const page = await browser.newPage();
    await page.goto(harness.url);
    const choice = (options.backend ?? 'auto') as BackendName | 'auto';
    const info = await page.evaluate((name) => window.harness.start(name), choice);
    if ('code' in info) throw new Error(`${info.message} ${info.advice}`);
    console.log(`Backend    ${info.backend}, ${info.adapter}. ${info.why}`);

    const columns = folds === null ? readBuiltIn('public/datasets/matinee-films.zip') : folds[0].base;
    const kernels = await page.evaluate(([c, k]) => window.harness.kernelPass(c, k, 5), [
      columns,
      rank,
    ] as const);
    const naive =
      info.backend === 'cpu'
        ? null
        : await page.evaluate(([c, k, batch]) => window.harness.naivePass(c, k, batch), [
            columns,
            rank,
            naiveBatch,
          ] as const);
    const ratio = naive === null ? null : naive / kernels;
    console.log(
      `One pass   ${columns.user.length} ratings, rank ${rank}: ${kernels.toFixed(1)} ms by our kernels`,
    );
    console.log(
      naive === null
        ? '           by tf.gather and autodiff: left out on cpu, where it takes minutes'
        : `           ${naive.toFixed(0)} ms by tf.gather and autodiff (one batch of ${naiveBatch}, scaled): ${ratio?.toFixed(0)} times`,
    );
    if (folds === null) console.log(`RMSE       left out: there is no ${zipPath}`);
    const models = {
      svd: folds && (await score(page, folds, defaultSvd)),
      als: folds && (await score(page, folds, defaultTraining)),
    };
    const timeTo = folds && (await timeToMarks(page, folds));
    return {
      backend: info.backend,
      adapter: info.adapter,
      passMs: { kernels, naive },
      ratio,
      models,
      timeTo,
    };
  } finally {
    await browser.close();
    await harness.close();
  }
}

async function score(page: Page, folds: readonly Fold[], settings: TrainingSettings): Promise<Score> {
  const rmse: number[] = [];
  let seconds = 0;
  for (const data of folds) {
    const result = await page.evaluate(([d, s]) => window.harness.fold(d, s), [data, settings] as const);
    rmse.push(result.rmse);
    seconds += result.seconds;
  }
  const mean = rmse.reduce((sum, value) => sum + value, 0) / rmse.length;
  const each = rmse.map((value) => value.toFixed(4)).join(' ');
  console.log(
    `RMSE ${settings.algorithm}   ${mean.toFixed(4)} (u1..u5: ${each}), ${seconds.toFixed(0)} s to train all`,
  );
  return { rmse, mean, seconds };
}

async function timeToMarks(page: Page, folds: readonly Fold[]): Promise<Record<string, number | null>> {
  const curves: { rmse: number; seconds: number }[][] = [];
  for (const data of folds) {
    curves.push(await page.evaluate(([d, s]) => window.harness.foldCurve(d, s), [data, quickest] as const));
  }
  const mean = (sweep: number, key: 'rmse' | 'seconds') =>
    curves.reduce((sum, curve) => sum + curve[sweep][key], 0) / curves.length;
  const timeTo: Record<string, number | null> = {};
  for (const [mark, peer] of Object.entries(marks)) {
    const sweep = curves[0].findIndex((_, n) => mean(n, 'rmse') <= Number(mark));
    timeTo[mark] = sweep === -1 ? null : mean(sweep, 'seconds');
    const reached =
      sweep === -1 ? 'not reached' : `${mean(sweep, 'seconds').toFixed(2)} s (${sweep + 1} sweeps)`;
    console.log(`Time to    ${mark.padEnd(6)} ${reached}; compiled peer ${peer} s`);
  }
  return timeTo;
}
