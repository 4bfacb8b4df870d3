import { expect, it } from 'vitest';
import { noBrowseFilters } from '../../../../src/protocol/browse-messages.ts';
import type { TonightChoice } from '../../../../src/protocol/together-messages.ts';
import { addressOf, choiceFrom } from '../../../../src/ui/together/tonight-url.ts';

const read = (address: string) => choiceFrom(new URLSearchParams(address));
const anything: TonightChoice = { filters: noBrowseFilters, from: null, hideSeen: true, misery: 0 };

it('a choice goes into the address and comes back', () => {
  const choice: TonightChoice = {
    filters: {
      ...noBrowseFilters,
      genres: ['Comedy', 'Crime'],
      without: ['Horror'],
      from: 1990,
      to: 2009,
      longest: 95,
      language: 'fr',
      country: 'FR',
    },
    from: { kind: 'named', name: 'rain & cats' },
    hideSeen: false,
    misery: 0.3,
  };
  const address = addressOf(choice).toString();
  expect(address).toContain('runtime=-95');
  expect(read(address)).toEqual(choice);
  expect(read(addressOf({ ...anything, from: { kind: 'watchlist' } }).toString()).from).toEqual({
    kind: 'watchlist',
  });
});

it('an empty choice has an empty address', () => {
  expect(addressOf(anything).toString()).toBe('');
  expect(read('')).toEqual(anything);
});

it('what makes no sense is ignored', () => {
  expect(read('runtime=90-60&language=klingon&country=1&from=x&least=250&only=me&seen=maybe&list=')).toEqual(
    anything,
  );
});
