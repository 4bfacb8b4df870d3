import type { PosteriorModel } from '../../recommenders/models/factor-model.ts';
import { genreShares } from '../../recommenders/models/favourite-genres.ts';
import type { FeatureSource } from '../../recommenders/models/person-features.ts';
import { starPredictor } from '../../recommenders/models/rating-predictor.ts';
import { fitTfidf } from '../../recommenders/models/tfidf.ts';
import type { TrainerInput } from '../factorization/epochs.ts';
import { type RatingPart, userOfEach } from '../split.ts';
import type { Checkpoint, TrainingData, TrainingStep } from '../trainer.ts';
import { checkpointOf, restore } from './bayes-checkpoint.ts';
import { createSampler, type Sampler } from './gibbs-sampler.ts';
import { type Draw, drawOf, posteriorOf } from './posterior-draws.ts';
import type { OffsetsOf } from './session-offsets.ts';
import { movieFeatures, userFeatures, userGroups } from './side-information.ts';
import type { Region } from './wasm-memory.ts';

/** Memory that the kept draws may take, bytes; of large data sets fewer are kept. */
const drawBytes = 64 * 2 ** 20;

/** Predictions of the held-out ratings. */
export interface HeldOut {
  readonly user: Region;
  readonly item: Region;
  /** Sum of the expected ratings of all states since burn-in, before that of the newest. */
  readonly sum: Region;
  /** The newest state alone. */
  readonly draw: Region;
  /** What their own times add; null where dates are not used. */
  readonly offsets: OffsetsOf | null;
  /** States in `sum`. */
  count: number;
  /** Whether `sum` is to be added to. */
  burntIn: boolean;
}

/**
 * Runs the sampler and keeps draws spread evenly over the sweeps after burn-in. The curve's validation error is that of
 * the mean over all states since burn-in, each taken as what it expects given one side; the model of `snapshot` has
 * only the kept draws, and tells its own error.
 */
export async function* bayesSteps(
  data: TrainingData,
  held: RatingPart,
  { part, mean, settings, random, pause }: TrainerInput,
  from: Checkpoint | null,
): AsyncGenerator<TrainingStep, void, void> {
  const tfidf = fitTfidf(data.movies, data.genres);
  const source: FeatureSource = { movies: data.movies, tfidf, everyone: genreShares(data.movies, part.item) };
  await pause();
  const ofUsers = userFeatures(part, source, data.userAttributes ?? null, settings.features);
  await pause();
  const ofItems = movieFeatures(part, source, settings.features);
  await pause();
  const sampler = await createSampler({
    part,
    mean,
    users: ofUsers,
    items: ofItems,
    rank: settings.rank,
    ownNoise: settings.ownNoise,
    dates: settings.features.includes('dates'),
    random,
    pause,
  });
  const heldOut = held.item.length === 0 ? null : reserveHeldOut(sampler, held);
  const draws: Draw[] = [];
  if (from !== null) restore(from, sampler, heldOut, draws);

  const { epochs, burnIn } = settings;
  const drawSize = 4 * (settings.rank + 1) * (part.items + ofUsers.columns);
  const wanted = Math.min(settings.draws, Math.max(1, Math.floor(drawBytes / drawSize)));
  const sampled = Math.max(1, epochs - burnIn);
  const keptBy = (sweep: number) =>
    Math.floor((Math.max(0, sweep - burnIn) * Math.min(wanted, sampled)) / sampled);

  for (let epoch = (from?.epoch ?? 0) + 1; epoch <= epochs; epoch++) {
    const started = performance.now();
    const squares = await sampler.sweep((users, items) => {
      if (heldOut !== null) addExpected(sampler, heldOut, users, items, epoch > burnIn);
    });
    const drawRmse = heldOut === null ? null : predictDraw(sampler, heldOut, held, mean);
    if (keptBy(epoch) > keptBy(epoch - 1)) draws.push(drawOf(sampler));
    const epochMs = performance.now() - started;

    const kept = draws.length > 0 ? [...draws] : [drawOf(sampler)];
    let model: Promise<PosteriorModel> | null = null;
    let residuals: Promise<Float32Array> | null = null;
    const bare = (): PosteriorModel =>
      posteriorOf(kept, {
        datasetId: data.id,
        rank: settings.rank,
        mean,
        noiseShape: sampler.noiseShape,
        userFeatures: userGroups(ofUsers),
        validationRmse: null,
      });
    const errors = () => (residuals ??= residualsOf(bare(), data, part, held, pause));
    const ended = epoch === epochs ? 'finished' : null;
    yield {
      point: {
        epoch,
        trainRmse: Math.sqrt(squares / part.item.length),
        validationRmse: heldOut === null ? null : heldOutRmse(heldOut, held, mean),
        drawRmse,
        noise: 1 / Math.sqrt(sampler.alpha),
        epochMs,
        ratingsPerSecond: (part.item.length * 1000) / epochMs,
      },
      ended,
      memory: { tensors: 0, bytes: sampler.arena.bytes() },
      snapshot: () =>
        (model ??= errors().then((r) => ({ ...bare(), validationRmse: r.length > 0 ? rmse(r) : null }))),
      residuals: errors,
      checkpoint: async () => checkpointOf(epoch, sampler, heldOut, draws),
    };
    if (ended !== null) return;
  }
}

/** `r - r̂` of the held-out ratings by a model, every user folded in by their ratings of the training part. */
async function residualsOf(
  model: PosteriorModel,
  data: TrainingData,
  part: RatingPart,
  held: RatingPart,
  pause: () => Promise<void>,
): Promise<Float32Array> {
  const predictor = starPredictor(
    model,
    { movies: data.movies, ratings: part },
    fitTfidf(data.movies, data.genres),
  );
  const result = new Float32Array(held.item.length);
  for (let u = 0; u < held.users; u++) {
    const [start, end] = [held.rowStart[u], held.rowStart[u + 1]];
    if (start === end) continue;
    await pause();
    const [from, to] = [part.rowStart[u], part.rowStart[u + 1]];
    const ratings = { item: part.item.subarray(from, to), value: part.value.subarray(from, to) };
    const person = { ratings, genres: [], attributes: data.userAttributes?.of[u] ?? [] };
    const { stars } = predictor.predict(person, held.item.subarray(start, end));
    for (let n = start; n < end; n++) result[n] = held.value[n] - stars[n - start];
  }
  return result;
}

function reserveHeldOut({ arena, sittings }: Sampler, held: RatingPart): HeldOut {
  const count = held.item.length;
  return {
    user: arena.integers(userOfEach(held)),
    item: arena.integers(held.item),
    sum: arena.reserve(count),
    draw: arena.reserve(count),
    offsets: sittings?.offsetsOf(held) ?? null,
    count: 0,
    burntIn: false,
  };
}

/** Adds what a half-sweep expects; up to burn-in, and as it ends, the newest takes the place of all before. */
function addExpected(
  sampler: Sampler,
  heldOut: HeldOut,
  users: Region,
  items: Region,
  burntIn: boolean,
): void {
  const { user, item, sum } = heldOut;
  if (!heldOut.burntIn) {
    sum.floats().fill(0);
    heldOut.count = 0;
  }
  heldOut.burntIn = burntIn;
  heldOut.count++;
  sampler.arena.kernels.addPredictions(
    user.length,
    user.at,
    item.at,
    users.at,
    items.at,
    sampler.items.ld,
    sum.at,
  );
  heldOut.offsets?.addMean(sum.floats());
}

function predictDraw(
  { arena, users, items }: Sampler,
  { user, item, draw, offsets }: HeldOut,
  held: RatingPart,
  mean: number,
): number {
  const out = draw.floats().fill(0);
  arena.kernels.addPredictions(user.length, user.at, item.at, users.x.at, items.x.at, items.ld, draw.at);
  offsets?.addDraw(out);
  return rmse(out.map((value, n) => held.value[n] - clipped(mean + value)));
}

function heldOutRmse({ sum, count }: HeldOut, held: RatingPart, mean: number): number {
  return rmse(sum.floats().map((value, n) => held.value[n] - clipped(mean + value / count)));
}

const clipped = (stars: number) => Math.min(5, Math.max(0.5, stars));

function rmse(errors: Float32Array): number {
  return Math.sqrt(errors.reduce((sum, e) => sum + e * e, 0) / errors.length);
}
