// @vitest-environment happy-dom
import { act, render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { useInView } from '../../../../src/ui/kit/use-in-view.ts';
import { fakeIntersections, unmountAfterEach } from '../../../fixtures/dom.ts';

unmountAfterEach();
const intersections = fakeIntersections();

function Probe(props: Parameters<typeof useInView>[0]) {
  const [element, isInView] = useInView<HTMLDivElement>(props);
  return (
    <div ref={element} data-testid="probe">
      {isInView ? 'in view' : 'out of view'}
    </div>
  );
}

const text = () => screen.getByTestId('probe').textContent;

it('follows the element in and out of view', () => {
  render(<Probe margin="700px 0px" />);
  expect(text()).toBe('out of view');
  expect(intersections.margins()).toEqual(['700px 0px']);
  act(() => intersections.show(0.01));
  expect(text()).toBe('in view');
  act(() => intersections.show(0));
  expect(text()).toBe('out of view');
});

it('wants the part it was asked for', () => {
  render(<Probe part={0.5} />);
  act(() => intersections.show(0.49));
  expect(text()).toBe('out of view');
  act(() => intersections.show(0.5));
  expect(text()).toBe('in view');
});

it('stays in view and stops observing where once is enough', () => {
  render(<Probe isOnce />);
  act(() => intersections.show(1));
  expect(intersections.margins()).toEqual([]);
  act(() => intersections.show(0));
  expect(text()).toBe('in view');
});

it('stops observing when it is unmounted', () => {
  const { unmount } = render(<Probe />);
  expect(intersections.margins()).toHaveLength(1);
  unmount();
  expect(intersections.margins()).toEqual([]);
});
