// @vitest-environment happy-dom
import { render } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Stars } from '../../../../src/ui/movie/stars.tsx';
import { unmountAfterEach } from '../../../fixtures/dom.ts';

unmountAfterEach();

it('draws five stars of 24 units each in one path', () => {
  const { container } = render(<Stars stars={0} />);
  const paths = [...container.querySelectorAll('path')].map((path) => path.getAttribute('d') ?? '');
  expect(paths).toHaveLength(1);
  // Each star begins at its upper tip, goes on in relative steps, and is closed.
  const stars = paths[0].split('z').filter(Boolean);
  expect(stars.map((star) => /^M(\d+) 2\.6l/.exec(star)?.[1])).toEqual(['12', '36', '60', '84', '108']);
  // One absolute step would draw a line from each star to the first.
  expect(paths[0].match(/[A-Z]/g)).toEqual(['M', 'M', 'M', 'M', 'M']);
  expect(new Set(stars.map((star) => star.replace(/^M\d+ /, ''))).size).toBe(1);
});

it('fills the share that was given, from the left', () => {
  const { container, rerender } = render(<Stars stars={0} />);
  const filled = () => container.querySelector<HTMLElement>('.stars__filled');
  expect(filled()).toBeNull();
  rerender(<Stars stars={3.5} />);
  expect(filled()?.style.clipPath).toBe('inset(0 30% 0 0)');
});
