import { describe, expect, it } from 'vitest';
import { createPause } from '../../../../src/base/scheduling.ts';
import { sortRatings } from '../../../../src/dataset/archive/csr-ratings.ts';
import { indexOfIds } from '../../../../src/dataset/archive/id-index.ts';
import { createLineBlocks } from '../../../../src/dataset/archive/line-blocks.ts';
import { RatingCollector } from '../../../../src/dataset/archive/rating-collector.ts';
import type { RatingFormat } from '../../../../src/dataset/archive/rating-line.ts';
import { SkippedRowsCounter } from '../../../../src/dataset/archive/skipped-rows.ts';
import { fc } from '../../../fixtures/property.ts';

const MOVIES = [1, 2, 30, 5_000_000];
const csv: RatingFormat = {
  separator: 0x2c,
  width: 1,
  fields: 4,
  user: 0,
  item: 1,
  value: 2,
  time: 3,
  lowest: 0.5,
  step: 0.5,
};
const dat: RatingFormat = { ...csv, separator: 0x3a, width: 2 };

/** Collects a text that is cut into pieces. */
function collect(text: string, format = csv, cuts: readonly number[] = [], maxRows = 1e6) {
  const skippedRows = new SkippedRowsCounter();
  const collector = new RatingCollector({ format, movies: indexOfIds(MOVIES), skippedRows, maxRows });
  const lines = createLineBlocks((bytes, start, end) => collector.add(bytes, start, end));
  const bytes = new TextEncoder().encode(text);
  const at = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  for (let n = 1; n < at.length; n++) lines.push(bytes.slice(at[n - 1], at[n]));
  lines.end();
  return { collected: collector.finish(), skippedRows };
}

/** Everything that was collected, in file order: `[user id, movie id, stars, time, line]`. */
function rowsIn({ collected: { columns, userIds, lineOf } }: ReturnType<typeof collect>): number[][] {
  const rows: number[][] = [];
  for (let run = 0; run < columns.runs; run++) {
    for (let n = columns.runStart[run]; n < columns.runEnd(run); n++) {
      const user = userIds[columns.runUser[run]];
      rows.push([user, MOVIES[columns.item[n]], columns.halves[n] / 2, columns.time[n], lineOf(n)]);
    }
  }
  return rows;
}

/** What a line says, by regular expressions and numbers: slow, and nothing in common with the reader. */
function expectedRow(line: string, separator: string): number[] | null {
  const fields = line.replace(/\r$/, '').split(separator);
  if (fields.length !== 4) return null;
  const numbers = fields.map((field) => {
    const plain = field.replace(/^"(.*)"$/, '$1');
    return /^\d+(\.\d+)?$/.test(plain) && plain.replace('.', '').length <= 15 ? Number(plain) : Number.NaN;
  });
  const [user, movie, stars, time] = numbers;
  if (!(Number.isInteger(user) && user > 0) || !MOVIES.includes(movie)) return null;
  if (!(stars >= 0.5 && stars <= 5) || !Number.isInteger(stars * 2)) return null;
  const isPossible = Number.isInteger(time) && time <= Date.now() / 1000 + 86_400;
  return [user, movie, stars, isPossible ? time : 0];
}

const field = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('1', '2', '30', '4.0', '0.5', '3.5', '5', '978300760') },
  fc.integer({ min: 0, max: 2 ** 33 }).map(String),
  fc.constantFrom(
    '5.5',
    '0',
    '"4"',
    '',
    '-1',
    'x',
    '1e3',
    '4.',
    '.5',
    '4.00',
    '007',
    '9'.repeat(20),
    '4294967295',
  ),
  fc.constantFrom(
    '5000000',
    '3999999999',
    '4000000000',
    '9999999999',
    '999999999',
    '1000000000',
    '4.05',
    ' 4',
  ),
);
const plain = fc
  .tuple(
    fc.constantFrom('1', '2', '77'),
    fc.constantFrom('1', '2', '30', '5000000'),
    fc.constantFrom('4', '0.5', '3.0'),
  )
  .map((row) => [...row, '964982703']);
const row = fc.oneof(
  plain,
  fc.array(field, { minLength: 4, maxLength: 4 }),
  fc.array(field, { maxLength: 6 }),
);

describe.each([
  [',', csv],
  ['::', dat],
] as const)('ratings separated by %s', (separator, format) => {
  it('are what every line says, wherever the pieces are cut, and no line is lost', () => {
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 30 }),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.array(fc.nat(), { maxLength: 6 }),
        (rows, lineBreak, endsInBreak, cuts) => {
          const lines = rows.map((fields) => fields.join(separator));
          const text = lines.join(lineBreak) + (endsInBreak ? lineBreak : '');
          const result = collect(text, format, cuts);
          const expected = lines.flatMap((line, n) => {
            const read = expectedRow(line, separator);
            return read === null ? [] : [[...read, n + 1]];
          });
          expect(rowsIn(result)).toEqual(expected);
          const skipped = result.skippedRows
            .list()
            .filter(({ why }) => !why.startsWith('Impossible dates'))
            .reduce((sum, { count }) => sum + count, 0);
          const written = lines.filter((line) => line !== '').length;
          expect(expected.length + skipped).toBe(written);
        },
      ),
      { numRuns: 500 },
    );
  });
});

it('reads more ratings than were expected, and no more than are allowed', () => {
  const text = Array.from({ length: 5000 }, (_, n) => `${n + 1},1,4,1`).join('\n');
  expect(collect(text).collected.columns.count).toBe(5000);
  expect(() => collect(text, csv, [], 4999)).toThrow('more than 4,999 ratings');
});

it('sorts ratings of any order as a plain sort does, the latest of repeated ones', async () => {
  const rating = fc.record({
    user: fc.integer({ min: 1, max: 6 }),
    movie: fc.constantFrom(...MOVIES),
    halves: fc.integer({ min: 1, max: 10 }),
    time: fc.integer({ min: 1, max: 5 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(rating, { minLength: 1, maxLength: 60 }),
      fc.boolean(),
      async (given, isSorted) => {
        const ratings = isSorted ? given.toSorted((a, b) => a.user - b.user) : given;
        const text = ratings.map(({ user, movie, halves, time }) => `${user},${movie},${halves / 2},${time}`);
        const { collected, skippedRows } = collect(text.join('\n'));
        const sorted = await sortRatings(collected, { movieIds: MOVIES, skippedRows, pause: createPause() });
        const latest = new Map<string, (typeof given)[number]>();
        for (const one of ratings) {
          const key = `${one.user} ${one.movie}`;
          const before = latest.get(key);
          if (before === undefined || one.time >= before.time) latest.set(key, one);
        }
        const expected = [...latest.values()]
          .toSorted((a, b) => a.user - b.user || MOVIES.indexOf(a.movie) - MOVIES.indexOf(b.movie))
          .map(({ user, movie, halves, time }) => [user, movie, halves / 2, time]);
        const rows: number[][] = [];
        for (let u = 0; u < sorted.users; u++) {
          for (let n = sorted.rowStart[u]; n < sorted.rowStart[u + 1]; n++) {
            rows.push([collected.userIds[u], MOVIES[sorted.item[n]], sorted.value[n], sorted.time[n]]);
          }
        }
        expect(rows).toEqual(expected);
        const repeated = skippedRows.list().reduce((sum, { count }) => sum + count, 0);
        expect(repeated).toBe(ratings.length - expected.length);
      },
    ),
  );
});
