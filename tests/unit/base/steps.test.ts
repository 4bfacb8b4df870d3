import { expect, it } from 'vitest';
import { finish, finishWithPauses, type Steps } from '../../../src/base/steps.ts';

function* sumTo(n: number, seen: number[] = []): Steps<number> {
  let sum = 0;
  for (let k = 1; k <= n; k++) {
    seen.push(k);
    sum += k;
    yield;
  }
  return sum;
}

it('comes to the same result at once and with pauses', async () => {
  expect(finish(sumTo(4))).toBe(10);
  expect(await finishWithPauses(sumTo(4), async () => {})).toBe(10);
});

it('ends at the pause that rejects, with its reason', async () => {
  const seen: number[] = [];
  let pauses = 0;
  const pause = async () => {
    if (++pauses === 3) throw new Error('enough');
  };
  await expect(finishWithPauses(sumTo(9, seen), pause)).rejects.toThrow('enough');
  expect(seen).toEqual([1, 2]);
});
