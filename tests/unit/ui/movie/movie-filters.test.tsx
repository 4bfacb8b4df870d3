// @vitest-environment happy-dom
import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, it } from 'vitest';
import type { FromWorker } from '../../../../src/protocol/messages.ts';
import { type Filters, MovieFilters } from '../../../../src/ui/movie/movie-filters.tsx';
import { createPageStore, StoreContext } from '../../../../src/ui/state/store.ts';
import { openJournal } from '../../../../src/ui/state/unconfirmed-journal.ts';
import { unmountAfterEach } from '../../../fixtures/dom.ts';
import { dataset, openedEvent } from '../../../fixtures/movies.ts';

unmountAfterEach();

const NONE: Filters = { genres: [], from: null, to: null, minRatings: 0 };

/** Renders the filters over a data set whose recent years begin with 2019, and returns what is set. */
function show(begun: Partial<Filters>, recentSince: number | null, countsElsewhere = false): () => Filters {
  let emit: (message: FromWorker) => void = () => {};
  const store = createPageStore(openJournal(null, 'one'), (_, onMessage) => {
    emit = onMessage;
    return { send: () => {}, watch: () => {}, unwatch: () => {}, close: () => {} };
  });
  emit(openedEvent([], { dataset: { ...dataset, recentSince } }));
  let now: Filters = NONE;
  function Panel() {
    const [filters, set] = useState<Filters>({ ...NONE, ...begun });
    now = filters;
    return (
      <MovieFilters
        filters={filters}
        change={(part) => set((was) => ({ ...was, ...part }))}
        countsElsewhere={countsElsewhere}
      />
    );
  }
  render(
    <StoreContext value={store}>
      <Panel />
    </StoreContext>,
  );
  return () => now;
}

const recent = () => screen.getByRole('button', { name: 'Recent years, from 2019 on' });
const from = () => screen.getByLabelText<HTMLSelectElement>('From');

it('one press leaves only recent years, another one all again', () => {
  const filters = show({ to: 1999 }, 2019);
  expect(recent().getAttribute('aria-pressed')).toBe('false');
  fireEvent.click(recent());
  expect(filters()).toEqual({ ...NONE, from: 2019 });
  expect(recent().getAttribute('aria-pressed')).toBe('true');
  expect(from().selectedOptions[0].text).toBe('2019');
  fireEvent.click(recent());
  expect(filters()).toEqual(NONE);
  expect(from().selectedOptions[0].text).toBe('Any');
});

it('shows a year that was set while other years were recent', () => {
  show({ from: 2013 }, 2019);
  expect(recent().getAttribute('aria-pressed')).toBe('false');
  expect(from().selectedOptions[0].text).toBe('2013');
});

it('has no button where the data set has no recent years', () => {
  show({}, null);
  expect(screen.queryByRole('button', { name: /Recent/ })).toBeNull();
});

it('says whom the number of people counts, and has larger ones where that is everyone', () => {
  show({}, null, true);
  const known = screen.getByLabelText<HTMLSelectElement>('Rated by at least');
  const hint = document.getElementById(known.getAttribute('aria-describedby') ?? '');
  expect(hint?.textContent).toContain('elsewhere');
  expect([...known.options].at(-1)?.value).toBe('10000');
});
