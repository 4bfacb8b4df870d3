import type { Random } from '../../base/random.ts';
import { byItem } from '../../dataset/dataset.ts';
import { type RatingPart, userOfEach } from '../split.ts';
import { type Runs, runsOf, runsOfOthers } from '../time-to-accuracy.ts';
import type { Side } from './gibbs-side.ts';
import { gamma } from './hyperpriors.ts';
import type { Arena } from './wasm-memory.ts';

/**
 * Longest pauses, seconds: within a page, all of it given in the same second, and within a sitting. RMSE on three
 * held-out tenths of u1.base, where the seed moves it by 0.0005: without 0.8724, with both 0.8569; 60 or 180 s for the
 * sitting 0.8578 and 0.8585; a third length between or above 0.8573 to 0.8587. On two of the tenths (without 0.8711):
 * offsets of a person's days alone 0.8672, of everyone's days 0.8700, of a film's months 0.8715.
 */
const pauses: readonly number[] = [0, 120];

/** First precision of the offsets, and its hyper-prior Gamma(shape, rate), weak. */
const firstPrecision = 20;
const precisionShape = 0.5;
const precisionRate = 0.01;

/** One kind of run with the offset of each, stars. */
interface Level {
  readonly pause: number;
  readonly runs: Runs;
  /** The draw. */
  readonly offset: Float64Array;
  /** Its mean given everything else. */
  readonly mean: Float64Array;
  precision: number;
}

/** Adds the offsets of some ratings of the people trained on; none for a rating outside of all their sittings. */
export interface OffsetsOf {
  addMean(to: Float32Array): void;
  addDraw(to: Float32Array): void;
}

/**
 * How much too high or low all ratings of one sitting are: `r = mean + b_u + b_i + p_u·q_i + s_page + s_sitting + noise`,
 * `s ~ N(0, 1 / τ)` with a τ for each of the two; a narrow form of the day's bias of timeSVD++ (Koren 2009).
 */
export interface Sittings {
  /** Draws all offsets given both sides, then their precisions, and takes them off the ratings of both. */
  draw(alpha: number, random: Random): void;
  offsetsOf(others: RatingPart): OffsetsOf;
  /** Everything that the next sweep rests on. */
  state(): Float64Array;
  /** @param state as long as `state` gives it */
  restore(state: Float64Array): void;
}

export function createSittings(arena: Arena, part: RatingPart, users: Side, items: Side): Sittings {
  const levels = pauses.map((pause): Level => {
    const runs = runsOf(part, pause);
    const byRun = () => new Float64Array(runs.count);
    return { pause, runs, offset: byRun(), mean: byRun(), precision: firstPrecision };
  });
  const { position } = byItem(part);
  const values = users.ratings.value.floats().slice();
  const user = arena.integers(userOfEach(part));
  const predicted = arena.reserve(values.length);

  function takeOff(): void {
    const left = users.ratings.value.floats();
    left.set(values);
    for (const { runs, offset } of levels) add(left, runs.of, offset, -1);
    items.ratings.value.floats().set(Float32Array.from(position, (n) => left[n]));
  }

  return {
    draw(alpha, random) {
      predicted.floats().fill(0);
      const [{ x, ld, ratings }, { addPredictions }] = [users, arena.kernels];
      addPredictions(values.length, user.at, ratings.index.at, x.at, items.x.at, ld, predicted.at);
      const [left, expected, weights] = [ratings.value.floats(), predicted.floats(), users.weights.floats()];
      const error = Float64Array.from(left, (value, n) => value - expected[n]);
      const precision = Float64Array.from(user.integers(), (u) => alpha * weights[u]);
      for (const level of levels) {
        add(error, level.runs.of, level.offset, 1);
        drawLevel(level, error, precision, random);
        add(error, level.runs.of, level.offset, -1);
      }
      takeOff();
    },
    offsetsOf(others) {
      const each = levels.map((level) => ({
        level,
        of: runsOfOthers(part, level.runs, level.pause, others),
      }));
      return {
        addMean(to) {
          for (const { level, of } of each) add(to, of, level.mean, 1);
        },
        addDraw(to) {
          for (const { level, of } of each) add(to, of, level.offset, 1);
        },
      };
    },
    state: () =>
      Float64Array.from(levels.flatMap(({ precision, offset, mean }) => [precision, ...offset, ...mean])),
    restore(state) {
      let at = 0;
      for (const level of levels) {
        level.precision = state[at++];
        for (const values of [level.offset, level.mean]) {
          values.set(state.subarray(at, at + values.length));
          at += values.length;
        }
      }
      takeOff();
    },
  };
}

/**
 * Draws the offsets of one level, then their precision: `s ~ N(Σ α w e / t, 1 / t)`, `t = τ + Σ α w` over the ratings
 * of the run.
 * @param error of each rating, with this level's offsets still in it @param precision of its noise
 */
function drawLevel(level: Level, error: Float64Array, precision: Float64Array, random: Random): void {
  const { runs, offset, mean } = level;
  if (runs.count === 0) return;
  const total = new Float64Array(runs.count).fill(level.precision);
  mean.fill(0);
  runs.of.forEach((run, n) => {
    if (run < 0) return;
    total[run] += precision[n];
    mean[run] += precision[n] * error[n];
  });
  let squares = 0;
  for (let run = 0; run < runs.count; run++) {
    mean[run] /= total[run];
    offset[run] = mean[run] + random.normal() / Math.sqrt(total[run]);
    squares += offset[run] ** 2;
  }
  level.precision = gamma(precisionShape + runs.count / 2, random) / (precisionRate + squares / 2);
}

/** Adds to each rating what its run has, times `sign`. */
function add(to: Float32Array | Float64Array, runs: Int32Array, of: Float64Array, sign: 1 | -1): void {
  for (let n = 0; n < runs.length; n++) if (runs[n] >= 0) to[n] += sign * of[runs[n]];
}
