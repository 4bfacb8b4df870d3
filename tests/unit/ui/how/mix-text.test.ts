import { expect, it } from 'vitest';
import { mixText } from '../../../../src/ui/how/texts.ts';

const gain = { mean: 0.0075, standardError: 0.0021, people: 600 };

it('says whose weights are in use, and what those that were learnt gained or lost', () => {
  const learnt = mixText({ kind: 'learnt', gain });
  expect(learnt).toContain('weights in use turn to those that were learnt from this data set');
  expect(learnt).toContain('For 600 people');
  expect(learnt).toContain('changed NDCG@10 by +0.008 (standard error 0.002)');
  const lost = mixText({ kind: 'noGain', gain: { ...gain, mean: -0.0012 } });
  expect(lost).toContain('The weights in use come with Matinee');
  expect(lost).toContain('by −0.001');
});

it('says why none were learnt', () => {
  const texts = (['pending', 'off', 'tooFew', 'tooLarge', 'tooSlow'] as const).map((kind) =>
    mixText({ kind }),
  );
  expect(new Set(texts).size).toBe(5);
  for (const text of texts) expect(text).toMatch(/^The weights in use come with Matinee\. \S/);
});
