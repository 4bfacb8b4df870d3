import type { Random } from '../../base/random.ts';
import { byItem } from '../../dataset/dataset.ts';
import { type RatingPart, userOfEach } from '../split.ts';
import type { Side } from './gibbs-side.ts';
import { type Chain, divide } from './gibbs-sweep.ts';
import { predictTask } from './gibbs-tasks.ts';
import { gamma } from './hyperpriors.ts';
import { findSessions, type RatingSessions, sessionsOfOthers } from './rating-sessions.ts';
import { placeOf } from './region.ts';
import type { Arena } from './wasm-memory.ts';

/**
 * Longest pauses, seconds: within a page, whose ratings all come in the same second, and within a session. RMSE on three
 * held-out tenths of u1.base, where the seed moves it by 0.0005: without 0.8724, with both 0.8569; 60 or 180 s for the
 * session 0.8578 and 0.8585; a third length between or above 0.8573 to 0.8587. On two of the tenths (without 0.8711):
 * offsets of a person's days alone 0.8672, of everyone's days 0.8700, of a movie's months 0.8715.
 */
const pauses: readonly number[] = [0, 120];

/** First precision of the offsets, and its hyper-prior Gamma(shape, rate), weak. */
const firstPrecision = 20;
const precisionShape = 0.5;
const precisionRate = 0.01;

/** The sessions for one pause, with the offset of each, stars. */
interface Level {
  readonly pause: number;
  readonly sessions: RatingSessions;
  /** The current draw. */
  readonly offset: Float64Array;
  /** Its mean given everything else. */
  readonly mean: Float64Array;
  /** τ, 1 / stars². */
  precision: number;
}

/** Offsets of some ratings of the users trained on. A rating outside of all their sessions has none. */
export interface OffsetsOf {
  /** Adds the mean offset of each rating. @param to `[ratings]`, stars */
  addMean(to: Float32Array): void;
  /** Adds the drawn offset of each rating. @param to `[ratings]`, stars */
  addDraw(to: Float32Array): void;
}

/**
 * How much too high or low all ratings of a page and of a session are:
 * `r = mean + b_u + b_i + p_u·q_i + s_page + s_session + noise`, `s ~ N(0, 1 / τ)` with its own τ for pages and for
 * sessions; a narrow form of timeSVD++'s bias of a day (Koren 2009).
 */
export interface SessionOffsets {
  /** Draws all offsets given both sides, then their precisions, and subtracts the offsets from the ratings. */
  draw(alpha: number, random: Random, by: Pick<Chain, 'threads' | 'pause'>): Promise<void>;
  offsetsOf(others: RatingPart): OffsetsOf;
  /** Everything that the next sweep depends on. */
  state(): Float64Array;
  /** @param state of the same length as `state()` */
  restore(state: Float64Array): void;
}

/** @param part the ratings of both sides */
export function createSessionOffsets(
  arena: Arena,
  part: RatingPart,
  users: Side,
  items: Side,
): SessionOffsets {
  const levels = pauses.map((pause) => createLevel(part, pause));
  const { position } = byItem(part);
  const values = users.ratings.value.floats().slice();
  const user = arena.integers(userOfEach(part));
  const predicted = arena.reserve(values.length);

  function subtractOffsets(): void {
    const remaining = users.ratings.value.floats();
    remaining.set(values);
    for (const { sessions, offset } of levels) add(remaining, sessions.of, offset, -1);
    items.ratings.value.floats().set(Float32Array.from(position, (n) => remaining[n]));
  }

  /** `r - r̂` of each rating with its current offsets. */
  async function errors(by: Pick<Chain, 'threads' | 'pause'>): Promise<Float64Array> {
    const { x, ld, ratings } = users;
    predicted.floats().fill(0);
    await divide(by, predicted.length, ld, predictTask, {
      door: arena.door,
      user: placeOf(user),
      item: placeOf(ratings.index),
      users: placeOf(x),
      items: placeOf(items.x),
      ld,
      out: placeOf(predicted),
    });
    const expected = predicted.floats();
    return Float64Array.from(ratings.value.floats(), (value, n) => value - expected[n]);
  }

  return {
    async draw(alpha, random, by) {
      const error = await errors(by);
      const weights = users.weights.floats();
      const precision = Float64Array.from(user.integers(), (u) => alpha * weights[u]);
      for (const level of levels) {
        add(error, level.sessions.of, level.offset, 1);
        drawLevel(level, error, precision, random);
        add(error, level.sessions.of, level.offset, -1);
      }
      subtractOffsets();
    },
    offsetsOf: (others) => createOffsetsOf(levels, part, others),
    state: () =>
      Float64Array.from(levels.flatMap(({ precision, offset, mean }) => [precision, ...offset, ...mean])),
    restore(state) {
      restoreLevels(levels, state);
      subtractOffsets();
    },
  };
}

function createLevel(part: RatingPart, pause: number): Level {
  const sessions = findSessions(part, pause);
  return {
    pause,
    sessions,
    offset: new Float64Array(sessions.count),
    mean: new Float64Array(sessions.count),
    precision: firstPrecision,
  };
}

function createOffsetsOf(levels: readonly Level[], part: RatingPart, others: RatingPart): OffsetsOf {
  const each = levels.map((level) => ({
    level,
    of: sessionsOfOthers(part, level.sessions, level.pause, others),
  }));
  return {
    addMean(to) {
      for (const { level, of } of each) add(to, of, level.mean, 1);
    },
    addDraw(to) {
      for (const { level, of } of each) add(to, of, level.offset, 1);
    },
  };
}

/** @param state of each level in turn: precision, offsets, means */
function restoreLevels(levels: readonly Level[], state: Float64Array): void {
  let at = 0;
  for (const level of levels) {
    level.precision = state[at++];
    for (const values of [level.offset, level.mean]) {
      values.set(state.subarray(at, at + values.length));
      at += values.length;
    }
  }
}

/**
 * Draws the offsets of one level, then their precision: `s ~ N(Σ α w e / t, 1 / t)`, `t = τ + Σ α w` over the ratings
 * of the session.
 * @param error e of each rating, with the offsets of this level not subtracted @param precision `α w` of each rating
 */
function drawLevel(level: Level, error: Float64Array, precision: Float64Array, random: Random): void {
  const { sessions, offset, mean } = level;
  if (sessions.count === 0) return;
  const total = new Float64Array(sessions.count).fill(level.precision);
  mean.fill(0);
  sessions.of.forEach((session, n) => {
    if (session < 0) return;
    total[session] += precision[n];
    mean[session] += precision[n] * error[n];
  });
  let squares = 0;
  for (let session = 0; session < sessions.count; session++) {
    mean[session] /= total[session];
    offset[session] = mean[session] + random.normal() / Math.sqrt(total[session]);
    squares += offset[session] ** 2;
  }
  level.precision = gamma(precisionShape + sessions.count / 2, random) / (precisionRate + squares / 2);
}

/** Adds `sign` times the offset of its session to each rating. */
function add(
  to: Float32Array | Float64Array,
  sessions: Int32Array,
  offset: Float64Array,
  sign: 1 | -1,
): void {
  for (let n = 0; n < sessions.length; n++) if (sessions[n] >= 0) to[n] += sign * offset[sessions[n]];
}
