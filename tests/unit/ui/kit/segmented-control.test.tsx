// @vitest-environment happy-dom
import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { SegmentedControl } from '../../../../src/ui/kit/segmented-control.tsx';
import { SortBar } from '../../../../src/ui/kit/sort-bar.tsx';
import { unmountAfterEach } from '../../../fixtures/dom.ts';

unmountAfterEach();

const OPTIONS = [
  { id: 'rows', name: 'Rows' },
  { id: 'list', name: 'One list' },
] as const;

const pressed = () =>
  screen.getAllByRole('button').map((button) => [button.textContent, button.getAttribute('aria-pressed')]);

it('marks the choice and nothing else', () => {
  render(<SegmentedControl label="Show as" options={OPTIONS} value="list" onChange={() => {}} />);
  expect(screen.getByRole('group', { name: 'Show as' })).toBeDefined();
  expect(pressed()).toEqual([
    ['Rows', 'false'],
    ['One list', 'true'],
  ]);
});

it('gives the id of what was chosen', () => {
  const onChange = vi.fn();
  render(<SegmentedControl label="Show as" options={OPTIONS} value="list" onChange={onChange} />);
  fireEvent.click(screen.getByRole('button', { name: 'Rows' }));
  expect(onChange.mock.calls).toEqual([['rows']]);
});

it.each([
  [true, 'segmented-control__label'],
  [false, 'visually-hidden'],
])('shows its label only where asked: %s', (isLabelShown, className) => {
  render(
    <SegmentedControl
      label="Show as"
      isLabelShown={isLabelShown}
      options={OPTIONS}
      value="list"
      onChange={() => {}}
    />,
  );
  expect(screen.getByText('Show as').className).toBe(className);
});

it('sorts by one order at a time', () => {
  const onChange = vi.fn();
  render(<SortBar orders={OPTIONS} order="rows" onChange={onChange} />);
  expect(screen.getByRole('group', { name: 'Sort by' })).toBeDefined();
  expect(pressed()[0]).toEqual(['Rows', 'true']);
  fireEvent.click(screen.getByRole('button', { name: 'One list' }));
  expect(onChange.mock.calls).toEqual([['list']]);
});
