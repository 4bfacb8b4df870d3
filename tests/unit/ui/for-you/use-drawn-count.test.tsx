// @vitest-environment happy-dom
import { act, renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import { useDrawnCount } from '../../../../src/ui/for-you/use-drawn-count.ts';
import { unmountAfterEach } from '../../../fixtures/dom.ts';

unmountAfterEach();

function renderCount(total: number) {
  let renders = 0;
  const hook = renderHook(() => {
    renders += 1;
    return useDrawnCount(total);
  });
  return { ...hook, renders: () => renders };
}

it('draws more of the carousel until all of it is drawn, then renders no more', () => {
  const { result, renders } = renderCount(20);
  expect(result.current.drawn).toBe(8);
  for (let n = 0; n < 2; n++) act(() => result.current.drawMore());
  expect(result.current.drawn).toBe(24);
  const before = renders();
  for (let n = 0; n < 5; n++) act(() => result.current.drawMore());
  expect(result.current.drawn).toBe(24);
  // React may render once more before it knows that nothing has changed.
  expect(renders() - before).toBeLessThanOrEqual(1);
});

it('draws a card that the keys go to, and some after it', () => {
  const { result } = renderCount(40);
  act(() => result.current.drawUpTo(19));
  expect(result.current.drawn).toBe(23);
  act(() => result.current.drawUpTo(2));
  expect(result.current.drawn).toBe(23);
});
