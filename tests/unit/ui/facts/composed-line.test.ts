import { expect, it } from 'vitest';
import { wordsOf } from '../../../../src/protocol/words.ts';
import { composedLine } from '../../../../src/ui/facts/composed-line.ts';
import { noMovieFacts as none } from '../../../fixtures/movie-facts.ts';
import { movie } from '../../../fixtures/movies.ts';
import { fc } from '../../../fixtures/property.ts';

const movieWords = wordsOf('films');

const line = (facts: Partial<typeof none>, year: number | null = 1993, genres = ['Drama']) =>
  composedLine(movie(1, { year, genres }), { ...none, ...facts }, movieWords);

it('tells year, country, director, cast and length', () => {
  expect(
    line({ countries: ['ES'], directors: ['Pedro Almodóvar'], cast: ['Victoria Abril'], runtime: 114 }),
  ).toBe('1993 Spanish film by Pedro Almodóvar, with Victoria Abril, 114 min');
});

it('names two countries and several people, but not all', () => {
  expect(
    line({ countries: ['FR', 'IT'], directors: ['A B', 'C D'], cast: ['E F', 'G H', 'I J', 'K L'] }),
  ).toBe('1993 French-Italian film by A B and C D, with E F, G H, and I J');
});

it('names a country that has no adjective, and no country where one of them has no name', () => {
  expect(line({ countries: ['KE'], runtime: 90 })).toBe('1993 film from Kenya, 90 min');
  expect(line({ countries: ['ES', '??'], runtime: 90 })).toBe('1993 film, 90 min');
});

it('says what kind it is, and begins with a capital without a year', () => {
  expect(line({ countries: ['US'], runtime: 81 }, null, ['Documentary'])).toBe(
    'American documentary, 81 min',
  );
  expect(line({ runtime: 81 }, null, ['Animation', 'Comedy'])).toBe('Animated film, 81 min');
});

it('is left out where it would only repeat the year', () => {
  expect(line({})).toBeNull();
  expect(composedLine(movie(1), null, movieWords)).toBeNull();
  expect(line({ languages: ['es'] })).toBeNull();
});

it('never shows that something is unknown', () => {
  const names = fc.array(fc.constantFrom('Ann Lee', 'Bo Day', 'Cy Fox', 'Di Roe'), { maxLength: 4 });
  fc.assert(
    fc.property(
      fc.record({
        runtime: fc.option(fc.integer({ min: 1, max: 400 })),
        countries: fc.array(fc.constantFrom('US', 'KE', '??', 'SU'), { maxLength: 3 }),
        directors: names,
        cast: names,
      }),
      fc.option(fc.integer({ min: 1900, max: 2023 })),
      (facts, year) => {
        const found = line(facts, year);
        expect(found ?? '').not.toMatch(/null|undefined|NaN|\?\?|,,|, ,|\s\s|^\s|,$/);
      },
    ),
  );
});
