// @vitest-environment happy-dom
import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useDebounced, useDebouncedCallback } from '../../../../src/ui/kit/use-debounced.ts';
import { unmountAfterEach } from '../../../fixtures/dom.ts';

unmountAfterEach();
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const wait = (ms: number) => act(() => vi.advanceTimersByTime(ms));

describe('a debounced value', () => {
  it('follows once the value has rested', () => {
    const { result, rerender } = renderHook(({ value }) => useDebounced(value, 60), {
      initialProps: { value: '' },
    });
    rerender({ value: 'h' });
    wait(40);
    rerender({ value: 'he' });
    wait(40);
    expect(result.current).toBe('');
    wait(20);
    expect(result.current).toBe('he');
  });
});

describe('a debounced callback', () => {
  const renderCallback = () => {
    const calls: string[] = [];
    const hook = renderHook(
      ({ by }) => useDebouncedCallback((text: string) => calls.push(`${text} by ${by}`), 60),
      { initialProps: { by: 'first' } },
    );
    return { calls, ...hook };
  };

  it('runs once after the last call, with its arguments, by the newest render', () => {
    const { calls, result, rerender } = renderCallback();
    const before = result.current;
    result.current('a');
    wait(40);
    result.current('b');
    rerender({ by: 'second' });
    expect(result.current).toBe(before);
    wait(59);
    expect(calls).toEqual([]);
    wait(1);
    expect(calls).toEqual(['b by second']);
  });

  it('drops the call that waits when it is cancelled or unmounted', () => {
    const { calls, result, unmount } = renderCallback();
    result.current('a');
    result.current.cancel();
    wait(100);
    result.current('b');
    unmount();
    wait(100);
    expect(calls).toEqual([]);
  });
});
