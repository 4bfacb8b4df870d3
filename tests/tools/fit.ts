/**
 * Fits the weights of the hybrid's voices: `npm run fit`. Users are hidden from training and play newcomers
 * with 0, 1, 3, 5, 10 and 20 ratings; weights are found by coordinate ascent on mean NDCG@10 over half of
 * them and reported on the other half. The printed table goes into src/recommenders/fitted.ts.
 */
import { readFile } from 'node:fs/promises';
import { readArchive } from '../../src/dataset/archive.ts';
import { ndcg } from '../../src/evaluation/metrics.ts';
import { hideUsers, type Newcomer } from '../../src/evaluation/newcomers.ts';
import { ease, fitEase } from '../../src/recommenders/ease.ts';
import { zScored } from '../../src/recommenders/hybrid.ts';
import { popularity } from '../../src/recommenders/popularity.ts';
import { topItems } from '../../src/recommenders/ranking.ts';
import { starPredictor } from '../../src/recommenders/stars.ts';
import { content, fitTfidf } from '../../src/recommenders/tfidf.ts';
import { type Voice, type VoiceValues, voices } from '../../src/recommenders/voices.ts';
import { trainInNode } from './train-in-node.ts';

const GIVEN = [0, 1, 3, 5, 10, 20];
const HIDDEN = 200;
const SEEDS = [1, 2];
const GRID = [0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7, 1, 1.4, 2];

interface Case {
  readonly parts: Partial<Record<Voice, Float32Array>>;
  readonly known: ReadonlySet<number>;
  readonly relevant: ReadonlySet<number>;
}

const file = process.argv[2] ?? 'public/datasets/ml-latest-small.zip';
const dataset = await readArchive(new Uint8Array(await readFile(file)), file, () => {});
const split: { fit: Newcomer[]; check: Newcomer[]; set: Awaited<ReturnType<typeof voiceSet>> }[] = [];
for (const seed of SEEDS) {
  const { train, newcomers } = hideUsers(dataset, HIDDEN, seed);
  const half = newcomers.length >> 1;
  split.push({ fit: newcomers.slice(0, half), check: newcomers.slice(half), set: await voiceSet(train) });
}

for (const given of GIVEN) {
  const fit = split.flatMap(({ fit, set }) => casesOf(fit, set, given));
  const check = split.flatMap(({ check, set }) => casesOf(check, set, given));
  const weights = ascend(fit, given);
  const alone = (voice: Voice) =>
    measure(check, { ease: 0, stars: 0, content: 0, popularity: 0, [voice]: 1 }).toFixed(3);
  const sum = voices.reduce((all, voice) => all + weights[voice], 0);
  const shares = voices.map((voice) => `${voice}: ${Number((weights[voice] / sum).toFixed(3))}`);
  console.log(`  { ratings: ${given}, weights: { ${shares.join(', ')} } },`);
  console.log(
    `    // fitted ${measure(fit, weights).toFixed(3)}, other half ${measure(check, weights).toFixed(3)}; alone: ` +
      voices.map((voice) => `${voice} ${alone(voice)}`).join(', '),
  );
}

async function voiceSet(train: typeof dataset) {
  const model = await trainInNode(train);
  const tfidf = fitTfidf(train.movies, train.genres);
  return {
    ease: ease(await fitEase(train.ratings), train.ratings),
    stars: starPredictor(model, train, tfidf),
    content: content(tfidf),
    popularity: popularity(train.ratings),
  };
}

function casesOf(newcomers: Newcomer[], set: Awaited<ReturnType<typeof voiceSet>>, given: number): Case[] {
  return newcomers
    .map((newcomer) => {
      const person = newcomer.person(given);
      const parts: Partial<Record<Voice, Float32Array>> = {};
      for (const voice of voices) parts[voice] = zScored(set[voice].score(person), 1);
      return { parts, known: newcomer.known(given), relevant: newcomer.relevant(given) };
    })
    .filter(({ relevant }) => relevant.size > 0);
}

function measure(cases: Case[], weights: VoiceValues): number {
  let sum = 0;
  for (const { parts, known, relevant } of cases) {
    const total = new Float32Array(dataset.movies.length);
    for (const voice of voices) {
      const part = parts[voice];
      if (part === undefined || weights[voice] === 0) continue;
      for (let i = 0; i < total.length; i++) total[i] += weights[voice] * part[i];
    }
    sum += ndcg(topItems(total, 10, known), relevant, 10);
  }
  return sum / cases.length;
}

function ascend(cases: Case[], given: number): VoiceValues {
  let best: VoiceValues = {
    ease: given === 0 ? 0 : 1,
    stars: 0.1,
    content: 0.2,
    popularity: given < 10 ? 1 : 0.2,
  };
  let bestValue = measure(cases, best);
  for (let improved = true; improved; ) {
    improved = false;
    for (const voice of voices) {
      if (given === 0 && voice === 'ease') continue;
      for (const weight of GRID) {
        const candidate = { ...best, [voice]: weight };
        const value = measure(cases, candidate);
        if (value > bestValue + 1e-4) {
          best = candidate;
          bestValue = value;
          improved = true;
        }
      }
    }
  }
  return best;
}
