// @vitest-environment happy-dom
import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Disclosure } from '../../../../src/ui/kit/disclosure.tsx';
import { FactList } from '../../../../src/ui/kit/fact-list.tsx';
import { Icon, iconNames } from '../../../../src/ui/kit/icons.tsx';
import { ProgressBar } from '../../../../src/ui/kit/progress-bar.tsx';
import { RovingTabIndex, useRovingTabIndex } from '../../../../src/ui/kit/roving-tabindex.ts';
import { TableDisclosure } from '../../../../src/ui/kit/table-disclosure.tsx';
import { unmountAfterEach } from '../../../fixtures/dom.ts';

unmountAfterEach();

it('a progress bar gives its part in percent', () => {
  render(<ProgressBar text="Reading" part={0.256} />);
  const bar = screen.getByRole('progressbar', { name: 'Reading' });
  expect(bar.getAttribute('aria-valuenow')).toBe('26');
  expect(bar.hasAttribute('aria-valuetext')).toBe(false);
  expect((bar.firstElementChild as HTMLElement).style.width).toBe('25.6%');
});

it('a progress bar without an end gives no value', () => {
  render(<ProgressBar text="Reading" part={null} />);
  const bar = screen.getByRole('progressbar', { name: 'Reading' });
  expect(bar.hasAttribute('aria-valuenow')).toBe(false);
  expect(bar.firstElementChild?.className).toContain('--unknown');
  expect((bar.firstElementChild as HTMLElement).style.width).toBe('');
});

it('a progress bar says in words how far it is', () => {
  render(<ProgressBar text="Running" part={0.5} valueText="2 of 4 recommenders" />);
  expect(screen.getByRole('progressbar').getAttribute('aria-valuetext')).toBe('2 of 4 recommenders');
});

it('a fact that is not known yet keeps its place', () => {
  const facts = [
    { key: 'films', label: 'Films', value: '9,061' },
    { key: 'people', label: 'People', value: undefined },
    { key: 'ratings', label: 'Ratings', value: 0 },
  ];
  render(<FactList facts={facts} />);
  expect(screen.getAllByRole('term').map(({ textContent }) => textContent)).toEqual([
    'Films',
    'People',
    'Ratings',
  ]);
  expect(screen.getAllByRole('definition').map(({ textContent }) => textContent)).toEqual([
    '9,061',
    '–',
    '0',
  ]);
});

it('a disclosure opens and closes', () => {
  render(<Disclosure title="How to read it">Further left is better.</Disclosure>);
  const details = screen.getByText('How to read it').closest('details');
  expect(details?.open).toBe(false);
  fireEvent.click(screen.getByText('How to read it'));
  expect(details?.open).toBe(true);
});

it('a table disclosure holds its rows in a table', () => {
  render(
    <TableDisclosure title="As a table">
      <tbody>
        <tr>
          <td>42</td>
        </tr>
      </tbody>
    </TableDisclosure>,
  );
  const cell = screen.getByText('42');
  expect(cell.closest('table')).not.toBeNull();
  expect(cell.closest('details')?.querySelector('summary')?.textContent).toBe('As a table');
});

it.each(iconNames)('the icon %s is a drawing, hidden from screen readers: words stand beside it', (name) => {
  const { container } = render(<Icon name={name} />);
  expect(container.querySelector('svg')?.getAttribute('aria-hidden')).toBe('true');
  expect(container.querySelector('path')?.getAttribute('d')).toMatch(/^[Mm][-\d. a-zA-Z]+$/);
});

it('controls are tab stops, except inside the items of a carousel that do not have the arrow keys', () => {
  function Control({ name }: { readonly name: string }) {
    return (
      <button type="button" tabIndex={useRovingTabIndex()}>
        {name}
      </button>
    );
  }
  render(
    <>
      <Control name="outside" />
      <RovingTabIndex value={false}>
        <Control name="other item" />
      </RovingTabIndex>
      <RovingTabIndex value>
        <Control name="this item" />
      </RovingTabIndex>
    </>,
  );
  expect(screen.getAllByRole('button').map(({ textContent, tabIndex }) => [textContent, tabIndex])).toEqual([
    ['outside', 0],
    ['other item', -1],
    ['this item', 0],
  ]);
});
