import { finishWithPauses } from '../../base/steps.ts';
import { statisticsWithout } from '../../dataset/world-statistics.ts';
import { affordableDraws } from '../../protocol/training-by-size.ts';
import type { Checkpoint, TrainingPoint, TrainingSettings } from '../../protocol/training-messages.ts';
import type { PosteriorModel } from '../../recommenders/models/factor-model.ts';
import { genreShares } from '../../recommenders/models/favourite-genres.ts';
import { countsOf } from '../../recommenders/models/interval-scale.ts';
import type { FeatureSource } from '../../recommenders/models/person-features.ts';
import { starPredictor } from '../../recommenders/models/rating-predictor.ts';
import { fitTfidf } from '../../recommenders/models/tfidf.ts';
import type { RatingPart } from '../split.ts';
import type { TrainerInput, TrainingData, TrainingStep } from '../trainer.ts';
import { checkpointOf, restore } from './bayes-checkpoint.ts';
import { fitIntervalScale, type HeldOutErrors } from './fit-interval-scale.ts';
import { createSampler, type Sampler } from './gibbs-sampler.ts';
import {
  addExpected,
  createHeldOutPredictions,
  drawRmse,
  posteriorRmse,
  rootMeanSquare,
} from './held-out-predictions.ts';
import { type Draw, drawOf, posteriorOf } from './posterior-draws.ts';
import { type FeatureMatrix, movieFeatures, userFeatures, userGroups } from './side-information.ts';

/** The features of both sides. */
interface Features {
  readonly users: FeatureMatrix;
  readonly items: FeatureMatrix;
}

/**
 * Runs the sampler and stores draws spread evenly over the sweeps after burn-in. `validationRmse` of a step is that of
 * the mean over all states since burn-in, where each state is what one side is expected to be given the other. The
 * model of `snapshot` has the stored draws only, and its own RMSE.
 * @param held the held-out ratings, may be empty
 * @param from a checkpoint to go on from
 */
export async function* bayesSteps(
  data: TrainingData,
  held: RatingPart,
  input: TrainerInput,
  from: Checkpoint | null,
): AsyncGenerator<TrainingStep, void, void> {
  const { part, mean, settings } = input;
  const { epochs, burnIn } = settings;
  const features = await buildFeatures(data, held, input);
  const sampler = await createSampler({
    part,
    mean,
    users: features.users,
    items: features.items,
    rank: settings.rank,
    ownNoise: settings.ownNoise,
    dates: settings.features.includes('dates'),
    random: input.random,
    threads: input.threads,
    pause: input.pause,
  });
  const heldOut = held.item.length === 0 ? null : createHeldOutPredictions(sampler, held);
  const draws = from === null ? [] : restore(from, sampler, heldOut);
  const isStored = drawSchedule(settings, part.items + features.users.columns);

  for (let epoch = (from?.epoch ?? 0) + 1; epoch <= epochs; epoch++) {
    const started = performance.now();
    const squares = await sampler.sweep((users, items) => {
      return heldOut === null ? undefined : addExpected(sampler, heldOut, users, items, epoch > burnIn);
    });
    const rmseOfDraw = heldOut === null ? null : await drawRmse(sampler, heldOut, held, mean);
    if (isStored(epoch)) draws.push(drawOf(sampler));
    const epochMs = performance.now() - started;
    const ended = epoch === epochs ? 'finished' : null;
    const point: TrainingPoint = {
      epoch,
      trainRmse: Math.sqrt(squares / part.item.length),
      validationRmse: heldOut === null ? null : posteriorRmse(heldOut, held, mean),
      drawRmse: rmseOfDraw,
      noise: 1 / Math.sqrt(sampler.alpha),
      epochMs,
      ratingsPerSecond: (part.item.length * 1000) / epochMs,
    };
    const current = draws.length > 0 ? [...draws] : [drawOf(sampler)];
    yield {
      point,
      ended,
      memory: { tensors: 0, bytes: sampler.arena.bytes(), threads: sampler.chain.threads.running() },
      ...createResults(current, data, held, input, sampler, features),
      checkpoint: async () => checkpointOf(epoch, sampler, heldOut, draws),
    };
    if (ended !== null) return;
  }
}

/** The statistics may count the held-out ratings, and would give those of a movie that few have rated away. */
async function buildFeatures(
  data: TrainingData,
  held: RatingPart,
  { part, settings, pause }: TrainerInput,
): Promise<Features> {
  const tfidf = fitTfidf(data.movies, data.genres);
  const source: FeatureSource = { movies: data.movies, tfidf, everyone: genreShares(data.movies, part.item) };
  const ofUsers = userFeatures(part, source, data.userAttributes ?? null, settings.features);
  const users = await finishWithPauses(ofUsers, pause);
  const statistics = data.statistics === undefined ? null : statisticsWithout(data.statistics, held);
  const ofMovies = movieFeatures(part, source, statistics, settings.features, data.details ?? null);
  return { users, items: await finishWithPauses(ofMovies, pause) };
}

/**
 * Chooses the sweeps whose draws are stored: `settings.draws` of those after burn-in, or fewer where memory is short.
 * @param rows rows of a draw
 */
function drawSchedule(
  { epochs, burnIn, draws, rank }: TrainingSettings,
  rows: number,
): (sweep: number) => boolean {
  const sampled = Math.max(1, epochs - burnIn);
  const count = Math.min(draws, affordableDraws(rank, rows), sampled);
  const storedBy = (sweep: number) => Math.floor((Math.max(0, sweep - burnIn) * count) / sampled);
  return (sweep) => storedBy(sweep) > storedBy(sweep - 1);
}

/** The model of some draws and its residuals, computed once, when first asked for. */
function createResults(
  draws: readonly Draw[],
  data: TrainingData,
  held: RatingPart,
  { part, mean, settings, pause }: TrainerInput,
  { noiseShape }: Sampler,
  features: Features,
): Pick<TrainingStep, 'snapshot' | 'residuals'> {
  let model: Promise<PosteriorModel> | null = null;
  let predicted: Promise<HeldOutErrors> | null = null;
  const modelWith = (measured: Pick<PosteriorModel, 'validationRmse' | 'intervalScale'>) =>
    posteriorOf(draws, {
      datasetId: data.id,
      rank: settings.rank,
      mean,
      noiseShape,
      userFeatures: userGroups(features.users),
      ...measured,
    });
  const heldOutErrors = () => {
    predicted ??= errorsOf(modelWith({ validationRmse: null, intervalScale: null }), data, part, held, pause);
    return predicted;
  };
  return {
    residuals: async () => (await heldOutErrors()).errors,
    snapshot() {
      model ??= heldOutErrors().then((all) =>
        modelWith({
          validationRmse: all.errors.length > 0 ? rootMeanSquare(all.errors) : null,
          intervalScale: fitIntervalScale(all),
        }),
      );
      return model;
    },
  };
}

/** How far off the model is on the held-out ratings. It predicts each user from their ratings in the training part. */
async function errorsOf(
  model: PosteriorModel,
  data: TrainingData,
  part: RatingPart,
  held: RatingPart,
  pause: () => Promise<void>,
): Promise<HeldOutErrors> {
  const predictor = starPredictor(
    model,
    { movies: data.movies, ratings: part },
    fitTfidf(data.movies, data.genres),
  );
  const [errors, deviations] = [new Float32Array(held.item.length), new Float32Array(held.item.length)];
  for (let u = 0; u < held.users; u++) {
    const [start, end] = [held.rowStart[u], held.rowStart[u + 1]];
    if (start === end) continue;
    await pause();
    const [from, to] = [part.rowStart[u], part.rowStart[u + 1]];
    const ratings = { item: part.item.subarray(from, to), value: part.value.subarray(from, to) };
    const person = { ratings, genres: [], attributes: data.userAttributes?.of[u] ?? [] };
    const { stars, deviation } = predictor.predict(person, held.item.subarray(start, end));
    for (let n = start; n < end; n++) {
      errors[n] = held.value[n] - stars[n - start];
      deviations[n] = deviation?.(n - start) ?? Number.NaN;
    }
  }
  const rated = countsOf(part.items, part.item);
  return { errors, deviations, counts: held.item.map((i) => rated[i]) };
}
