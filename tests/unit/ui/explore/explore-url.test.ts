import { expect, it } from 'vitest';
import type { Event } from '../../../../src/protocol/messages.ts';
import { addressOf, exploringFrom } from '../../../../src/ui/explore/explore-url.ts';
import { initialState, reduce } from '../../../../src/ui/state/state.ts';
import { card } from '../../../fixtures/movies.ts';

it('keeps what is explored in the address, and nothing that is as it begins', () => {
  expect(addressOf(exploringFrom(new URLSearchParams())).toString()).toBe('');
  const whole = 'q=alien&sort=year&hide=known&view=list&genre=Horror&genre=Sci-Fi&from=1970&to=1989&min=10';
  expect(addressOf(exploringFrom(new URLSearchParams(whole))).toString()).toBe(whole);
});

it('passes over what makes no sense in an address', () => {
  const exploring = exploringFrom(new URLSearchParams('sort=toString&view=7&from=x&min=-3&to=1e9'));
  expect(exploring).toEqual(exploringFrom(new URLSearchParams()));
});

it('sorts by match when something is looked for, else by popularity', () => {
  expect(exploringFrom(new URLSearchParams('q=alien')).order).toBe('match');
  expect(exploringFrom(new URLSearchParams()).order).toBe('popularity');
});

it('puts windows of one request together and forgets those of an earlier one', () => {
  const explored = (request: number, from: number, ...ids: number[]): Event => ({
    type: 'explored',
    request,
    total: 100,
    from,
    cards: ids.map(card),
  });
  const places = (...events: Event[]) =>
    [...(events.reduce(reduce, initialState).explored?.cards ?? [])].map(([at, { movie }]) => [at, movie.id]);
  expect(places(explored(1, 0, 7, 8), explored(1, 60, 9))).toEqual([
    [0, 7],
    [1, 8],
    [60, 9],
  ]);
  expect(places(explored(1, 0, 7), explored(2, 0, 5), explored(1, 60, 9))).toEqual([[0, 5]]);
});
