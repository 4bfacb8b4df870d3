import { beforeEach, describe, expect, it } from 'vitest';
import type { MovieFacts } from '../../../../src/dataset/movie-facts.ts';
import { noBrowseFilters } from '../../../../src/protocol/browse-messages.ts';
import type { GuestTaste, TonightChoice } from '../../../../src/protocol/together-messages.ts';
import { droppedFile } from '../../../fixtures/archives.ts';
import { device, type Visit, type Visits } from '../../../fixtures/visits.ts';
import { noFactSource } from '../../../fixtures/worker-fakes.ts';

const GUESTS = { type: 'guests' } as const;
const anything: TonightChoice = { filters: noBrowseFilters, from: null, hideSeen: true, misery: 0 };
const ask = (choice: Partial<TonightChoice> = {}) => ({ type: 'tonight', ...anything, ...choice }) as const;
const ANN: GuestTaste = {
  name: 'Ann',
  ratings: [
    { movieId: 102, rating: 5 },
    { movieId: 105, rating: 4.5 },
    { movieId: 101, rating: 1 },
  ],
};

let here: Visits;
beforeEach(() => {
  here = device();
});

async function opened(options: { readonly autoTrain?: boolean } = {}): Promise<Visit> {
  const visit = here.visit({}, options);
  await visit.until('opened');
  await visit.settled();
  return visit;
}

const idsOf = (cards: readonly { readonly movie: { readonly id: number } }[]) =>
  cards.map(({ movie }) => movie.id);

/** Movies from 0 to 39 run for 60 minutes and 3 more each. */
const facts = (item: number): MovieFacts => ({
  directors: [],
  cast: [],
  languages: [item % 2 === 0 ? 'en' : 'fr'],
  countries: ['US'],
  runtime: 60 + 3 * item,
  wikipedia: null,
});

describe('tonight alone', () => {
  it('has ten movies with reasons that are neither seen nor rated nor unwanted', async () => {
    const visit = await opened();
    visit.handle({ type: 'rate', movieId: 100, stars: 5 });
    visit.handle({ type: 'mark', movieId: 101, mark: 'seen' });
    visit.handle({ type: 'mark', movieId: 102, mark: 'notInterested' });
    const { cards, passing } = await visit.ask(ask());
    expect(cards).toHaveLength(10);
    expect(passing).toBe(37);
    expect(idsOf(cards).some((id) => id <= 102)).toBe(false);
    expect(cards.every(({ reason, members }) => reason.kind !== 'blind' && members.length === 0)).toBe(true);
    // With the switch off only what is unwanted stays away.
    expect((await visit.ask(ask({ hideSeen: false }))).passing).toBe(39);
  });

  it('keeps to genres, years and the watchlist', async () => {
    const visit = await opened();
    for (const movieId of [103, 104, 105]) visit.handle({ type: 'mark', movieId, mark: 'watchlist' });
    const filters = { ...noBrowseFilters, without: ['Horror'], from: 1964 };
    // 105 is horror, and 103 is of 1963.
    const { cards, passing } = await visit.ask(ask({ filters, from: { kind: 'watchlist' } }));
    expect([idsOf(cards), passing]).toEqual([[104], 1]);
    expect((await visit.ask(ask({ from: { kind: 'named', name: 'no such list' } }))).passing).toBe(0);
  });

  it('keeps to minutes and language once they are known', async () => {
    const items = Array.from({ length: 40 }, (_, item) => item);
    const details = { ids: items.map((item) => 100 + item), facts: items.map(facts) };
    const visit = here.visit({ facts: { ...noFactSource, details: async () => details } });
    await visit.until('opened');
    await visit.settled();
    const filters = { ...noBrowseFilters, longest: 75, language: 'fr' };
    const { cards } = await visit.ask(ask({ filters }));
    expect(idsOf(cards).sort()).toEqual([101, 103, 105]);
  });
});

describe('the dice', () => {
  const drawn = (seed: number, choice: Partial<TonightChoice> = {}) =>
    ({ type: 'drawnMovie', seed, ...anything, ...choice }) as const;

  it('waits for a model with a posterior', async () => {
    const visit = await opened({ autoTrain: false });
    expect((await visit.ask(ask())).canDraw).toBe(false);
    expect(await visit.ask(drawn(1))).toBeNull();
  });

  it('draws one movie that fits, the same for the same seed', async () => {
    const visit = await opened();
    await visit.untilTrained('bayes');
    expect((await visit.ask(ask())).canDraw).toBe(true);
    const filters = { ...noBrowseFilters, genres: ['Drama'] };
    const picks = new Set<number>();
    for (let seed = 1; seed <= 12; seed++) {
      const card = await visit.ask(drawn(seed, { filters }));
      expect(card?.movie.genres).toEqual(['Drama']);
      picks.add(card?.movie.id ?? 0);
    }
    visit.unwatch(drawn(3, { filters }));
    expect((await visit.ask(drawn(3, { filters })))?.movie.id).toBe(
      visit.answers(drawn(3, { filters }))[0]?.movie.id,
    );
    expect(picks.size).toBeGreaterThan(0);
  });
});

describe('together', () => {
  it('shows what each would give and why, and hides what anyone has seen', async () => {
    const visit = await opened();
    await visit.untilTrained('bayes');
    visit.handle({ type: 'rate', movieId: 100, stars: 5 });
    const alone = await visit.ask(ask());
    visit.handle({ type: 'addGuest', guest: ANN });
    await visit.settled();
    const { cards, passing } = visit.answer(ask());
    expect(alone.passing - passing).toBe(3);
    expect(idsOf(cards).some((id) => [100, 101, 102, 105].includes(id))).toBe(false);
    for (const { members } of cards) {
      expect(members.map(({ name }) => name)).toEqual([null, 'Ann']);
      expect(members.every(({ predicted }) => predicted !== null)).toBe(true);
      expect(members.some(({ isSeen }) => isSeen)).toBe(false);
    }
    const seen = (await visit.ask(ask({ hideSeen: false, filters: { ...noBrowseFilters, to: 1962 } }))).cards;
    const third = seen.find(({ movie }) => movie.id === 102);
    expect(third?.members.map(({ given, isSeen }) => [given, isSeen])).toEqual([
      [null, false],
      [5, true],
    ]);
    // Nothing of the guest has touched the person.
    expect(here.stored.get('person')).toMatchObject({ ratings: new Map([[100, expect.anything()]]) });
  });

  it('ranks by the rule: the least happy one has a say with misery alone', async () => {
    const visit = await opened();
    await visit.untilTrained('bayes');
    visit.handle({ type: 'rate', movieId: 100, stars: 5 });
    visit.handle({ type: 'addGuest', guest: ANN });
    const orders = [];
    for (const misery of [0, 1]) orders.push(idsOf((await visit.ask(ask({ misery }))).cards).join());
    expect(orders[0]).not.toBe(orders[1]);
  });
});

describe('guests', () => {
  it('reads the export of a guest, leaves the person as they are, and tells what was not found', async () => {
    const visit = await opened();
    await visit.ask(GUESTS);
    const before = structuredClone(here.stored.get('person'));
    const rows =
      'Date,Name,Year,Letterboxd URI,Rating\n2013-01-05,Film 1,1961,u,4.5\n2013-01-05,Nowhere,1999,u,5\n';
    visit.handle({ type: 'addGuestFromFiles', name: ' Bob ', files: [droppedFile('ratings.csv', rows)] });
    await visit.settled();
    const { guests, news, room } = visit.answer(GUESTS);
    expect(guests).toMatchObject([{ name: 'Bob', ratings: 1, isHere: true, isStored: false }]);
    expect(news).toEqual({ kind: 'added', id: guests[0].id, unfound: 1 });
    expect(room).toBe(3);
    expect(here.stored.get('person')).toEqual(before);
  });

  it('refuses what cannot be read, with a reason, and at most four join', async () => {
    const visit = await opened();
    await visit.ask(GUESTS);
    const problem = () => {
      const { news } = visit.answer(GUESTS);
      return news?.kind === 'refused' ? news.problem.message : null;
    };
    const refused: [GuestTaste, RegExp][] = [
      [{ ...ANN, name: ' ' }, /no name/],
      [{ ...ANN, ratings: [{ movieId: 100, rating: 4.2 }] }, /steps of a half/],
      [{ ...ANN, ratings: [] }, /no ratings of Ann/],
    ];
    for (const [guest, why] of refused) {
      visit.handle({ type: 'addGuest', guest });
      await visit.settled();
      expect(problem()).toMatch(why);
    }
    visit.handle({ type: 'addGuestFromFiles', name: 'Bob', files: [droppedFile('x.csv', 'what,is,this\n')] });
    await visit.settled();
    expect(problem()).not.toBeNull();
    for (let n = 0; n < 5; n++) visit.handle({ type: 'addGuest', guest: ANN });
    await visit.settled();
    expect(visit.answer(GUESTS).guests).toHaveLength(4);
    expect(problem()).toMatch(/5 people/);
    const [{ id }] = visit.answer(GUESTS).guests;
    visit.handle({ type: 'seatGuest', id, isHere: false });
    await visit.settled();
    expect(visit.answer(GUESTS)).toMatchObject({ room: 1, news: null });
  });

  it('stores only who is to be stored, and forgets them with everything', async () => {
    const visit = await opened();
    await visit.ask(GUESTS);
    visit.handle({ type: 'addGuest', guest: ANN });
    visit.handle({ type: 'addGuest', guest: { ...ANN, name: 'Bob' } });
    await visit.settled();
    const [{ id }] = visit.answer(GUESTS).guests;
    visit.handle({ type: 'keepGuest', id, isStored: true });
    await visit.settled();
    expect(visit.answer(GUESTS).guests.map(({ name, isStored }) => [name, isStored])).toEqual([
      ['Ann', true],
      ['Bob', false],
    ]);

    const later = await opened();
    const found = await later.ask(GUESTS);
    expect(found.guests).toMatchObject([{ id, name: 'Ann', ratings: 3, isHere: false, isStored: true }]);
    later.handle({ type: 'seatGuest', id, isHere: true });
    await later.settled();
    expect((await later.ask(ask())).cards[0].members.map(({ name }) => name)).toEqual([null, 'Ann']);
    later.handle({ type: 'keepGuest', id, isStored: false });
    await later.settled();
    // So that a back-up of another device does not restore them.
    later.handle({ type: 'backUp' });
    const { text } = await later.until('backedUp');
    expect(JSON.parse(text)).toMatchObject({ guests: {}, changed: [{ what: 'guest', of: id }] });
    expect(later.answer(GUESTS).guests).toMatchObject([{ name: 'Ann', isHere: true, isStored: false }]);
    later.handle({ type: 'keepGuest', id, isStored: true });
    later.handle({ type: 'forgetEverything' });
    await later.until('forgotten');
    expect((await (await opened()).ask(GUESTS)).guests).toEqual([]);
  });

  it('asks a guest about movies that they have neither rated nor left out', async () => {
    const visit = await opened();
    const first = await visit.ask({ type: 'guestQuestions', ratings: [], skipped: [] });
    const [one, two] = idsOf(first);
    const next = await visit.ask({
      type: 'guestQuestions',
      ratings: [{ movieId: one, rating: 4 }],
      skipped: [two],
    });
    expect(next.length).toBeGreaterThan(5);
    expect(idsOf(next)).not.toContain(one);
    expect(idsOf(next)).not.toContain(two);
    expect(here.stored.get('person')).toBeUndefined();
  });
});
