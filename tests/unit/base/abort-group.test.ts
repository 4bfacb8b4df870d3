import { expect, it, vi } from 'vitest';
import { AbortGroup } from '../../../src/base/abort-group.ts';

it('aborts once all who wait have aborted, not before', () => {
  const [first, second] = [new AbortController(), new AbortController()];
  const group = new AbortGroup();
  group.add(first.signal);
  group.add(second.signal);
  first.abort();
  expect(group.signal.aborted).toBe(false);
  second.abort();
  expect(group.signal.aborted).toBe(true);
});

it('counts somebody who is added twice once', () => {
  const [first, second] = [new AbortController(), new AbortController()];
  const group = new AbortGroup();
  for (const { signal } of [first, first, second]) group.add(signal);
  second.abort();
  expect(group.signal.aborted).toBe(false);
  first.abort();
  expect(group.signal.aborted).toBe(true);
});

it('aborts at once when the only one who waits has aborted already', () => {
  const group = new AbortGroup();
  group.add(AbortSignal.abort());
  expect(group.signal.aborted).toBe(true);
});

it('aborts after a grace period, unless somebody else waits by then', () => {
  vi.useFakeTimers();
  try {
    const [first, second] = [new AbortController(), new AbortController()];
    const group = new AbortGroup(100);
    group.add(first.signal);
    first.abort();
    vi.advanceTimersByTime(99);
    group.add(second.signal);
    vi.advanceTimersByTime(500);
    expect(group.signal.aborted).toBe(false);
    second.abort();
    vi.advanceTimersByTime(99);
    expect(group.signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(group.signal.aborted).toBe(true);
  } finally {
    vi.useRealTimers();
  }
});
