// @vitest-environment happy-dom
import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { FileInput } from '../../../../src/ui/kit/files.tsx';
import { unmountAfterEach } from '../../../fixtures/dom.ts';

unmountAfterEach();

/** What the browser does when files are chosen. */
function choose(input: HTMLInputElement, ...names: string[]): void {
  const files = names.map((name) => new File(['text'], name));
  Object.defineProperty(input, 'files', { value: files, configurable: true });
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

function rendered() {
  const seen: string[] = [];
  const element = { current: null as HTMLInputElement | null };
  const page = render(
    <label>
      Open
      <FileInput
        accept=".csv"
        multiple
        element={element}
        onFiles={(files) => seen.push(files.map(({ name }) => name).join(' and '))}
      />
    </label>,
  );
  return { seen, element, page, input: screen.getByLabelText<HTMLInputElement>('Open') };
}

it('hands over what is chosen, and nothing where the chooser is left', () => {
  const { seen, element, input } = rendered();
  expect(element.current).toBe(input);
  choose(input, 'a.csv', 'b.csv');
  choose(input);
  choose(input, 'a.csv');
  expect(seen).toEqual(['a.csv and b.csv', 'a.csv']);
});

it('hands over what is chosen on a page that is gone by then', () => {
  const { seen, element, page, input } = rendered();
  page.rerender(<p>The rest arrives.</p>);
  expect(element.current).toBeNull();
  choose(input, 'a.csv');
  expect(seen).toEqual(['a.csv']);
});
