// @vitest-environment happy-dom
import { act, fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import type { FromWorker } from '../../../../src/protocol/messages.ts';
import { queryKey } from '../../../../src/protocol/queries.ts';
import type { KnownMovie } from '../../../../src/protocol/recommendation-messages.ts';
import CardDetails from '../../../../src/ui/facts/card-details.tsx';
import { REST_MS } from '../../../../src/ui/facts/card-gestures.ts';
import { MovieCard } from '../../../../src/ui/movie/movie-card.tsx';
import { createPageStore, StoreContext } from '../../../../src/ui/state/store.ts';
import { openJournal } from '../../../../src/ui/state/unconfirmed-journal.ts';
import { unmountAfterEach } from '../../../fixtures/dom.ts';
import { kika, kikaText } from '../../../fixtures/movie-facts.ts';
import { card } from '../../../fixtures/movies.ts';

unmountAfterEach();

const NO_LINKS = { imdb: null, tmdb: null };
const QUERY = { type: 'knownMovie', movieId: 7 } as const;

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

function page() {
  const watched: string[] = [];
  let emit: (message: FromWorker) => void = () => {};
  const store = createPageStore(openJournal(null, 'one'), (_, onMessage) => {
    emit = onMessage;
    return {
      send: () => {},
      watch: (key) => watched.push(`+${key}`),
      unwatch: (key) => watched.push(`-${key}`),
      close: () => {},
    };
  });
  const shown = vi.fn();
  HTMLElement.prototype.showPopover = shown;
  render(
    <StoreContext value={store}>
      <MovieCard card={card(7)} note="" />
      <CardDetails />
    </StoreContext>,
  );
  const link = screen.getByRole('link');
  return {
    watched,
    shown,
    link,
    rest() {
      fireEvent.pointerOver(link, { pointerType: 'mouse' });
      act(() => vi.advanceTimersByTime(REST_MS));
    },
    answer: (answer: KnownMovie | null) =>
      act(() => emit({ type: 'answered', key: queryKey(QUERY), revision: 0, took: null, answer })),
  };
}

it('asks when it opens, describes the link to screen readers, and stops asking when it closes', () => {
  const { watched, shown, link, rest, answer } = page();
  expect(watched).toEqual([]);
  rest();
  expect(watched).toEqual([`+${queryKey(QUERY)}`]);
  expect(screen.queryByRole('tooltip')).toBeNull();
  answer({
    card: { ...card(7), runtime: 114, world: { count: 8123, mean: 3.42 } },
    links: NO_LINKS,
    facts: kika,
    description: kikaText,
  });
  const details = screen.getByRole('tooltip');
  expect(shown).toHaveBeenCalled();
  expect(details.textContent).toContain('1990 · 1 h 54 min · Drama');
  expect(details.textContent).toContain(kikaText.text);
  expect(details.textContent).toContain('Wikipedia, shortened, CC BY-SA 4.0');
  expect(details.textContent).toContain('By Pedro Almodóvar');
  expect(details.textContent).toContain('With Verónica Forqué');
  expect(details.textContent).toContain('3.4★ from 8,123 elsewhere');
  expect(link.getAttribute('aria-describedby')).toBe(details.id);
  fireEvent.keyDown(document.body, { key: 'Escape' });
  expect(screen.queryByRole('tooltip')).toBeNull();
  expect(link.hasAttribute('aria-describedby')).toBe(false);
  act(() => vi.advanceTimersByTime(60_000));
  expect(watched.at(-1)).toBe(`-${queryKey(QUERY)}`);
});

it('composes a line for a movie without a description, and says nothing of what is unknown', () => {
  const { rest, answer } = page();
  rest();
  answer({ card: card(7), links: NO_LINKS, facts: kika, description: null });
  const details = screen.getByRole('tooltip');
  expect(details.textContent).toContain(
    '1990 Spanish-French film by Pedro Almodóvar, with Verónica Forqué, Peter Coyote, and Victoria Abril, 114 min.',
  );
  expect(details.textContent).not.toContain('With ');
  answer({
    card: { ...card(7), predicted: null, meanStars: null },
    links: NO_LINKS,
    facts: null,
    description: null,
  });
  expect([...details.querySelectorAll('p')].map((p) => p.textContent)).toEqual(['Film 7', '1990 · Drama']);
});
