// @vitest-environment happy-dom
import { render, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { yearAndGenres } from '../../../../src/ui/app/texts.ts';
import { MovieLine } from '../../../../src/ui/movie/movie-line.tsx';
import { unmountAfterEach } from '../../../fixtures/dom.ts';
import { movie } from '../../../fixtures/movies.ts';

unmountAfterEach();

const HEAT = movie(6, { title: 'Heat', year: 1995, genres: ['Action', 'Crime', 'Drama', 'Thriller'] });

it('leads to the page of its movie', async () => {
  render(<MovieLine movie={HEAT} about="1995 · Crime" />);
  const line = screen.getByRole('link', { name: /Heat/ });
  expect(line.getAttribute('href')).toBe('/movie/6');
  expect(line.querySelector('.movie-line__about')?.textContent).toBe('1995 · Crime');
  // The poster comes in its turn.
  await waitFor(() => expect(line.querySelector('.movie-line__poster svg')).not.toBeNull());
});

it('tells year and first genres, as far as they are known', () => {
  expect(yearAndGenres(HEAT)).toBe('1995 · Action, Crime, Drama');
  expect(yearAndGenres(HEAT, 2)).toBe('1995 · Action, Crime');
  expect(yearAndGenres({ year: null, genres: ['Drama'] })).toBe('Drama');
  expect(yearAndGenres({ year: 1995, genres: [] })).toBe('1995');
  expect(yearAndGenres({ year: null, genres: [] })).toBe('');
});
