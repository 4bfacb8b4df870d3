import { existsSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { bayesBySize } from '../../src/protocol/training-by-size.ts';
import { defaultBayes, defaultSvd, defaultTraining } from '../../src/protocol/training-defaults.ts';
import {
  type FeatureGroup,
  RATED_MOVIES,
  type TrainingSettings,
} from '../../src/protocol/training-messages.ts';
import type { Fold, FoldResult } from '../harness/fold.ts';
import { startHarness } from '../harness/serve.ts';
import type { BenchOptions } from '../tools/bench-options.ts';
import { launchChromium } from '../tools/browser.ts';
import { hasFolds, randomFolds, readFolds } from './rating-files.ts';

interface Score {
  /** Stars, u1..u5, or by random split. */
  readonly rmse: readonly number[];
  readonly mean: number;
  readonly mae: number;
  /** On movies with fewer than five ratings in training; null where there are none. */
  readonly rmseRare: number | null;
  /** Seconds of training per fold. */
  readonly seconds: number;
  readonly sweeps: number;
}

interface Accuracy {
  readonly models: Readonly<Record<string, Score>>;
  /** Share of the test ratings inside their 80 % interval, with all features; null where that row is not measured. */
  readonly calibration80: number | null;
  /**
   * RMSE of predictions that know when the test rating was given, and mean RMSE of those that do not; null for random
   * splits, and where only some rows are measured.
   */
  readonly bayesDated: {
    readonly rmse: readonly number[];
    readonly mean: number;
    readonly undated: number;
  } | null;
}

/** All ratings of the base part are for training: nothing is held out, so nothing ends a run early. */
const all = { validationShare: 0, patience: 0 } as const;
const genres: readonly FeatureGroup[] = ['genres', 'decades', 'favourites'];
const sets: readonly FeatureGroup[] = [RATED_MOVIES, 'raters'];

const bayes = (
  features: readonly FeatureGroup[],
  more: Partial<TrainingSettings> = {},
): TrainingSettings => ({
  ...defaultBayes,
  ...all,
  features,
  ...more,
});

/** The settings of the app for the base part. */
const asInTheApp = ({ base, movies }: Fold): TrainingSettings => ({
  ...bayesBySize({ ratings: base.item.length, users: base.users, movies: movies.length }),
  ...all,
});

type Chosen = TrainingSettings | ((fold: Fold) => TrainingSettings);

/** The rows of the table for MovieLens 100K: first those that the JSON names, then one for each group of features. */
const settings: Readonly<Record<string, Chosen>> = {
  svd: { ...defaultSvd, ...all },
  als: { ...defaultTraining, ...all },
  bayes: bayes([]),
  bayesGenres: bayes(genres),
  bayesAll: bayes([...genres, ...sets, 'attributes']),
  bayesOneNoise: bayes([], { ownNoise: false }),
  bayesDecades: bayes(['decades']),
  bayesFavourites: bayes(['favourites']),
  bayesAttributes: bayes(['attributes']),
  bayesRatedFilms: bayes([RATED_MOVIES]),
  bayesRaters: bayes(['raters']),
  bayesSets: bayes(sets),
  bayesApp: asInTheApp,
  // Dates in training only: nobody knows when a movie will be rated.
  bayesDates: bayes([...defaultBayes.features, 'dates']),
};

/** The rows for another data set, which may have statistics and knows nothing of its users. */
const settingsElsewhere: Readonly<Record<string, Chosen>> = {
  svd: { ...defaultSvd, ...all },
  als: { ...defaultTraining, ...all },
  bayes: bayes([]),
  bayesStatistics: bayes(['statistics']),
  bayesGenres: bayes(genres),
  bayesWithoutStatistics: bayes(defaultBayes.features.filter((group) => group !== 'statistics')),
  bayesAll: asInTheApp,
};

const BASELINES = ['mean', 'bias'] as const;

const SEEDS = [1, 2];

/**
 * Error of predicted stars on the folds of MovieLens 100K, in a real browser, for every model and feature group;
 * of another data set on a random tenth of its ratings, which its statistics then do not know.
 */
export async function run(options: BenchOptions): Promise<Accuracy> {
  const zipPath = options.data ?? '../shared/data/ml-100k.zip';
  if (!existsSync(zipPath)) throw new Error(`There is no ${zipPath}. Give a data set's zip by --data PATH.`);
  const given = hasFolds(zipPath) ? await readFolds(zipPath) : null;
  const folds = given ?? (await randomFolds(zipPath, SEEDS));
  const table = given === null ? settingsElsewhere : settings;
  const isMeasured = rowFilter(options.rows, [...BASELINES, ...Object.keys(table)]);
  const harness = await startHarness();
  const browser = await launchChromium('kernels');
  try {
    const page = await browser.newPage();
    await page.goto(harness.url);
    const info = await page.evaluate(() => window.harness.start('cpu'));
    if ('code' in info) throw new Error(`${info.message} ${info.advice}`);
    const columns = folds.map((_, n) => (given === null ? `seed ${SEEDS[n]}` : `u${n + 1}    `)).join(' ');
    console.log(`model                  RMSE   MAE    ${columns} s/fold sweeps rare    in 80 %`);
    const models: Record<string, Score> = {};
    let calibration80: number | null = null;
    for (const kind of BASELINES.filter(isMeasured)) {
      models[kind] = await score(kind, folds, (data) =>
        page.evaluate(([d, k]) => window.harness.foldBaseline(d, k), [data, kind] as const),
      ).then(({ inside80: _, ...rest }) => rest);
    }
    for (const [name, chosen] of Object.entries(table).filter(([row]) => isMeasured(row))) {
      const { inside80, ...rest } = await score(name, folds, (data) => foldIn(page, data, chosen));
      models[name] = rest;
      if (name === 'bayesAll') calibration80 = inside80;
    }
    const isWhole = given !== null && options.rows === undefined;
    return { models, calibration80, bayesDated: isWhole ? await dated(page, given) : null };
  } finally {
    await browser.close();
    await harness.close();
  }
}

/** @throws Error for a row that there is not: a misspelt name would measure nothing */
function rowFilter(rows: readonly string[] | undefined, names: readonly string[]): (name: string) => boolean {
  const missing = rows?.find((row) => !names.includes(row));
  if (missing !== undefined) throw new Error(`There is no row ${missing}. Rows: ${names.join(', ')}.`);
  return (name) => rows?.includes(name) ?? true;
}

/**
 * Not part of the table: the app cannot know when a movie will be rated, and these splits are not by time, so ratings
 * of the same minute are on both sides.
 */
async function dated(page: Page, folds: readonly Fold[]): Promise<NonNullable<Accuracy['bayesDated']>> {
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

function foldIn(page: Page, data: Fold, chosen: Chosen): Promise<FoldResult> {
  const used = typeof chosen === 'function' ? chosen(data) : chosen;
  return page.evaluate(([d, s]) => window.harness.fold(d, s), [data, used] as const);
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
    rmseRare: results[0].rmseRare === null ? null : mean(({ rmseRare }) => rmseRare ?? 0),
    seconds: mean(({ seconds }) => seconds),
    sweeps: mean(({ sweeps }) => sweeps),
  };
  const stars = [total.mean, total.mae, ...rmse].map((value) => value.toFixed(4)).join(' ');
  const cost = `${total.seconds.toFixed(2).padStart(6)} ${String(total.sweeps).padStart(6)}`;
  const rare = total.rmseRare === null ? '' : total.rmseRare.toFixed(4);
  const inside = inside80 === null ? '' : ` ${(100 * inside80).toFixed(1)}`;
  console.log(`${name.padEnd(22)} ${stars} ${cost} ${rare.padEnd(6)} ${inside}`);
  return { ...total, inside80 };
}
