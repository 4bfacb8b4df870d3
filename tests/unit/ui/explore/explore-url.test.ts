import { expect, it } from 'vitest';
import type { BrowseOrder } from '../../../../src/protocol/browse-messages.ts';
import { addressOf, type Exploring, exploringFrom } from '../../../../src/ui/explore/explore-url.ts';
import { orders } from '../../../../src/ui/explore/texts.ts';
import { fc } from '../../../fixtures/property.ts';

it('keeps what is explored in the address, and nothing that is as it begins', () => {
  expect(addressOf(exploringFrom(new URLSearchParams())).toString()).toBe('');
  const whole =
    'q=alien&person=Ridley+Scott&role=director&sort=year&hide=known&view=list&genre=Horror&genre=Sci-Fi&without=War' +
    '&from=1970&to=1989&runtime=90-120&language=en&country=GB&min=10&world=1000';
  expect(addressOf(exploringFrom(new URLSearchParams(whole))).toString()).toBe(whole);
});

it('passes over what makes no sense in an address', () => {
  const nonsense =
    'sort=toString&view=7&from=x&min=-3&to=1e9&runtime=120-90&language=no-way&country=1&role=cast&sort=match&person=';
  const exploring = exploringFrom(new URLSearchParams(nonsense));
  expect(exploring).toEqual(exploringFrom(new URLSearchParams()));
});

it('sorts by match when something is looked for, else by popularity', () => {
  expect(exploringFrom(new URLSearchParams('q=alien')).order).toBe('match');
  expect(exploringFrom(new URLSearchParams()).order).toBe('popularity');
});

it('sorts by predicted stars for one person, whose role counts only with a name', () => {
  expect(exploringFrom(new URLSearchParams('person=Tom+Hanks')).order).toBe('predicted');
  expect(exploringFrom(new URLSearchParams('role=cast')).role).toBeNull();
});

const year = fc.option(fc.integer({ min: 0, max: 999_999 }), { nil: null });
const code = fc.option(fc.constantFrom('en', 'fr', 'zxx', 'SU'), { nil: null });
const anyExploring: fc.Arbitrary<Exploring> = fc
  .record({
    query: fc.string(),
    order: fc.constantFrom(...(Object.keys(orders) as BrowseOrder[])),
    hideKnown: fc.boolean(),
    view: fc.constantFrom('grid' as const, 'list' as const),
    genres: fc.uniqueArray(fc.constantFrom('Drama', 'Sci-Fi', '(no & genre)'), { maxLength: 3 }),
    without: fc.uniqueArray(fc.constantFrom('War', "Children's"), { maxLength: 2 }),
    from: year,
    to: year,
    minRatings: fc.nat({ max: 999_999 }),
    minWorld: fc.nat({ max: 999_999 }),
    shortest: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
    longest: fc.option(fc.integer({ min: 100, max: 9999 }), { nil: null }),
    language: code,
    country: code,
    person: fc.option(fc.string({ minLength: 1 }), { nil: null }),
    role: fc.constantFrom(null, 'director' as const, 'cast' as const),
  })
  .filter(
    ({ order, query, person, role }) =>
      (order !== 'match' || query !== '') && (role === null || person !== null),
  );

it('reads from an address whatever it wrote there', () => {
  fc.assert(
    fc.property(anyExploring, (exploring) => {
      const address = new URLSearchParams(addressOf(exploring).toString());
      expect(exploringFrom(address)).toEqual(exploring);
    }),
  );
});
