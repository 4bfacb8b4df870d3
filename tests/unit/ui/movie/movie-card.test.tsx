// @vitest-environment happy-dom
import { render, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { CardInTurn } from '../../../../src/ui/movie/movie-card.tsx';
import { createPageStore, StoreContext } from '../../../../src/ui/state/store.ts';
import { openJournal } from '../../../../src/ui/state/unconfirmed-journal.ts';
import { unmountAfterEach } from '../../../fixtures/dom.ts';
import { card } from '../../../fixtures/movies.ts';

unmountAfterEach();

const store = createPageStore(openJournal(null, 'one'), () => ({
  send: () => {},
  watch: () => {},
  unwatch: () => {},
  close: () => {},
}));

function renderCard(note: string, aside: string) {
  const { container } = render(
    <StoreContext value={store}>
      <CardInTurn card={card(1)} note={note} aside={aside} />
    </StoreContext>,
  );
  const asideIn = (place: string) => container.querySelector(`${place} .movie-card__aside`)?.textContent;
  return {
    asideOfPlaceholder: () => asideIn('[aria-hidden="true"]'),
    asideOfCard: () => asideIn('[data-movie]'),
    hasTurn: () => waitFor(() => expect(container.querySelector('[data-movie]')).not.toBeNull()),
  };
}

it('waits for its turn in a placeholder with the same lines, so that nothing moves', async () => {
  const shown = renderCard('A favourite of many', 'Few ratings here');
  expect(shown.asideOfPlaceholder()).toBe('Few ratings here');
  await shown.hasTurn();
  expect(shown.asideOfCard()).toBe('Few ratings here');
});

it.each(['', 'A favourite of many'])(
  'has no line more for an aside that says nothing: "%s"',
  async (aside) => {
    const shown = renderCard('A favourite of many', aside);
    expect(shown.asideOfPlaceholder()).toBeUndefined();
    await shown.hasTurn();
    expect(shown.asideOfCard()).toBeUndefined();
  },
);
