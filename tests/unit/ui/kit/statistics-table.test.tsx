// @vitest-environment happy-dom
import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { StatisticsTable } from '../../../../src/ui/kit/statistics-table.tsx';
import { unmountAfterEach } from '../../../fixtures/dom.ts';

unmountAfterEach();

/** Row 1 is empty; rows 2 and 3 have the same mean. */
const COUNTS = Int32Array.of(5, 0, 10, 20);
const MEANS = Float64Array.of(2, 0, 4, 4);

function renderTable(counts = COUNTS, means: ArrayLike<number> = MEANS) {
  render(
    <StatisticsTable
      title="Every film"
      rowHeading="Film"
      counts={counts}
      columns={[
        { name: 'Ratings', hint: 'How many', values: counts, format: String },
        { name: 'Mean', hint: 'Mean stars', values: means, format: String },
      ]}
      nameOf={(row) => `row ${row}`}
    />,
  );
}

const names = () => screen.getAllByRole('rowheader').map(({ textContent }) => textContent);
const sortBy = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const sortOf = (name: string) => screen.getByRole('columnheader', { name }).getAttribute('aria-sort');

it('begins with the greatest value of the first column', () => {
  renderTable();
  expect(names()).toEqual(['row 3', 'row 2', 'row 0', 'row 1']);
  expect(sortOf('Ratings')).toBe('descending');
  expect(sortOf('Mean')).toBeNull();
});

it('puts of equal rows the one with more ratings first, and empty rows last in both directions', () => {
  renderTable();
  sortBy('Mean');
  expect(names()).toEqual(['row 3', 'row 2', 'row 0', 'row 1']);
  sortBy('Mean');
  expect(sortOf('Mean')).toBe('ascending');
  expect(names()).toEqual(['row 0', 'row 3', 'row 2', 'row 1']);
});

it('shows the first rows, then forty more with each press', () => {
  const counts = Int32Array.from({ length: 60 }, (_, n) => 60 - n);
  renderTable(counts, counts);
  expect(names()).toHaveLength(8);
  expect(screen.getByRole('heading').textContent).toBe('Every film 8 of 60');
  fireEvent.click(screen.getByRole('button', { name: '40 more' }));
  expect(names()).toHaveLength(48);
  fireEvent.click(screen.getByRole('button', { name: '12 more' }));
  expect(names()).toHaveLength(60);
  expect(screen.queryByRole('button', { name: /more$/ })).toBeNull();
});
