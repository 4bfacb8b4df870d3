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
import { type EvidenceCurve, evidenceAt, fitCurve, KNOTS, placeOfScore, squeezed } from './evidence-curve.ts';
import { hybridWeights } from './fitted-weights.ts';
import { pointsFor, scaleOf, weightsFor } from './weighted-hybrid.ts';

/**
 * The mix of components that was learnt for one data set: a curve for each component, from its score to what it adds.
 * `total_i = Σ_c (f_c(z_ic) - mean_i f_c)` with `f_c(z) = a_c e_c(z) + b_c asinh(z)`: the calibrated evidence e of a score z
 * deviations above the mean, and the score itself, squeezed so that the spikes of EASE and implicit ALS do not drown the
 * rest. By NDCG@10 of the other half of the users, within the training parts of MovieLens 100K and MovieLens Small of 2018:
 * both terms 0.2753 and 0.2189, squeezed scores alone 0.2744 and 0.2157, evidence alone 0.2668 and 0.2071, the weights that come
 * with the app 0.2707 and 0.2148. Neither the number of ratings nor how many components agree added to that.
 */
export interface LearntMix {
  /** The components that it was learnt for, in the order of the sum. */
  readonly of: readonly Component[];
  readonly curves: readonly EvidenceCurve[];
  /** `[3 * of.length]`: of each component the weight of z, then of its evidence, then of asinh z. */
  readonly weights: Float64Array;
}

/** From so many ratings on the learnt mix ranks; below, the weights for newcomers do, which rest on simulated interviews. */
export const ESTABLISHED = 20;

/** Terms of each component: z, evidence, asinh z. */
const TERMS = 3;

/**
 * What the blend is drawn towards: the weights that come with the app for people with many ratings, which are fitted on two data
 * sets, and nothing else.
 */
function priorFor(of: readonly Component[]): number[] {
  const fixed = hybridWeights[hybridWeights.length - 1].weights;
  return [...of.map((component) => STEEP * fixed[component]), ...of.map(() => 0), ...of.map(() => 0)];
}
/** Log-odds in a deviation of the weighted sum. */
const STEEP = 0.7;
/** How many people the prior counts for. */
const RIDGE = 10;

/** So many best movies of each component are candidates. */
const CANDIDATES = 150;

/** What the components say of the candidates of one person. */
export interface Sample {
  readonly items: readonly number[];
  readonly liked: ReadonlySet<number>;
  /** By component: scores of `items` in deviations above the mean of all movies. */
  readonly z: readonly Float32Array[];
  /** How the weights that come with the app score them. */
  readonly fixed: Float32Array;
}

/** Collects what components say of people some of whose ratings are hidden, and learns the mix from it. */
export class MixLearner {
  readonly #of: readonly Component[];
  readonly #shown: Float64Array[];
  readonly #liked: Float64Array[];
  /** By person, in the order in which they were added. */
  readonly samples: Sample[] = [];

  /** @param set the components, fitted without the hidden ratings */
  constructor(private readonly set: ComponentSet) {
    this.#of = components.filter((component) => set[component] !== undefined);
    this.#shown = this.#of.map(() => new Float64Array(KNOTS));
    this.#liked = this.#of.map(() => new Float64Array(KNOTS));
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
    const weights = weightsFor(evidenceOf(person), pointsFor(this.set));
    const fixed = Float32Array.from(items, (i) =>
      this.#of.reduce((sum, component, c) => sum + weights[component] * all[c][i], 0),
    );
    this.samples.push({ items, liked, fixed, z: all.map((z) => Float32Array.from(items, (i) => z[i])) });
  }

  /**
   * Fits the curves to all people, then the blend to some of them.
   * @returns null where none of them liked a candidate
   */
  learn(samples: readonly Sample[] = this.samples): LearntMix | null {
    const curves = this.#of.map((_, c) => fitCurve(this.#shown[c], this.#liked[c]));
    const choices = samples
      .map((sample) => choiceOf(sample, curves))
      .filter(({ liked }) => liked.includes(1));
    if (choices.length === 0) return null;
    return { of: this.#of, curves, weights: fitBlend(choices, priorFor(this.#of), RIDGE) };
  }
}

/** How a mix scores the candidates of a person, but for a constant. */
export function blended(mix: LearntMix, { items, z }: Pick<Sample, 'items' | 'z'>): Float64Array {
  const total = new Float64Array(items.length);
  mix.of.forEach((_, c) => {
    const adds = addsOf(mix, c);
    for (let n = 0; n < total.length; n++) total[n] += addedAt(adds, z[c][n]);
  });
  return total;
}

function choiceOf({ items, liked, z }: Sample, curves: readonly EvidenceCurve[]): Choice {
  const count = curves.length;
  const width = TERMS * count;
  const features = new Float32Array(items.length * width);
  curves.forEach((curve, c) => {
    items.forEach((_, n) => {
      const at = n * width + c;
      features[at] = z[c][n];
      features[at + count] = evidenceAt(curve, z[c][n]);
      features[at + 2 * count] = Math.asinh(z[c][n]);
    });
  });
  return { features, liked: Uint8Array.from(items, (i) => (liked.has(i) ? 1 : 0)) };
}

function standardised(scores: Float32Array): Float32Array {
  const { mean, factor } = scaleOf(scores, 1);
  return scores.map((score) => factor * (score - mean));
}

/** What the score of a component adds, before it is centred: `slope z + curve(z)`. */
interface Adds {
  readonly slope: number;
  readonly curve: EvidenceCurve;
}

function addsOf({ weights, curves, of }: LearntMix, c: number): Adds {
  const [slope, evidence, squeeze] = [weights[c], weights[of.length + c], weights[2 * of.length + c]];
  return { slope, curve: { odds: curves[c].odds.map((odds, k) => evidence * odds + squeeze * squeezed[k]) } };
}

const addedAt = ({ slope, curve }: Adds, z: number): number => slope * z + evidenceAt(curve, z);

/** Whether the learnt mix ranks for a person. */
export const isEstablished = (person: Person): boolean => evidenceOf(person) >= ESTABLISHED;

/** Where the page compares the components: a high score, as the best movies of a component have. */
const HIGH = 6;

/**
 * How much each component counts, as shares that sum to 1: what a high score adds beyond a mean one. A component that counts
 * against a movie has 0.
 */
export function sharesIn(mix: LearntMix): ComponentValues {
  const lifts = mix.of.map((_, c) => {
    const adds = addsOf(mix, c);
    return Math.max(0, addedAt(adds, HIGH) - addedAt(adds, 0));
  });
  const sum = lifts.reduce((all, lift) => all + lift, 0);
  const at = (component: Component) => mix.of.indexOf(component);
  return byComponent((component) => (sum > 0 && at(component) >= 0 ? lifts[at(component)] / sum : 0));
}

/**
 * Scores all movies by the learnt mix. The parts sum to the total, which has deviation 1 over all movies, as a z-score has.
 * A component whose scores do not differ adds nothing.
 * @returns null where a component that the mix was learnt for is missing, or the person is a newcomer
 */
export function mixedScores(mix: LearntMix, set: ComponentSet, person: Person): HybridScores | null {
  if (!isEstablished(person) || mix.of.some((component) => set[component] === undefined)) return null;
  const parts: Partial<Record<Component, Float32Array>> = {};
  const made: Partial<Record<Component, Made>> = {};
  let norm = 1;
  let total = new Float32Array(0);
  mix.of.forEach((component, c) => {
    const scores = set[component]?.score(person) ?? new Float32Array(0);
    const scale = scaleOf(scores, 1);
    const adds = addsOf(mix, c);
    const part = partOf(scores, scale, adds);
    made[component] = { scores, scale, factorAt: (item) => norm * slopeAt(adds, scale, scores[item]) };
    parts[component] = part;
    total = total.length === 0 ? part.slice() : total.map((sum, i) => sum + part[i]);
  });
  const { factor } = scaleOf(total, 1);
  if (factor > 0) {
    norm = factor;
    for (const part of [total, ...Object.values(parts)])
      for (let i = 0; i < part.length; i++) part[i] *= factor;
  }
  return { total, parts, made };
}

/** How steep a curve is on the way from the mean to a score, by score; 0 at the mean itself. */
function slopeAt(adds: Adds, { mean, factor }: Scale, score: number): number {
  const off = score - mean;
  return off === 0 ? 0 : (addedAt(adds, factor * off) - addedAt(adds, 0)) / off;
}

function partOf(scores: Float32Array, { mean, factor }: Scale, adds: Adds): Float32Array {
  const part = new Float32Array(scores.length);
  if (factor === 0) return part;
  let sum = 0;
  for (let i = 0; i < part.length; i++) {
    part[i] = addedAt(adds, factor * (scores[i] - mean));
    sum += part[i];
  }
  for (let i = 0; i < part.length; i++) part[i] -= sum / part.length;
  return part;
}

/** Name under which the mix is stored, beside the models of the recommenders. */
export const MIX_NAME = 'mix';

/** A mix that was learnt, or that the weights of the app do as well: then nothing needs to be learnt again. */
export type MixChoice = LearntMix | 'fixed';

export function encodeMix(choice: MixChoice): EncodedModel {
  if (choice === 'fixed') return { meta: { of: [], knots: KNOTS }, arrays: {} };
  const { of, curves, weights } = choice;
  const odds = new Float64Array(of.length * KNOTS);
  curves.forEach((curve, c) => {
    odds.set(curve.odds, c * KNOTS);
  });
  return { meta: { of, knots: KNOTS }, arrays: { odds, weights } };
}

/** @returns null where the mix is of a shape that this version does not know */
export function decodeMix({ meta: { of, knots }, array }: StoredModel): MixChoice | null {
  if (!Array.isArray(of) || knots !== KNOTS) return null;
  if (of.length === 0) return 'fixed';
  const known = components.filter((component) => of.includes(component));
  if (known.length !== of.length || known.some((component, c) => component !== of[c])) return null;
  const odds = array('odds', Float64Array, of.length * KNOTS);
  const curves = known.map((_, c) => ({ odds: odds.slice(c * KNOTS, (c + 1) * KNOTS) }));
  return { of: known, curves, weights: array('weights', Float64Array, TERMS * of.length) };
}
