/**
 * Fits the weights of the hybrid's components: `npm run fit [-- ZIP [newcomers | established]]`. Coordinate ascent finds
 * the weights with the highest mean NDCG@10 over each half of the users; the other half measures them. The printed rows
 * are the mean of both halves, which depends less on chance, and go into src/recommenders/hybrid/fitted-weights.ts.
 *
 * Newcomers are users hidden from training. They have 0 to 20 ratings, once of movies that the app would ask for and once
 * of random movies, and their favourite genres as picks (src/evaluation/cold-start-users.ts). The bench of newcomers
 * measures other users. Established users are part of the training: a fifth of their ratings is held out of what the
 * bench of ranking trains on with the same seed. They have no picks, because weights fitted with picks rank worse for
 * people without (by 0.011 on MovieLens 100K).
 */

import { readFile } from 'node:fs/promises';
import { LIKED } from '../src/base/liked.ts';
import { readArchive } from '../src/dataset/archive/read-archive.ts';
import { personOf } from '../src/evaluation/evaluate.ts';
import { ndcg } from '../src/evaluation/metrics.ts';
import { splitRatings } from '../src/evaluation/splits.ts';
import { type Component, componentInfo } from '../src/protocol/component-catalog.ts';
import { type ComponentValues, components, noComponent } from '../src/recommenders/hybrid/components.ts';
import { zScored } from '../src/recommenders/hybrid/weighted-hybrid.ts';
import type { Person, Recommender } from '../src/recommenders/recommender.ts';
import { createFitter } from '../src/recommenders/registry.ts';
import { topItems } from '../src/recommenders/top-items.ts';
import { trainInNode } from '../tests/tools/train-in-node.ts';
import { interviewed, playedBy } from './interviewed.ts';

const GIVEN = [0, 1, 3, 5, 10, 20];
/** A user with so many ratings in training is established. Their weights count from `SETTLED` ratings on. */
const ESTABLISHED = 20;
const SETTLED = 40;
/** Groups in which the newcomers are hidden, and the fewest ratings that each has: half of them can be asked for. */
const FOLDS = 2;
const LEAST_RATINGS = 40;
const SEEDS = [1, 2];
const GRID = [0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7, 1, 1.4, 2];
/** Ascent ends at the nearest maximum, so it starts from several points. */
const STARTS: readonly ComponentValues[] = [
  { ...noComponent, ease: 1, stars: 0.1, content: 0.2, popularity: 1 },
  { ...noComponent, ials: 1, ease: 0.3, stars: 0.5 },
  { ...noComponent, ials: 0.7, viewing: 1, ease: 0.3, stars: 1 },
];
/** Components that have weight 0 for a person without ratings. */
const NEED_RATINGS = components.filter((component) => componentInfo[component].needsRatings);

interface Case {
  readonly parts: Partial<Record<Component, Float32Array>>;
  readonly known: ReadonlySet<number>;
  readonly relevant: ReadonlySet<number>;
}

const [file = 'public/datasets/ml-latest-small.zip', part] = process.argv.slice(2);
const dataset = await readArchive(new Uint8Array(await readFile(file)), file, () => {});
if (part !== 'established') await fitNewcomers();
if (part !== 'newcomers') await fitEstablished();

async function fitNewcomers(): Promise<void> {
  const played = await playedBy(dataset, 'fitting', FOLDS, LEAST_RATINGS);
  const most = GIVEN[GIVEN.length - 1];
  const answered = played.map((one) => interviewed(one, one.informed, most));
  for (const given of GIVEN) {
    const cases = played.flatMap(({ newcomers, set }, fold) =>
      newcomers.flatMap((newcomer, n) => {
        const asked = newcomer.personWith(answered[fold][n].items.slice(0, given));
        const people = given === 0 ? [asked] : [asked, newcomer.person(given)];
        const { known, relevant } = newcomer;
        return [people.map((person): Case => ({ parts: partsOf(person, set), known, relevant }))];
      }),
    );
    // Both versions of a newcomer are in the same half.
    const half = (odd: number) => cases.filter((_, n) => n % 2 === odd).flat();
    report(given, half(0), half(1));
  }
}

async function fitEstablished(): Promise<void> {
  const cases: Case[] = [];
  for (const seed of SEEDS) {
    const untested = splitRatings(dataset.ratings, 'perUser', seed).train;
    const split = splitRatings(untested, 'perUser', seed + SEEDS.length);
    const set = await createFitter(
      { ...dataset, ratings: split.train },
      { trainStars: trainInNode },
    ).componentSet();
    for (let u = 0; u < split.train.users; u++) {
      const person = personOf(split, u);
      const [from, to] = [split.test.rowStart[u], split.test.rowStart[u + 1]];
      const held = split.test.item.subarray(from, to);
      const relevant = new Set(held.filter((_, n) => split.test.value[from + n] >= LIKED));
      if (person.ratings.item.length < ESTABLISHED || relevant.size === 0) continue;
      cases.push({ parts: partsOf(person, set), known: new Set(person.ratings.item), relevant });
    }
  }
  const half = (odd: number) => cases.filter((_, n) => n % 2 === odd);
  report(SETTLED, half(0), half(1));
}

function report(given: number, half: Case[], other: Case[]): void {
  const [first, second] = [ascend(half, given), ascend(other, given)];
  const both = (measured: (cases: Case[], other: Case[]) => number) =>
    ((measured(half, other) + measured(other, half)) / 2).toFixed(3);
  const weights = components.map(
    (component) => `${component}: ${Number(((first[component] + second[component]) / 2).toFixed(3))}`,
  );
  console.log(`  { ratings: ${given}, weights: { ${weights.join(', ')} } },`);
  const fitted = both((cases) => measure(cases, cases === half ? first : second));
  const checked = both((cases) => measure(cases, cases === half ? second : first));
  const alone = components.map(
    (component) => `${component} ${both((cases) => measure(cases, { ...noComponent, [component]: 1 }))}`,
  );
  console.log(`    // fitted ${fitted}, other half ${checked}; alone: ${alone.join(', ')}`);
}

function partsOf(person: Person, set: Readonly<Record<Component, Recommender>>): Case['parts'] {
  const parts: Partial<Record<Component, Float32Array>> = {};
  for (const component of components) parts[component] = zScored(set[component].score(person), 1);
  return parts;
}

function measure(cases: Case[], weights: ComponentValues): number {
  let sum = 0;
  for (const { parts, known, relevant } of cases) {
    const total = new Float32Array(dataset.movies.length);
    for (const component of components) {
      const part = parts[component];
      if (part === undefined || weights[component] === 0) continue;
      for (let i = 0; i < total.length; i++) total[i] += weights[component] * part[i];
    }
    sum += ndcg(topItems(total, 10, known), relevant, 10);
  }
  return sum / cases.length;
}

/** @returns weights that sum to one */
function ascend(cases: Case[], given: number): ComponentValues {
  const summits = STARTS.map((start) => ascendFrom(cases, given, start));
  const { weights } = summits.reduce((best, summit) => (summit.value > best.value ? summit : best));
  const sum = components.reduce((all, component) => all + weights[component], 0);
  const shares: Record<Component, number> = { ...noComponent };
  for (const component of components) shares[component] = weights[component] / sum;
  return shares;
}

function ascendFrom(
  cases: Case[],
  given: number,
  start: ComponentValues,
): { readonly weights: ComponentValues; readonly value: number } {
  const unusable = given === 0 ? NEED_RATINGS : [];
  let weights = { ...start };
  for (const component of unusable) weights[component] = 0;
  let value = measure(cases, weights);
  for (let improved = true; improved; ) {
    improved = false;
    for (const component of components) {
      if (unusable.includes(component)) continue;
      for (const weight of GRID) {
        const candidate = { ...weights, [component]: weight };
        const next = measure(cases, candidate);
        if (next > value + 1e-4) {
          weights = candidate;
          value = next;
          improved = true;
        }
      }
    }
  }
  return { weights, value };
}
