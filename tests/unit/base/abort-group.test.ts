import { expect, it } from 'vitest';
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
