// @vitest-environment happy-dom
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { BrowseChoices, BrowsedMovies } from '../../../../src/protocol/browse-messages.ts';
import type { FromWorker } from '../../../../src/protocol/messages.ts';
import type { Query } from '../../../../src/protocol/queries.ts';
import ExplorePage from '../../../../src/ui/explore/explore-page.tsx';
import { createPageStore, StoreContext } from '../../../../src/ui/state/store.ts';
import { openJournal } from '../../../../src/ui/state/unconfirmed-journal.ts';
import { unmountAfterEach } from '../../../fixtures/dom.ts';
import { card, openedEvent } from '../../../fixtures/movies.ts';

unmountAfterEach();
beforeEach(() => window.history.replaceState(null, '', '/explore'));
afterEach(() => window.history.replaceState(null, '', '/'));

const CHOICES: BrowseChoices = {
  hasDetails: true,
  hasRuntimes: true,
  hasWorld: true,
  languages: [
    { code: 'en', movies: 900 },
    { code: 'fr', movies: 80 },
    { code: 'zu', movies: 1 },
  ],
  countries: [{ code: 'FR', movies: 70 }],
};

/** The page at an address, with a worker that finds the same in every request. */
function show(address: string, found: Partial<BrowsedMovies> = {}, choices = CHOICES) {
  window.history.replaceState(null, '', address);
  let emit: (message: FromWorker) => void = () => {};
  const watched: Query[] = [];
  const store = createPageStore(openJournal(null, 'one'), (_, onMessage) => {
    emit = onMessage;
    return {
      send: () => {},
      watch: (key: string, query: Query) => {
        watched.push(query);
        const answer =
          query.type === 'browse'
            ? {
                request: query.request,
                total: 1,
                from: 0,
                cards: [card(1)],
                people: [],
                person: null,
                ...found,
              }
            : query.type === 'browseChoices'
              ? choices
              : null;
        if (answer !== null)
          queueMicrotask(() => act(() => emit({ type: 'answered', key, revision: 0, took: null, answer })));
      },
      unwatch: () => {},
      close: () => {},
    };
  });
  render(
    <StoreContext value={store}>
      <ExplorePage />
    </StoreContext>,
  );
  act(() => emit(openedEvent()));
  // Whatever facts there are have been read.
  act(() => emit({ type: 'shelfComplete' }));
  const filters = () => watched.filter((query) => query.type === 'browse').at(-1)?.filters;
  return { filters };
}

const settled = () => act(async () => {});
const chip = (name: string) => screen.getByRole('button', { name: `Remove: ${name}` });

it('asks for what the address says, and shows each filter with a button that removes it', async () => {
  const { filters } = show(
    '/explore?genre=Drama&without=Horror&language=fr&country=FR&runtime=90-120&world=1000',
  );
  await settled();
  expect(filters()).toMatchObject({
    genres: ['Drama'],
    without: ['Horror'],
    language: 'fr',
    country: 'FR',
    shortest: 90,
    longest: 120,
    minWorld: 1000,
  });
  const all = within(screen.getByRole('list', { name: 'Filters that are on' })).getAllByRole('button');
  expect(all.map(({ textContent }) => textContent)).toEqual([
    'Drama',
    'Not Horror',
    '1 h 30 min to 2 h',
    'In French',
    'France',
    '1,000+ ratings everywhere',
    'Clear all',
  ]);
  fireEvent.click(chip('In French'));
  await settled();
  expect(filters()).toMatchObject({ language: null, country: 'FR' });
  expect(window.location.search).not.toContain('language');
  fireEvent.click(screen.getByRole('button', { name: 'Clear all' }));
  await settled();
  expect(window.location.search).toBe('');
});

it('changes the address by the panel; a genre is looked for or left out, never both', async () => {
  const { filters } = show('/explore?genre=Drama&runtime=120-');
  await settled();
  const without = screen.getByRole('group', { name: 'Without these genres' });
  fireEvent.click(within(without).getByRole('button', { name: 'Drama' }));
  await settled();
  expect(filters()).toMatchObject({ genres: [], without: ['Drama'] });
  fireEvent.change(screen.getByLabelText('Original language'), { target: { value: 'fr' } });
  await settled();
  expect(window.location.search).toContain('language=fr');
  // Shorter than the shortest: the other bound goes.
  fireEvent.change(screen.getByLabelText('Runs at most'), { target: { value: '90' } });
  await settled();
  expect(filters()).toMatchObject({ shortest: null, longest: 90, language: 'fr' });
  const languages = within(screen.getByLabelText('Original language')).getAllByRole('option');
  expect(languages.map(({ textContent }) => textContent)).toEqual([
    'Any language',
    'English (900)',
    'French (80)',
  ]);
});

it('hides filters and orders of which the data set knows nothing, and says so', async () => {
  show(
    '/explore',
    {},
    { hasDetails: false, hasRuntimes: false, hasWorld: false, languages: [], countries: [] },
  );
  await settled();
  expect(screen.queryByLabelText('Original language')).toBeNull();
  expect(screen.queryByLabelText('Rated everywhere by at least')).toBeNull();
  expect(screen.getByText(/^This data set does not say who made its films/)).toBeTruthy();
  const orders = within(screen.getByLabelText('Sort by')).getAllByRole('option');
  expect(orders.map(({ textContent }) => textContent)).toEqual([
    'Predicted stars',
    'Popularity here',
    'Newest',
    'Title',
  ]);
});

it('shows a person as a page of their own, as director, in the cast, or both', async () => {
  const person = { name: 'Agnès Varda', directed: 9, played: 2 };
  const { filters } = show('/explore?person=agnes+varda', { person });
  await settled();
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Agnès Varda');
  expect(screen.getByText('Director, 9 films · in the cast of 2')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'As director' }));
  await settled();
  expect(filters()).toMatchObject({ person: 'agnes varda', role: 'director' });
});

it('leads to people whose names are like the text', async () => {
  show('/explore?q=vadra', { people: [{ name: 'Agnès Varda', directed: 9, played: 0 }] });
  await settled();
  const link = screen.getByRole('link', { name: /Agnès Varda/ });
  expect(link.getAttribute('href')).toBe('/explore?person=Agn%C3%A8s%20Varda');
});

it('says honestly why nothing is there', async () => {
  show('/explore?language=fr&without=Drama', { total: 0, cards: [] });
  await settled();
  expect(screen.getByText(/^No film fits all of these\./)).toBeTruthy();
});

it('says who is in no movie, instead of blaming filters', async () => {
  show('/explore?person=Nobody', { total: 0, cards: [] });
  await settled();
  expect(screen.getByText('Nobody called Nobody made any of these films.')).toBeTruthy();
});
