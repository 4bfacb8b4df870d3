// @vitest-environment happy-dom
import { act, cleanup, render, screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { FromWorker } from '../../../../src/protocol/messages.ts';
import { queryKey } from '../../../../src/protocol/queries.ts';
import type { MovieDetails } from '../../../../src/protocol/recommendation-messages.ts';
import MoviePage from '../../../../src/ui/movie/movie-page.tsx';
import { createPageStore, StoreContext } from '../../../../src/ui/state/store.ts';
import { openJournal } from '../../../../src/ui/state/unconfirmed-journal.ts';
import { unmountAfterEach } from '../../../fixtures/dom.ts';
import { kika, kikaText } from '../../../fixtures/movie-facts.ts';
import { card, movie, openedEvent } from '../../../fixtures/movies.ts';

unmountAfterEach();

const PLAIN: MovieDetails = {
  card: { ...card(7), movie: movie(7, { title: 'Kika', year: 1993, genres: ['Comedy', 'Drama'] }) },
  facts: null,
  description: null,
  links: { imdb: null, tmdb: null },
  reason: null,
  histogram: [0, 0, 0, 0, 1, 2, 3, 4, 0, 0],
  similarByGenre: [],
  similarByContent: null,
  similarByTaste: null,
};
const FULL: MovieDetails = {
  ...PLAIN,
  card: { ...PLAIN.card, runtime: 114, world: { count: 2612, mean: 3.41 } },
  facts: kika,
  description: kikaText,
  links: { imdb: 107_315, tmdb: 8223 },
};

function show(details: MovieDetails, ...later: readonly FromWorker[]) {
  let emit: (message: FromWorker) => void = () => {};
  const store = createPageStore(openJournal(null, 'one'), (_, onMessage) => {
    emit = onMessage;
    return { send: () => {}, watch: () => {}, unwatch: () => {}, close: () => {} };
  });
  render(
    <StoreContext value={store}>
      <MoviePage id={7} />
    </StoreContext>,
  );
  act(() => emit(openedEvent()));
  // What is known has been read, unless more is still to come.
  act(() => emit({ type: 'shelfComplete' }));
  for (const message of later) act(() => emit(message));
  const key = queryKey({ type: 'movie', movieId: 7 });
  act(() => emit({ type: 'answered', key, revision: 0, took: null, answer: details }));
}

const value = (label: string) => screen.getByText(label, { selector: 'dt' }).nextElementSibling;

it('tells what a movie is about, with source and licence', () => {
  show(FULL);
  expect(screen.getByText(kikaText.text)).toBeTruthy();
  const source = screen.getByText(/shortened/);
  expect(source.textContent).toMatch(/^From Wikipedia.*, shortened, CC BY-SA 4\.0/);
  expect(
    within(source)
      .getByRole('link', { name: /^Wikipedia/ })
      .getAttribute('href'),
  ).toBe('https://en.wikipedia.org/wiki/Kika_(film)');
  expect(
    within(source)
      .getByRole('link', { name: /CC BY-SA/ })
      .getAttribute('href'),
  ).toBe('https://creativecommons.org/licenses/by-sa/4.0/');
});

it('sets running time, languages, countries and people, each of whom leads to their other movies', () => {
  show(FULL);
  expect(screen.getByText('1993 · 1 h 54 min · Comedy, Drama')).toBeTruthy();
  expect(value('Running time')?.textContent).toBe('1 h 54 min');
  expect(value('Language')?.textContent).toBe('Spanish');
  expect(value('Countries')?.textContent).toBe('Spain and France');
  expect(screen.getByRole('link', { name: 'Pedro Almodóvar' }).getAttribute('href')).toBe(
    '/explore?person=Pedro%20Almod%C3%B3var',
  );
  expect(within(value('With') as HTMLElement).getAllByRole('link')).toHaveLength(4);
});

it('shows what everyone gave it elsewhere beside the ratings of the sample', () => {
  show(FULL);
  const world = screen.getByRole('region', { name: 'All of MovieLens' });
  expect(world.textContent).toContain('3.4');
  expect(world.textContent).toContain('on average from 2,612 ratings, of 33.8 million in all to July 2023');
  expect(screen.getByRole('region', { name: 'Ratings in this sample' })).toBeTruthy();
});

it('links to other sites without telling them anything, and says so', () => {
  show(FULL);
  const elsewhere = within(screen.getByRole('region', { name: 'Elsewhere' }));
  const names = elsewhere.getAllByRole('link').map((link) => link.textContent?.replace(/ \(opens.*/, ''));
  expect(names).toEqual(['Where to watch (JustWatch)', 'Wikipedia', 'IMDb', 'TMDB', 'Letterboxd']);
  const outside = screen.getAllByRole('link').filter((link) => link.getAttribute('href')?.startsWith('http'));
  expect(outside).toHaveLength(7);
  for (const link of outside) {
    expect(link.getAttribute('rel')).toBe('noreferrer noopener');
    expect(link.getAttribute('target')).toBe('_blank');
  }
  expect(elsewhere.getByText(/leaves Matinee/)).toBeTruthy();
  expect(document.querySelectorAll('link[rel*="connect"], link[rel*="prefetch"], img')).toHaveLength(0);
});

it('composes a line without a description', () => {
  show({ ...FULL, description: null });
  expect(screen.getByText(/^1993 Spanish-French film by Pedro Almodóvar, with .*114 min\.$/)).toBeTruthy();
  expect(screen.queryByText(/shortened/)).toBeNull();
});

it('shows nothing of what is unknown', () => {
  show(PLAIN);
  expect(screen.getByText('1993 · Comedy, Drama')).toBeTruthy();
  expect(screen.queryByRole('region', { name: 'Facts' })).toBeNull();
  expect(screen.queryByRole('region', { name: /MovieLens|elsewhere/ })).toBeNull();
  expect(screen.getByRole('region', { name: 'Everyone’s ratings' })).toBeTruthy();
  expect(document.querySelector('.movie-about')).toBeNull();
  expect(within(screen.getByRole('region', { name: 'Elsewhere' })).getAllByRole('link')).toHaveLength(1);
  expect(document.body.textContent).not.toMatch(/null|undefined|NaN|Running time|Language/);
});

it('keeps the place of what is on its way, and gives it up where it does not arrive', () => {
  const places = () => document.querySelectorAll('.movie-about .skeleton, .movie-facts .skeleton').length;
  show(PLAIN, { type: 'shelfArriving', stage: 'details', done: 1, total: 9 });
  expect(places()).toBe(13);
  cleanup();
  const problem = { code: 'network', message: 'No network.', advice: '' } as const;
  show(PLAIN, { type: 'shelfDelayed', stage: 'details', problem });
  expect(places()).toBe(0);
});

it('says once that few here have rated it, as the reason or beside another one', () => {
  const rare: MovieDetails = {
    ...FULL,
    card: { ...FULL.card, isRareHere: true },
    reason: { kind: 'genres', genres: ['Comedy'], picked: true },
  };
  const sentence = /Few people have rated it here; about 2,600 elsewhere gave it 3\.4 stars on average\./;
  show(rare);
  expect(screen.getAllByText(sentence)).toHaveLength(1);
  expect(screen.getByText(/Matches your Comedy pick/)).toBeTruthy();
  cleanup();
  show({ ...rare, reason: { kind: 'elsewhere', world: { count: 2612, mean: 3.41 } } });
  expect(screen.getAllByText(sentence)).toHaveLength(1);
  cleanup();
  show(FULL);
  expect(screen.queryByText(sentence)).toBeNull();
});
