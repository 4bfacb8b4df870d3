import { describe, expect, it, vi } from 'vitest';
import { defaultListSettings } from '../../../../src/protocol/list-settings.ts';
import type { Unconfirmed } from '../../../../src/protocol/person-messages.ts';
import { device, LIST, QUESTIONS, WATCHLIST } from '../../../fixtures/visits.ts';

const rated = (movieId: number, stars: number | null, at: number): Unconfirmed => ({
  command: { type: 'rate', movieId, stars },
  at,
});

describe('what a closed tab had sent', () => {
  it('is stored before the next visit opens', async () => {
    const { visit } = device();
    const unconfirmed: Unconfirmed[] = [
      rated(101, 4, 1000),
      { command: { type: 'mark', movieId: 102, mark: 'watchlist' }, at: 2000 },
      { command: { type: 'pickGenres', genres: ['Drama'] }, at: 3000 },
      { command: { type: 'finishOnboarding' }, at: 4000 },
    ];
    const opened = await visit({}, { unconfirmed }).until('opened');
    expect(opened.person).toMatchObject({
      ratings: [{ movie: { id: 101 }, stars: 4 }],
      marks: [{ movie: { id: 102 }, mark: 'watchlist' }],
      genres: ['Drama'],
      onboarded: true,
    });
    const later = device();
    expect((await later.visit().until('opened')).person.ratings).toEqual([]);
    expect((await visit().until('opened')).person).toEqual(opened.person);
  });

  it('gives way to what was decided since', async () => {
    const { visit } = device();
    const first = visit();
    first.handle({ type: 'rate', movieId: 101, stars: 2 });
    await first.settled();
    const opened = await visit({}, { unconfirmed: [rated(101, 5, 1000)] }).until('opened');
    expect(opened.person.ratings).toMatchObject([{ stars: 2 }]);
    const removed = await visit({}, { unconfirmed: [rated(101, null, Date.now() + 1000)] }).until('opened');
    expect(removed.person.ratings).toEqual([]);
  });

  it('gives way to what was done later by a clock that has been set back since', async () => {
    const { visit } = device();
    const first = visit();
    first.handle({ type: 'rate', movieId: 101, stars: 2 });
    first.handle({ type: 'mark', movieId: 102, mark: 'seen' });
    first.handle({ type: 'pickGenres', genres: ['Drama'] });
    await first.settled();
    const notedAt = Date.now() + 1;
    const now = vi.spyOn(Date, 'now').mockReturnValue(notedAt - 3_600_000);
    try {
      first.handle({ type: 'rate', movieId: 101, stars: 4 });
      first.handle({ type: 'rate', movieId: 101, stars: null });
      first.handle({ type: 'mark', movieId: 102, mark: null });
      first.handle({ type: 'pickGenres', genres: ['Comedy'] });
      await first.settled();
    } finally {
      now.mockRestore();
    }
    const before = first.all('personChanged')[0].person.ratings[0].at;
    const stale: Unconfirmed[] = [
      rated(101, 2, before),
      { command: { type: 'mark', movieId: 102, mark: 'seen' }, at: before },
      { command: { type: 'pickGenres', genres: ['Drama'] }, at: before },
    ];
    const opened = await visit({}, { unconfirmed: stale }).until('opened');
    expect(opened.person).toMatchObject({ ratings: [], marks: [], genres: ['Comedy'] });
  });

  it('gives way to a later removal and to later picks', async () => {
    const { visit } = device();
    const first = visit();
    first.handle({ type: 'rate', movieId: 101, stars: 2 });
    first.handle({ type: 'rate', movieId: 101, stars: null });
    first.handle({ type: 'mark', movieId: 102, mark: 'seen' });
    first.handle({ type: 'mark', movieId: 102, mark: null });
    first.handle({ type: 'pickGenres', genres: ['Drama'] });
    await first.settled();
    const stale: Unconfirmed[] = [
      rated(101, 5, 1000),
      { command: { type: 'mark', movieId: 102, mark: 'seen' }, at: 1000 },
      { command: { type: 'pickGenres', genres: ['Horror'] }, at: 1000 },
    ];
    const opened = await visit({}, { unconfirmed: stale }).until('opened');
    expect(opened.person).toMatchObject({ ratings: [], marks: [], genres: ['Drama'] });
  });

  it('is passed over where it makes no sense', async () => {
    const session = device().visit(
      {},
      { unconfirmed: [rated(-5, 4, 1), rated(101, 4.3, 2), rated(102, 3, 3)] },
    );
    const opened = await session.until('opened');
    expect(opened.person.ratings).toMatchObject([{ movie: { id: 102 }, stars: 3 }]);
    expect(opened.person.absent.ratings).toEqual([]);
    expect(session.all('failed')).toEqual([]);
  });
});

it('is kept for films of another data set, which was in use when the tab closed', async () => {
  const opened = await device()
    .visit({}, { unconfirmed: [rated(9999, 4, 1)] })
    .until('opened');
  expect(opened.person.ratings).toEqual([]);
  expect(opened.person.absent.ratings).toMatchObject([{ movie: { id: 9999 }, stars: 4 }]);
});

describe('a marked movie', () => {
  it('leaves the list when seen or not interesting, and comes back', async () => {
    const session = device().visit();
    await session.until('opened');
    await session.settled();
    const [first, second, third] = session.recommended();
    session.handle({ type: 'mark', movieId: first, mark: 'seen' });
    session.handle({ type: 'mark', movieId: second, mark: 'notInterested' });
    session.handle({ type: 'mark', movieId: third, mark: 'watchlist' });
    await session.settled();
    expect(session.recommended()).not.toContain(first);
    expect(session.recommended()).not.toContain(second);
    expect(session.recommended()).toContain(third);
    expect(session.answer(WATCHLIST).map(({ movie }) => movie.id)).toEqual([third]);
    expect(session.answer(QUESTIONS).map(({ movie }) => movie.id)).not.toContain(second);
    session.handle({ type: 'mark', movieId: first, mark: null });
    session.handle({ type: 'rate', movieId: third, stars: 4 });
    await session.settled();
    expect(session.recommended()).toContain(first);
    expect(session.answer(WATCHLIST)).toEqual([]);
    expect(
      session
        .last('personChanged')
        .person.marks.map(({ movie }) => movie.id)
        .sort(),
    ).toEqual([second, third].sort());
  });

  it('must be in the data set', async () => {
    const session = device().visit();
    await session.until('opened');
    session.handle({ type: 'mark', movieId: 5, mark: 'seen' });
    await session.settled();
    expect(session.last('failed').problem.message).toContain('no film 5');
  });
});

it('applies list settings, stores them, and refuses invalid ones', async () => {
  const here = device();
  const session = here.visit();
  await session.until('opened');
  session.handle({
    type: 'setListSettings',
    listSettings: { ...defaultListSettings, genres: ['Horror'], from: 1970 },
  });
  await session.settled();
  const { cards, available } = session.answer(LIST);
  expect(cards.every(({ movie }) => movie.genres.includes('Horror') && (movie.year ?? 0) >= 1970)).toBe(true);
  expect(cards).toHaveLength(available);
  session.handle({ type: 'setListSettings', listSettings: { ...defaultListSettings, niche: 7 } });
  await session.settled();
  expect(session.last('failed').problem.code).toBe('data-invalid');
  const next = await here.visit().until('opened');
  expect(next.person.listSettings).toMatchObject({ genres: ['Horror'], from: 1970, niche: 0 });
});

it('sets the person’s ratings beside everyone’s', async () => {
  const session = device().visit();
  await session.until('opened');
  const PROFILE = { type: 'profile' } as const;
  expect(await session.ask(PROFILE)).toBeNull();
  session.handle({ type: 'rate', movieId: 105, stars: 5 });
  await session.settled();
  expect(session.answer(PROFILE)).toMatchObject({
    count: 1,
    mean: 5,
    genres: [{ name: 'Horror', count: 1, share: 1 }],
    above: [{ movie: { id: 105 }, stars: 5 }],
  });
});

describe('a person of whom the browser has lost everything', () => {
  it('is told, once, and nobody else is', async () => {
    const here = device();
    const lost = here.visit({}, { autoTrain: false, isReturning: true });
    await lost.until('opened');
    await lost.settled();
    expect(lost.all('failed').map(({ problem }) => problem.message)).toEqual([
      'What Matinee had saved on this device is gone: the browser has deleted or lost it.',
    ]);
    lost.handle({ type: 'finishOnboarding' });
    await lost.settled();
    for (const isReturning of [true, false]) {
      const visit = here.visit({}, { autoTrain: false, isReturning });
      await visit.until('opened');
      await visit.settled();
      expect(visit.all('failed')).toEqual([]);
    }
    const first = device().visit({}, { autoTrain: false });
    await first.settled();
    expect(first.all('failed')).toEqual([]);
  });
});
