import { expect, it } from 'vitest';
import { addressOf, exploringFrom } from '../../../../src/ui/explore/explore-url.ts';

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
