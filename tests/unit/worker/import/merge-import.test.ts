import { expect, it } from 'vitest';
import { plainProduct } from '../../../../src/base/matrix-vector.ts';
import { createPause } from '../../../../src/base/scheduling.ts';
import type { ImportedEntry, Opinion, ReadExports } from '../../../../src/dataset/exports/entry.ts';
import { noFacts } from '../../../../src/dataset/movie-facts.ts';
import { createMatcher, matchEntries } from '../../../../src/worker/import/match-entries.ts';
import { mergeImport } from '../../../../src/worker/import/merge-import.ts';
import { createCatalogue } from '../../../../src/worker/session/catalogue.ts';
import { fc } from '../../../fixtures/property.ts';
import { dataset } from '../../../fixtures/visits.ts';
import { memoryAppStorage } from '../../../fixtures/worker-fakes.ts';

it('tells of every row once, whatever is brought on top of whatever', async () => {
  const catalogue = createCatalogue(dataset, plainProduct);
  const matcher = await createMatcher(catalogue, noFacts, createPause());
  const person = await memoryAppStorage().loadPerson();
  const opinion = fc.oneof(
    fc.integer({ min: 1, max: 10 }).map((n): Opinion => ({ kind: 'rating', stars: n / 2 })),
    fc
      .constantFrom(
        'liked' as const,
        'seen' as const,
        'watchlist' as const,
        'notInterested' as const,
        'skipped' as const,
      )
      .map((kind): Opinion => ({ kind })),
    fc.constantFrom('rainy', 'best').map((list): Opinion => ({ kind: 'listed', list })),
  );
  const entry: fc.Arbitrary<ImportedEntry> = fc.record({
    movieId: fc.option(fc.integer({ min: 95, max: 112 })),
    imdb: fc.option(fc.integer({ min: 1, max: 5 })),
    tmdb: fc.option(fc.integer({ min: 1, max: 5 })),
    titles: fc.oneof(
      fc.constant([]),
      fc.integer({ min: 0, max: 12 }).map((n) => [`Film ${n}`]),
    ),
    year: fc.option(fc.integer({ min: 1958, max: 1974 })),
    opinion,
    at: fc.option(fc.integer({ min: 0, max: 4 })),
    isCurrent: fc.boolean(),
  });
  const file = (service: 'letterboxd' | 'backup') =>
    fc.array(entry, { maxLength: 30 }).map((entries) => ({
      name: service,
      service,
      entries,
      rows: entries.length,
      leftOut: [],
      other: null,
    }));
  await fc.assert(
    fc.asyncProperty(file('letterboxd'), file('backup'), async (one, other) => {
      const read: ReadExports = { files: [one, other], tables: [], passedOver: [], refused: [] };
      const { matchedEntries, waiting } = await matchEntries(
        read,
        matcher,
        catalogue,
        new Map([['imdb 3', 101]]),
        createPause(),
      );
      const first = mergeImport(matchedEntries, person, 10);
      const counts = Object.values(first.tallies).flatMap((tally) => Object.values(tally));
      const rows = one.rows + other.rows;
      expect(
        [...counts, first.repeats, ...waiting.map(({ entries }) => entries.length)].reduce(
          (a, b) => a + b,
          0,
        ),
      ).toBe(rows);
      // Once it is kept, nothing of it is new.
      const after = mergeImport(matchedEntries, { ...person, ...first.movies }, 10);
      const { ratings, marks, skipped, namedLists } = after.movies;
      expect([ratings.size, marks.size, skipped.size, namedLists.size]).toEqual([0, 0, 0, 0]);
    }),
  );
});
