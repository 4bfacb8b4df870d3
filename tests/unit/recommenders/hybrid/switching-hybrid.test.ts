import { expect, it } from 'vitest';
import { switchingDescriptor } from '../../../../src/recommenders/hybrid/switching-hybrid.ts';
import type { Person, Recommender } from '../../../../src/recommenders/recommender.ts';

const scoresOf: Readonly<Record<string, readonly number[]>> = {
  ials: [0.2, 0.9, 0.4],
  content: [1, 2, 3],
  popularity: [10, 0, 20],
};
const part = (id: string): Recommender => ({ score: () => Float32Array.from(scoresOf[id]) });
const person = (ratings: number): Person => ({
  ratings: { item: new Int32Array(ratings), value: new Float32Array(ratings).fill(4) },
  genres: [],
});
/** Scores on a scale of mean 0 and deviation 1. */
function standardised(scores: readonly number[]): number[] {
  const mean = scores.reduce((sum, score) => sum + score) / scores.length;
  const deviation = Math.hypot(...scores.map((score) => score - mean)) / Math.sqrt(scores.length);
  return scores.map((score) => (score - mean) / deviation);
}

const [content, popularity] = [standardised(scoresOf.content), standardised(scoresOf.popularity)];

it.each([0, 9])('ranks a newcomer with %d ratings by content and, more so, by popularity', (ratings) => {
  const scores = switchingDescriptor.combine(part).score(person(ratings));
  content.forEach((own, i) => {
    expect(scores[i]).toBeCloseTo(0.286 * own + 0.714 * popularity[i], 5);
  });
  const decomposed = switchingDescriptor.decompose?.(part, person(ratings));
  expect(decomposed?.scores.total).toEqual(scores);
  expect(Object.keys(decomposed?.scores.parts ?? {}).sort()).toEqual(['content', 'popularity']);
  expect(Object.keys(decomposed?.components ?? {}).sort()).toEqual(['content', 'popularity']);
});

it.each([10, 200])('ranks a person with %d ratings by implicit ALS alone', (ratings) => {
  expect([...switchingDescriptor.combine(part).score(person(ratings))]).toEqual([
    ...Float32Array.from(scoresOf.ials),
  ]);
  const decomposed = switchingDescriptor.decompose?.(part, person(ratings));
  standardised(scoresOf.ials).forEach((own, i) => {
    expect(decomposed?.scores.parts.ials?.[i]).toBeCloseTo(own, 5);
  });
  expect(Object.keys(decomposed?.scores.parts ?? {})).toEqual(['ials']);
});

it('asks for the recommenders that it combines, and no other', () => {
  const asked: string[] = [];
  const note = (id: string) => {
    asked.push(id);
    return part(id);
  };
  switchingDescriptor.combine(note);
  expect(asked.sort()).toEqual([...switchingDescriptor.parts].sort());
});
