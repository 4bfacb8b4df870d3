import { expect, it } from 'vitest';
import { Problem } from '../../../../src/base/problem.ts';
import {
  brokenStorage,
  deniedStorage,
  leavesMemoryOnly,
  newerStorage,
  openProblem,
  stalledStorage,
  storageProblem,
} from '../../../../src/storage/database/storage-errors.ts';

const named = (name: string) => new DOMException('why', name);

it.each([
  ['QuotaExceededError', 'storage-full', 'storage-full'],
  ['SecurityError', 'storage-broken', 'storage-denied'],
  ['InvalidStateError', 'storage-broken', 'storage-denied'],
  ['NotAllowedError', 'storage-broken', 'storage-denied'],
  ['VersionError', 'storage-broken', 'storage-newer'],
  ['UnknownError', 'storage-broken', 'storage-broken'],
])('%s is %s in a database that is open, and %s in one that is opened', (name, open, opening) => {
  const cause = named(name);
  expect(storageProblem(cause)).toMatchObject({ code: open, cause });
  expect(openProblem(cause)).toMatchObject({ code: opening, cause });
});

it('names what a browser has reported, and takes a Problem as it is', () => {
  expect(storageProblem(named('UnknownError')).message).toContain('"UnknownError"');
  expect(storageProblem('odd').message).toContain('"odd"');
  expect(storageProblem(Object.assign(new Error('bare'), { name: '' })).message).toContain('"bare"');
  const problem = brokenStorage('x');
  expect(storageProblem(problem)).toBe(problem);
  expect(openProblem(problem)).toBe(problem);
});

it('works in memory only where the browser refuses or does not answer', () => {
  expect([deniedStorage('x'), stalledStorage()].map(leavesMemoryOnly)).toEqual([true, true]);
  const others = [brokenStorage('x'), newerStorage(), storageProblem(named('QuotaExceededError'))];
  expect(others.map(leavesMemoryOnly)).toEqual([false, false, false]);
  expect(leavesMemoryOnly(new Error('x'))).toBe(false);
  expect(new Set(others.map(({ code }) => code)).size).toBe(3);
  expect(others.every((one) => one instanceof Problem)).toBe(true);
});
