// @vitest-environment happy-dom
import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { wordsOf } from '../../../../src/protocol/words.ts';
import { RatingTable } from '../../../../src/ui/users/rating-table.tsx';
import { unmountAfterEach } from '../../../fixtures/dom.ts';
import { movie } from '../../../fixtures/movies.ts';

unmountAfterEach();

const ratings = Array.from({ length: 14 }, (_, n) => ({
  movie: movie(n, { title: `Film ${n}` }),
  stars: n === 1 ? 4 : 3.5,
  at: n === 0 ? null : Date.UTC(2016, 8, 7, 12),
}));

const rows = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => [...row.children].map(({ textContent }) => textContent));
const liked = () =>
  [...document.querySelectorAll('.user-table__liked')].map(({ textContent }) => textContent);

it('shows the first ratings, and all of them on demand', () => {
  render(<RatingTable ratings={ratings} words={wordsOf('films')} />);
  expect(rows()).toHaveLength(12);
  expect(rows().slice(0, 2)).toEqual([
    ['Film 0', '3.5★', ''],
    ['Film 1', '4★', 'Sep 7, 2016'],
  ]);
  expect(liked()).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: 'Show all 14' }));
  expect(rows()).toHaveLength(14);
  expect(screen.queryByRole('button')).toBeNull();
});

it('gives the place of each movie in a list, and marks those that were liked', () => {
  render(<RatingTable ratings={ratings.slice(0, 2)} places={[7, 1200]} words={wordsOf('books')} />);
  expect(screen.getAllByRole('columnheader')[0]?.textContent).toBe('Place');
  expect(screen.getAllByRole('columnheader')[1]?.textContent).toBe('Title');
  expect(rows().map(([place]) => place)).toEqual(['7', '1,200']);
  expect(liked()).toEqual(['1,200Film 14★Sep 7, 2016']);
});
