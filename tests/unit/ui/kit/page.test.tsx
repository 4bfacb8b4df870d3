// @vitest-environment happy-dom
import { render, screen } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { unmountAfterEach } from '../../../fixtures/dom.ts';

unmountAfterEach();

let Page: typeof import('../../../../src/ui/kit/page.tsx').Page;
const scrollTo = vi.fn();

beforeEach(async () => {
  // Whether a page is the first one of the visit is remembered in a module.
  vi.resetModules();
  ({ Page } = await import('../../../../src/ui/kit/page.tsx'));
  scrollTo.mockClear();
  vi.stubGlobal('scrollTo', scrollTo);
  document.title = '';
});

const heading = () => screen.getByRole('heading', { level: 1 });

/** The first page of the visit comes and goes. */
function visitFirstPage(): void {
  render(<Page title="For you">List</Page>).unmount();
}

it('has its title as heading and in the window, its lead below the title, and what is inside', () => {
  render(
    <Page title="Ratings" lead={<p>12 ratings</p>} className="wide">
      <p>List</p>
    </Page>,
  );
  const main = screen.getByRole('main');
  expect(main.className.split(' ')).toEqual(['page', 'wide']);
  expect(heading().textContent).toBe('Ratings');
  expect(document.title).toBe('Ratings · Matinee');
  expect(screen.getByText('12 ratings').parentElement?.className).toBe('page__lead');
  expect(main.textContent).toBe('Ratings12 ratingsList');
});

it('is where the link over the navigation leads', () => {
  render(<Page title="Ratings">List</Page>);
  expect(screen.getByRole('main').id).toBe('content');
  screen.getByRole('main').focus();
  expect(document.activeElement).toBe(screen.getByRole('main'));
});

it('has no room for a lead that it does not have', () => {
  const { container } = render(<Page title="Ratings">List</Page>);
  expect(container.querySelector('.page__lead')).toBeNull();
});

it('names the window by the app alone without a title, and anew when the title changes', () => {
  const { rerender } = render(<Page title="">List</Page>);
  expect(document.title).toBe('Matinee');
  rerender(<Page title="Heat (1995)">List</Page>);
  expect(document.title).toBe('Heat (1995) · Matinee');
});

it('leaves the focus and the scroll position alone as the first page of a visit', () => {
  render(<Page title="For you">List</Page>);
  expect(document.activeElement).toBe(document.body);
  expect(scrollTo).not.toHaveBeenCalled();
});

it('goes to its top and focuses its heading after a change of page', () => {
  visitFirstPage();
  render(<Page title="Ratings">List</Page>);
  expect(document.activeElement).toBe(heading());
  expect(scrollTo.mock.calls).toEqual([[0, 0]]);
});

it('stays where the browser put the scroll bar after back and forward, once', () => {
  visitFirstPage();
  window.dispatchEvent(new PopStateEvent('popstate'));
  const { unmount } = render(<Page title="Ratings">List</Page>);
  expect(document.activeElement).toBe(heading());
  expect(scrollTo).not.toHaveBeenCalled();
  unmount();
  render(<Page title="Training">Chart</Page>);
  expect(scrollTo).toHaveBeenCalledTimes(1);
});
