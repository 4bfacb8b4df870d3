// @vitest-environment happy-dom
import { act, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { useWidth } from '../../../../src/ui/chart/use-width.ts';
import { fakeWidth, unmountAfterEach } from '../../../fixtures/dom.ts';

unmountAfterEach();

it('measures at once, and again when the element is resized, until it is unmounted', () => {
  const resized = new Set<() => void>();
  class FakeObserver {
    readonly notify: () => void;
    constructor(notify: () => void) {
      this.notify = notify;
    }
    observe(): void {
      resized.add(this.notify);
    }
    disconnect(): void {
      resized.delete(this.notify);
    }
  }
  vi.stubGlobal('ResizeObserver', FakeObserver);
  let clientWidth = 320;
  fakeWidth(() => clientWidth);

  function Probe() {
    const [element, width] = useWidth<HTMLDivElement>();
    return (
      <div ref={element} data-testid="probe">
        {width}
      </div>
    );
  }
  const { unmount } = render(<Probe />);
  expect(screen.getByTestId('probe').textContent).toBe('320');
  clientWidth = 640;
  act(() => {
    for (const notify of resized) notify();
  });
  expect(screen.getByTestId('probe').textContent).toBe('640');
  unmount();
  expect(resized.size).toBe(0);
});
