// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { cleanup, render, screen } from '@testing-library/react';
import { unzipSync } from 'fflate';
import { afterEach, expect, it } from 'vitest';
import { sources } from '../../../../src/ui/data/sources.ts';
import { SourcesPanel } from '../../../../src/ui/data/sources-panel.tsx';

const zip = unzipSync(readFileSync('public/datasets/matinee-films.zip'));
const readme = oneLine(new TextDecoder().decode(zip['matinee-films/README.txt']));
const notice = oneLine(readFileSync('NOTICE', 'utf8'));

/** Sources and licences as the README inside the zip names them. */
const NAMED = ['MovieLens', 'Wikidata', 'omdb.org', 'Wikipedia', 'CC0', 'CC BY 2.0 DE', 'CC BY-SA 4.0'];

afterEach(cleanup);

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

it.each(NAMED)('%s stands in the zip, on the Data page and in NOTICE', (name) => {
  render(<SourcesPanel imported={false} />);
  expect(readme).toContain(name);
  expect(notice).toContain(name);
  expect(screen.getAllByRole('link').some((link) => link.textContent === name)).toBe(true);
});

it('links every licence whose address the README gives', () => {
  const addresses = readme.match(/https:\/\/creativecommons\.org\/[\w./-]+/g) ?? [];
  expect(addresses.length).toBeGreaterThan(1);
  const linked = sources.flatMap(({ licences }) => licences.map(({ address }) => address));
  for (const address of addresses) expect(linked).toContain(address);
});

it('tells every source nothing about the visitor', () => {
  render(<SourcesPanel imported={true} />);
  const outside = screen
    .getAllByRole('link')
    .filter((link) => link.getAttribute('href')?.startsWith('https:'));
  expect(outside).toHaveLength(sources.length * 2);
  for (const link of outside) expect(link.getAttribute('rel')).toContain('noreferrer');
});

it('says that a sample of 618 people is a sample, and what a data set of one’s own takes from it', () => {
  const { rerender } = render(<SourcesPanel imported={false} />);
  expect(screen.getByText(/618 people, a sample of MovieLens/)).toBeTruthy();
  rerender(<SourcesPanel imported={true} />);
  expect(screen.getByText(/a data set of your own/)).toBeTruthy();
});
