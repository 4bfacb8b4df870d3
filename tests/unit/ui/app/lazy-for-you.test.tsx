// @vitest-environment happy-dom
import { render, screen } from '@testing-library/react';
import { Suspense } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';
import { unmountAfterEach } from '../../../fixtures/dom.ts';

unmountAfterEach();

vi.mock('../../../../src/ui/for-you/for-you-page.tsx', () => ({ default: () => <p>the list</p> }));

beforeEach(() => {
  // Each test starts without the code of For you.
  vi.resetModules();
  localStorage.clear();
});

const fresh = () => import('../../../../src/ui/app/lazy-for-you.tsx');

it('shows the page in its first render when its code was loaded ahead', async () => {
  const { LazyForYouPage, preloadForYou } = await fresh();
  await preloadForYou();
  render(
    <Suspense fallback="waiting">
      <LazyForYouPage />
    </Suspense>,
  );
  expect(screen.queryByText('waiting')).toBeNull();
  expect(screen.getByText('the list')).toBeDefined();
});

it('waits for its code otherwise', async () => {
  const { LazyForYouPage } = await fresh();
  render(
    <Suspense fallback="waiting">
      <LazyForYouPage />
    </Suspense>,
  );
  expect(screen.getByRole('main').getAttribute('aria-busy')).toBe('true');
  expect(await screen.findByText('the list')).toBeDefined();
});

it('expects For you at the first path only, and only for a person who was here before', async () => {
  const { startsOnForYou } = await fresh();
  expect(startsOnForYou('/')).toBe(false);
  localStorage.setItem('matinee.onboarded', 'yes');
  expect(startsOnForYou('/')).toBe(true);
  expect(startsOnForYou('/lab')).toBe(false);
});
