// @vitest-environment happy-dom
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { BrowseChoices } from '../../../../src/protocol/browse-messages.ts';
import type { FromWorker } from '../../../../src/protocol/messages.ts';
import type { AnswerTo, Query } from '../../../../src/protocol/queries.ts';
import type { Guest, Guests, MemberView, Tonight } from '../../../../src/protocol/together-messages.ts';
import { createPageStore, StoreContext } from '../../../../src/ui/state/store.ts';
import { openJournal } from '../../../../src/ui/state/unconfirmed-journal.ts';
import TonightPage from '../../../../src/ui/together/tonight-page.tsx';
import { unmountAfterEach } from '../../../fixtures/dom.ts';
import { card, openedEvent } from '../../../fixtures/movies.ts';

unmountAfterEach();
afterEach(() => window.history.replaceState(null, '', '/'));

const CHOICES: BrowseChoices = {
  hasDetails: true,
  hasRuntimes: true,
  hasWorld: false,
  languages: [{ code: 'fr', movies: 80 }],
  countries: [{ code: 'FR', movies: 70 }],
};
const NOTHING: BrowseChoices = {
  ...CHOICES,
  hasDetails: false,
  hasRuntimes: false,
  languages: [],
  countries: [],
};
const ANN: Guest = { id: 'a', name: 'Ann', ratings: 6, absent: 0, seen: 0, isHere: true, isStored: false };
const alone: Guests = { guests: [], room: 4, news: null };
const view = (more: Partial<MemberView>): MemberView => ({
  id: null,
  name: null,
  predicted: 4.2,
  given: null,
  isSeen: false,
  reason: { kind: 'popular', ratings: 9 },
  ...more,
});

/** The page at an address, with a worker that finds one movie. */
function show(
  address: string,
  of: { choices?: BrowseChoices; group?: Guests; found?: Partial<Tonight>; isRead?: boolean } = {},
) {
  const { choices = CHOICES, group = alone, found = {}, isRead = true } = of;
  window.history.replaceState(null, '', address);
  let emit: (message: FromWorker) => void = () => {};
  const watched: Query[] = [];
  const answerTo = (query: Query): AnswerTo<Query> => {
    if (query.type === 'browseChoices') return choices;
    if (query.type === 'guests') return group;
    if (query.type !== 'tonight') return null;
    const cards = [{ ...card(1), reason: { kind: 'none' }, members: [] }] as const;
    return { cards, passing: 1, canDraw: false, ...found };
  };
  const store = createPageStore(openJournal(null, 'one'), (_, onMessage) => {
    emit = onMessage;
    return {
      send: () => {},
      watch: (key: string, query: Query) => {
        watched.push(query);
        const answer = answerTo(query);
        queueMicrotask(() => act(() => emit({ type: 'answered', key, revision: 0, took: null, answer })));
      },
      unwatch: () => {},
      close: () => {},
    };
  });
  render(
    <StoreContext value={store}>
      <TonightPage />
    </StoreContext>,
  );
  act(() => emit(openedEvent()));
  if (isRead) act(() => emit({ type: 'shelfComplete' }));
  return { asked: () => watched.filter((query) => query.type === 'tonight').at(-1) };
}

const settled = () => act(async () => {});

it('asks for what the address says', async () => {
  const { asked } = show(
    '/tonight?without=Horror&runtime=-95&language=fr&only=watchlist&seen=shown&least=70',
  );
  await settled();
  expect(asked()).toMatchObject({
    filters: { without: ['Horror'], longest: 95, language: 'fr' },
    from: { kind: 'watchlist' },
    hideSeen: false,
    // Nobody else is here, so there is no least happy one.
    misery: 0,
  });
  fireEvent.click(screen.getByRole('checkbox', { name: 'Nothing I have seen' }));
  await settled();
  expect(window.location.search).not.toContain('seen');
  expect(asked()).toMatchObject({ hideSeen: true });
});

it('waits for facts that are still being read, and does not say that there are none', async () => {
  const { asked } = show('/tonight?runtime=-95', { choices: NOTHING, isRead: false });
  await settled();
  expect(screen.getAllByText(/still arriving/).length).toBeGreaterThan(0);
  expect(screen.queryByText(/^This data set does not say/)).toBeNull();
  expect(asked()).toBeUndefined();
});

it('leaves out filters of which the data set knows nothing, and says so', async () => {
  const { asked } = show('/tonight?runtime=-95&language=fr&country=FR&genre=Drama', { choices: NOTHING });
  await settled();
  expect(screen.queryByLabelText('Minutes you have')).toBeNull();
  expect(screen.queryByLabelText('Original language')).toBeNull();
  expect(screen.getByText(/^This data set does not say how long its films run/)).toBeTruthy();
  expect(asked()).toMatchObject({
    filters: { genres: ['Drama'], longest: null, language: null, country: null },
  });
});

it('shows what each would give and why, and gives the least happy one a say', async () => {
  const members = [view({}), view({ id: 'a', name: 'Ann', predicted: 2.5, given: 3, isSeen: true })];
  const cards = [{ ...card(1), reason: { kind: 'none' }, members }] as const;
  const group = { guests: [ANN], room: 3, news: null };
  const { asked } = show('/tonight?least=70', { group, found: { cards } });
  await settled();
  expect(asked()).toMatchObject({ misery: 0.7 });
  const [you, ann] = within(screen.getByRole('list', { name: 'Films for tonight' }))
    .getAllByText(/^(You|Ann)$/)
    .map((name) => name.parentElement?.textContent);
  expect(you).toMatch(/4\.2.*A favourite of many/);
  expect(ann).toMatch(/2\.5.*gave 3 stars\. A favourite of many/);
  expect(screen.getByRole('slider', { name: 'Who decides' }).getAttribute('aria-valuetext')).toMatch(/70 %/);
});
