// @vitest-environment happy-dom
import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Waterfall } from '../../../../src/ui/chart/waterfall.tsx';
import { unmountAfterEach } from '../../../fixtures/dom.ts';

unmountAfterEach();

const bars = () =>
  [...document.querySelectorAll<HTMLElement>('.waterfall__bar')].map(({ className, style }) => ({
    isMinus: className.includes('--minus'),
    left: style.left,
    width: style.width,
  }));

const values = () =>
  [...document.querySelectorAll('.waterfall__value')].map(({ textContent }) => textContent);

it('draws each term from zero, to the left where it is negative', () => {
  render(
    <Waterfall
      caption="Score"
      columns={['Film', 'Points']}
      lines={[
        { key: 1, label: 'Heat', value: 3 },
        { key: 2, label: 'Alien', value: -1 },
      ]}
      total={{ label: 'Total', value: '2.00' }}
    />,
  );
  expect(screen.getByRole('table', { name: 'Score' })).toBeDefined();
  expect(bars()).toEqual([
    { isMinus: false, left: '25%', width: '75%' },
    { isMinus: true, left: '0%', width: '25%' },
  ]);
  expect(values()).toEqual(['+3.00', '−1.00', '2.00']);
});

it('writes a start value without a bar, and does not scale the others by it', () => {
  render(
    <Waterfall
      caption="Stars"
      columns={['Film', 'Stars']}
      lines={[
        { key: 'base', label: 'Everyone', value: 300, isStart: true },
        { key: 1, label: 'Heat', value: 0.5, below: 'More about it' },
      ]}
      total={{ label: 'Total', value: '300.500' }}
      isExact
    />,
  );
  expect(bars()).toEqual([{ isMinus: false, left: '0%', width: '100%' }]);
  expect(values()).toEqual(['300.000', '+0.500', '300.500']);
  expect(screen.getByText('More about it').getAttribute('colspan')).toBe('3');
});

it('draws a sum of zeros without dividing by zero', () => {
  render(
    <Waterfall
      caption="Nothing"
      columns={['Film', 'Points']}
      lines={[{ key: 1, label: 'Heat', value: 0 }]}
      total={{ label: 'Total', value: '0.00' }}
    />,
  );
  expect(bars()).toEqual([{ isMinus: false, left: '0%', width: '0%' }]);
});
