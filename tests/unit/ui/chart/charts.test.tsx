// @vitest-environment happy-dom
import { render, screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { BarList } from '../../../../src/ui/chart/bar-list.tsx';
import { ChartFrame } from '../../../../src/ui/chart/chart-frame.tsx';
import { Histogram } from '../../../../src/ui/chart/histogram.tsx';
import { Swatch } from '../../../../src/ui/chart/swatch.tsx';
import { fakeWidth, unmountAfterEach } from '../../../fixtures/dom.ts';

unmountAfterEach();

const cells = (table: HTMLElement) =>
  within(table)
    .getAllByRole('row', { hidden: true })
    .map((row) => [...row.children].map(({ textContent }) => textContent));

const heightsOf = (className: string) =>
  [...document.querySelectorAll<HTMLElement>(className)].map(({ style }) => style.height);

it('a frame names its section by its title and hides the drawing from screen readers', () => {
  render(
    <ChartFrame title="Hits" level={3} hint="Longer is better." drawing={<svg data-testid="drawing" />} />,
  );
  const section = screen.getByRole('region', { name: 'Hits' });
  expect(within(section).getByRole('heading', { level: 3 }).textContent).toBe('Hits');
  expect(section.textContent).toContain('Longer is better.');
  expect(screen.getByTestId('drawing').closest('[aria-hidden="true"]')).not.toBeNull();
  expect(section.querySelector('table')).toBeNull();
});

it('a frame draws for the width it has, and not before it has one', () => {
  const widths: number[] = [];
  const draw = (width: number) => {
    widths.push(width);
    return null;
  };
  const { unmount } = render(<ChartFrame title="Hits" drawing={draw} />);
  expect(widths).toEqual([]);
  unmount();
  fakeWidth(() => 640);
  render(<ChartFrame title="Hits" drawing={draw} />);
  expect(widths).toEqual([640]);
});

it('bars are as high as their counts, and a table gives the counts', () => {
  render(
    <BarList
      title="Ratings over time"
      hint="All have a date."
      across="Year"
      counted="Ratings"
      bars={[
        { label: '1999', count: 50 },
        { label: '2000', count: 100 },
        { label: '2001', count: 0 },
      ]}
    />,
  );
  expect(heightsOf('.count-bars__bar')).toEqual(['56px', '112px', '0px']);
  const section = screen.getByRole('region', { name: 'Ratings over time' });
  expect(within(section).getByText('As a table').tagName).toBe('SUMMARY');
  expect(cells(within(section).getByRole('table', { hidden: true }))).toEqual([
    ['Year', 'Ratings'],
    ['1999', '50'],
    ['2000', '100'],
    ['2001', '0'],
  ]);
});

it('of many bars every fourth has a label, and none its count', () => {
  const bars = Array.from({ length: 15 }, (_, n) => ({ label: String(2000 + n), count: n }));
  render(<BarList title="Years" hint="" across="Year" counted="Ratings" bars={bars} />);
  const texts = (className: string) =>
    [...document.querySelectorAll(className)].map(({ textContent }) => textContent).filter(Boolean);
  expect(texts('.count-bars__tick')).toEqual(['2000', '2004', '2008', '2012']);
  expect(texts('.count-bars__count')).toEqual([]);
});

it('a bar shows its short label, the table the full one', () => {
  const bars = [{ label: '1 to 10', shortLabel: '1', count: 3 }];
  render(<BarList title="Sizes" hint="" across="From" counted="Films" bars={bars} />);
  expect(document.querySelector('.count-bars__tick')?.textContent).toBe('1');
  expect(screen.getByRole('rowheader', { hidden: true }).textContent).toBe('1 to 10');
});

it('a histogram without any counts has bars of no height', () => {
  const bins = [
    { label: '1', tick: '1★', count: 0 },
    { label: '2', tick: '2★', count: 0 },
  ];
  render(
    <Histogram
      title="Everyone’s ratings"
      summary="None."
      bins={bins}
      unit="★"
      columns={['Stars', 'Ratings']}
    />,
  );
  expect(heightsOf('.count-bars__bar')).toEqual(['0px', '0px']);
  expect([...document.querySelectorAll('.count-bars__count')].map(({ textContent }) => textContent)).toEqual([
    '',
    '',
  ]);
});

it('a histogram writes counts of five digits short above its bars, and in full in its table', () => {
  const bins = [
    { label: '1', tick: '1★', count: 9_999 },
    { label: '2', tick: '2★', count: 19_998 },
  ];
  render(
    <Histogram
      title="Everyone’s ratings"
      summary="Many."
      bins={bins}
      unit="★"
      columns={['Stars', 'Ratings']}
    />,
  );
  expect(heightsOf('.count-bars__bar')).toEqual(['48px', '96px']);
  expect([...document.querySelectorAll('.count-bars__count')].map(({ textContent }) => textContent)).toEqual([
    '9,999',
    '20K',
  ]);
  expect(document.querySelector('.count-bars__column')?.getAttribute('title')).toBe('1 ★: 9,999');
  const table = screen.getByRole('table', { name: 'Everyone’s ratings' });
  expect(table.className).toBe('visually-hidden');
  expect(cells(table).slice(1)).toEqual([
    ['1', '9,999'],
    ['2', '19,998'],
  ]);
});

it('a swatch draws the line as the chart does, for the eye only', () => {
  const { container } = render(<Swatch style={{ ink: '--run-2', dash: [8, 4], width: 2 }} />);
  const line = container.querySelector('path');
  expect(line?.style.stroke).toBe('var(--run-2)');
  expect(line?.getAttribute('stroke-dasharray')).toBe('8 4');
  expect(line?.getAttribute('stroke-width')).toBe('2');
  expect(container.querySelector('svg')?.getAttribute('aria-hidden')).toBe('true');
});
