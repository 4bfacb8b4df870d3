import type { Component } from '../../protocol/component-catalog.ts';
import type { EncodedModel, StoredModel } from '../descriptor.ts';
import type { Person } from '../recommender.ts';
import { topItems } from '../top-items.ts';
import { evidenceOf } from '../unrated.ts';
import { type Choice, fitBlend } from './blend.ts';
import {
  byComponent,
  type ComponentSet,
  type ComponentValues,
  components,
  type HybridScores,
  type Made,
  type Scale,
} from './components.ts';
import { type EvidenceCurve, evidenceAt, fitCurve, KNOTS, placeOfScore } from './evidence-curve.ts';
import { scaleOf } from './weighted-hybrid.ts';

/**
 * The mix of components that was learnt for one data set: for each component a curve from its score to evidence, and how much
 * that evidence counts. `total_i = Σ_c w_c (e_c(z_ic) - mean_i e_c)`, where `w_c` grows or falls with the number of ratings.
 */
export interface LearntMix {
  /** The components that it was learnt for, in the order of the sum. */
  readonly of: readonly Component[];
  readonly curves: readonly EvidenceCurve[];
  /** `[2 * of.length]`: the weight of each component at `USUAL` ratings, then what it gains with the logarithm of their number. */
  readonly weights: Float64Array;
}

/** From so many ratings on the learnt mix ranks; below, the weights for newcomers do, which rest on simulated interviews. */
export const ESTABLISHED = 20;
/** The number of ratings at which a person has the plain weights. */
const USUAL = 55;

/**
 * What the blend is drawn towards: right on average over MovieLens 100K, the built-in data and MovieLens Small of 2018, each
 * with half of the established users of its training part.
 */
export const priorWeights: Readonly<Record<Component, number>> = {
  ials: 0.2,
  viewing: 0.2,
  ease: 0.2,
  stars: 0.2,
  content: 0.2,
  popularity: 0.2,
};
/** How many people the prior counts for. */
const RIDGE = 10;

/** So many best movies of each component are candidates. */
const CANDIDATES = 150;

interface Sample {
  readonly person: Person;
  readonly items: readonly number[];
  readonly liked: ReadonlySet<number>;
  /** By component: scores of `items` in deviations above the mean of all movies. */
  readonly z: readonly Float32Array[];
}

/** Collects what components say of people some of whose ratings are hidden, and learns the mix from it. */
export class MixLearner {
  readonly #of: readonly Component[];
  readonly #shown: Float64Array[];
  readonly #liked: Float64Array[];
  readonly #samples: Sample[] = [];

  /** @param set the components, fitted without the hidden ratings */
  constructor(private readonly set: ComponentSet) {
    this.#of = components.filter((component) => set[component] !== undefined);
    this.#shown = this.#of.map(() => new Float64Array(KNOTS));
    this.#liked = this.#of.map(() => new Float64Array(KNOTS));
  }

  /** Number of people so far. */
  get people(): number {
    return this.#samples.length;
  }

  /** @param liked hidden movies that the person liked; at least one */
  add(person: Person, liked: ReadonlySet<number>): void {
    const known = new Set(person.ratings.item);
    const all = this.#of.map((component) =>
      standardised(this.set[component]?.score(person) ?? new Float32Array(0)),
    );
    const candidates = new Set(all.flatMap((z) => topItems(z, CANDIDATES, known)));
    all.forEach((z, c) => {
      for (let i = 0; i < z.length; i++) {
        if (known.has(i)) continue;
        const knot = Math.round(placeOfScore(z[i]));
        this.#shown[c][knot]++;
        if (liked.has(i)) this.#liked[c][knot]++;
      }
    });
    const items = [...candidates];
    this.#samples.push({ person, items, liked, z: all.map((z) => Float32Array.from(items, (i) => z[i])) });
  }

  /** Fits the curves, then the blend. @returns null where nobody liked a candidate */
  learn(prior: Readonly<Record<Component, number>> = priorWeights, ridge = RIDGE): LearntMix | null {
    const curves = this.#of.map((_, c) => fitCurve(this.#shown[c], this.#liked[c]));
    const choices = this.#samples
      .map((sample) => choiceOf(sample, curves))
      .filter(({ liked }) => liked.includes(1));
    if (choices.length === 0) return null;
    const towards = [...this.#of.map((component) => prior[component]), ...this.#of.map(() => 0)];
    return { of: this.#of, curves, weights: fitBlend(choices, towards, ridge) };
  }
}

function choiceOf({ person, items, liked, z }: Sample, curves: readonly EvidenceCurve[]): Choice {
  const width = 2 * curves.length;
  const features = new Float32Array(items.length * width);
  const experience = experienceOf(person);
  curves.forEach((curve, c) => {
    items.forEach((_, n) => {
      const evidence = evidenceAt(curve, z[c][n]);
      features[n * width + c] = evidence;
      features[n * width + curves.length + c] = experience * evidence;
    });
  });
  return { features, liked: Uint8Array.from(items, (i) => (liked.has(i) ? 1 : 0)) };
}

const experienceOf = (person: Person): number => Math.log(Math.max(1, evidenceOf(person)) / USUAL);

function standardised(scores: Float32Array): Float32Array {
  const { mean, factor } = scaleOf(scores, 1);
  return scores.map((score) => factor * (score - mean));
}

/** How much each component counts for a person, in the order of `mix.of`. */
export function weightsIn(mix: LearntMix, person: Person): number[] {
  const experience = experienceOf(person);
  return mix.of.map((_, c) => mix.weights[c] + experience * mix.weights[mix.of.length + c]);
}

/** Whether the learnt mix ranks for a person. */
export const isEstablished = (person: Person): boolean => evidenceOf(person) >= ESTABLISHED;

/** The weights as shares that sum to 1, as the page shows them; a component that counts against a movie has 0. */
export function sharesIn(mix: LearntMix, person: Person): ComponentValues {
  const weights = weightsIn(mix, person).map((weight) => Math.max(0, weight));
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const at = (component: Component) => mix.of.indexOf(component);
  return byComponent((component) => (sum > 0 && at(component) >= 0 ? weights[at(component)] / sum : 0));
}

/**
 * Scores all movies by the learnt mix. The parts sum to the total, which has deviation 1 over all movies, as a z-score has.
 * A component whose scores do not differ adds nothing.
 * @returns null where a component that the mix was learnt for is missing, or the person is a newcomer
 */
export function mixedScores(mix: LearntMix, set: ComponentSet, person: Person): HybridScores | null {
  if (!isEstablished(person) || mix.of.some((component) => set[component] === undefined)) return null;
  const weights = weightsIn(mix, person);
  const parts: Partial<Record<Component, Float32Array>> = {};
  const made: Partial<Record<Component, Made>> = {};
  let norm = 1;
  let total = new Float32Array(0);
  mix.of.forEach((component, c) => {
    const scores = set[component]?.score(person) ?? new Float32Array(0);
    const scale = scaleOf(scores, 1);
    const part = partOf(scores, scale, mix.curves[c], weights[c]);
    const factorAt = (item: number) => norm * weights[c] * slopeAt(mix.curves[c], scale, scores[item]);
    made[component] = { scores, scale, factorAt };
    parts[component] = part;
    total = total.length === 0 ? part.slice() : total.map((sum, i) => sum + part[i]);
  });
  const { factor } = scaleOf(total, 1);
  norm = factor;
  if (factor > 0)
    for (const part of [total, ...Object.values(parts)])
      for (let i = 0; i < part.length; i++) part[i] *= factor;
  return { total, parts, made };
}

/** How steep a curve is on the way from the mean to a score; 0 at the mean itself. */
function slopeAt(curve: EvidenceCurve, { mean, factor }: Scale, score: number): number {
  const off = score - mean;
  return off === 0 ? 0 : (evidenceAt(curve, factor * off) - evidenceAt(curve, 0)) / off;
}

function partOf(
  scores: Float32Array,
  { mean, factor }: Scale,
  curve: EvidenceCurve,
  weight: number,
): Float32Array {
  const part = new Float32Array(scores.length);
  if (factor === 0) return part;
  let sum = 0;
  for (let i = 0; i < part.length; i++) {
    part[i] = weight * evidenceAt(curve, factor * (scores[i] - mean));
    sum += part[i];
  }
  for (let i = 0; i < part.length; i++) part[i] -= sum / part.length;
  return part;
}

/** Name under which the mix is stored, beside the models of the recommenders. */
export const MIX_NAME = 'mix';

export function encodeMix({ of, curves, weights }: LearntMix): EncodedModel {
  const odds = new Float64Array(of.length * KNOTS);
  curves.forEach((curve, c) => {
    odds.set(curve.odds, c * KNOTS);
  });
  return { meta: { of, knots: KNOTS }, arrays: { odds, weights } };
}

/** @returns null where the mix is of a shape that this version does not know */
export function decodeMix({ meta: { of, knots }, array }: StoredModel): LearntMix | null {
  if (!Array.isArray(of) || knots !== KNOTS) return null;
  const known = components.filter((component) => of.includes(component));
  if (known.length !== of.length || known.some((component, c) => component !== of[c])) return null;
  const odds = array('odds', Float64Array, of.length * KNOTS);
  const curves = known.map((_, c) => ({ odds: odds.slice(c * KNOTS, (c + 1) * KNOTS) }));
  return { of: known, curves, weights: array('weights', Float64Array, 2 * of.length) };
}
