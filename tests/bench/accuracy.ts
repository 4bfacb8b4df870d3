import type { Page } from '@playwright/test';
import { defaultBayes, defaultSvd, defaultTraining } from '../../src/protocol/training-defaults.ts';
import type { FeatureGroup, TrainingSettings } from '../../src/training/trainer.ts';
import type { Fold, FoldResult } from '../harness/fold.ts';
import { startHarness } from '../harness/serve.ts';
import type { BenchOptions } from '../tools/bench-options.ts';
import { launchChromium } from '../tools/browser.ts';
import { readFolds } from './rating-files.ts';

interface Score {
  /** Stars, u1..u5. */
  readonly rmse: readonly number[];
  readonly mean: number;
  readonly mae: number;
  /** Seconds of training per fold. */
  readonly seconds: number;
  readonly sweeps: number;
}

interface Accuracy {
  readonly models: Readonly<Record<string, Score>>;
  /** Share of the test ratings inside their 80 % interval, with all features. */
  readonly calibration80: number;
  /** RMSE of predictions that know when the test rating was given, and mean RMSE of those that do not. */
  readonly bayesDated: { readonly rmse: readonly number[]; readonly mean: number; readonly undated: number };
}

/** All ratings of the base part are for training: nothing is held out, so nothing ends a run early. */
const all = { validationShare: 0, patience: 0 } as const;
const genres: readonly FeatureGroup[] = ['genres', 'decades', 'favourites'];
const sets: readonly FeatureGroup[] = ['ratedFilms', 'raters'];

const bayes = (
  features: readonly FeatureGroup[],
  more: Partial<TrainingSettings> = {},
): TrainingSettings => ({
  ...defaultBayes,
  ...all,
  features,
  ...more,
});

/** The rows of the table: first those that the JSON names, then one for each group of features. */
const settings: Readonly<Record<string, TrainingSettings>> = {
  svd: { ...defaultSvd, ...all },
  als: { ...defaultTraining, ...all },
  bayes: bayes([]),
  bayesGenres: bayes(genres),
  bayesAll: bayes([...genres, ...sets, 'attributes']),
  bayesOneNoise: bayes([], { ownNoise: false }),
  bayesDecades: bayes(['decades']),
  bayesFavourites: bayes(['favourites']),
  bayesAttributes: bayes(['attributes']),
  bayesRatedFilms: bayes(['ratedFilms']),
  bayesRaters: bayes(['raters']),
  bayesSets: bayes(sets),
  bayesApp: bayes(defaultBayes.features),
  // Dates in training only: nobody knows when a movie will be rated.
  bayesDates: bayes([...defaultBayes.features, 'dates']),
};

/** Error of predicted stars on the folds of MovieLens 100K, in a real browser, for every model and feature group. */
export async function run(options: BenchOptions): Promise<Accuracy> {
  const zipPath = options.data ?? '../shared/data/ml-100k.zip';
  const folds = await readFolds(zipPath);
  if (folds === null) throw new Error(`There is no ${zipPath}. Give MovieLens 100K's zip by --data PATH.`);
  const harness = await startHarness();
  const browser = await launchChromium('kernels');
  try {
    const page = await browser.newPage();
    await page.goto(harness.url);
    const info = await page.evaluate(() => window.harness.start('cpu'));
    if ('code' in info) throw new Error(`${info.message} ${info.advice}`);
    console.log('model            RMSE   MAE    u1     u2     u3     u4     u5     s/fold sweeps  in 80 %');
    const models: Record<string, Score> = {};
    let calibration80 = Number.NaN;
    for (const kind of ['mean', 'bias'] as const) {
      models[kind] = await score(kind, folds, (data) =>
        page.evaluate(([d, k]) => window.harness.foldBaseline(d, k), [data, kind] as const),
      ).then(({ inside80: _, ...rest }) => rest);
    }
    for (const [name, chosen] of Object.entries(settings)) {
      const { inside80, ...rest } = await score(name, folds, (data) => foldIn(page, data, chosen));
      models[name] = rest;
      if (name === 'bayesAll' && inside80 !== null) calibration80 = inside80;
    }
    return { models, calibration80, bayesDated: await dated(page, folds) };
  } finally {
    await browser.close();
    await harness.close();
  }
}

/**
 * Not part of the table: the app cannot know when a movie will be rated, and these splits are not by time, so ratings
 * of the same minute are on both sides.
 */
async function dated(page: Page, folds: readonly Fold[]): Promise<Accuracy['bayesDated']> {
  const lastOf = async (features: readonly FeatureGroup[]) => {
    const last: number[] = [];
    for (const data of folds) {
      const curve = await page.evaluate(([d, s]) => window.harness.foldCurve(d, s), [
        data,
        bayes(features),
      ] as const);
      last.push(curve[curve.length - 1].rmse);
    }
    return { rmse: last, mean: last.reduce((sum, value) => sum + value, 0) / last.length };
  };
  const { rmse, mean } = await lastOf([...defaultBayes.features, 'dates']);
  const undated = (await lastOf(defaultBayes.features)).mean;
  console.log(
    '\nNot in the table, since the app cannot know it: with the time at which each test rating was given',
  );
  console.log(`bayesDated       ${[mean, ...rmse].map((value) => value.toFixed(4)).join(' ')}`);
  console.log(`without          ${undated.toFixed(4)} (mean over all sweeps, as the line above)`);
  return { rmse, mean, undated };
}

function foldIn(page: Page, data: Fold, chosen: TrainingSettings): Promise<FoldResult> {
  return page.evaluate(([d, s]) => window.harness.fold(d, s), [data, chosen] as const);
}

async function score(
  name: string,
  folds: readonly Fold[],
  measure: (data: Fold) => Promise<FoldResult>,
): Promise<Score & { readonly inside80: number | null }> {
  const results: FoldResult[] = [];
  for (const data of folds) results.push(await measure(data));
  const mean = (of: (result: FoldResult) => number) =>
    results.reduce((sum, result) => sum + of(result), 0) / results.length;
  const inside80 = results[0].inside80 === null ? null : mean((result) => result.inside80 ?? 0);
  const rmse = results.map((result) => result.rmse);
  const total = {
    rmse,
    mean: mean((result) => result.rmse),
    mae: mean(({ mae }) => mae),
    seconds: mean(({ seconds }) => seconds),
    sweeps: mean(({ sweeps }) => sweeps),
  };
  const stars = [total.mean, total.mae, ...rmse].map((value) => value.toFixed(4)).join(' ');
  const cost = `${total.seconds.toFixed(2).padStart(6)} ${String(total.sweeps).padStart(6)}`;
  const inside = inside80 === null ? '' : `  ${(100 * inside80).toFixed(1)}`;
  console.log(`${name.padEnd(16)} ${stars} ${cost}${inside}`);
  return { ...total, inside80 };
}
