/** Whatever spreadsheets do to an export: each row is accounted for exactly once, and nothing else changes. */

import { expect, it } from 'vitest';
import { imported } from '../../../fixtures/linked-movies.ts';
import { fc } from '../../../fixtures/property.ts';

/** Columns of a service, the name of its file, and rows with good and bad cells. */
const services = [
  {
    file: 'ratings.csv',
    columns: ['Date', 'Name', 'Year', 'Letterboxd URI', 'Rating'],
    cells: [
      ['2020-01-02', '04.05.2019', ''],
      ['Fargo', 'Heat', 'The Matrix; or, "No"', 'Emma\nagain', ''],
      ['1996', '1995', '2031', 'x'],
      ['u'],
      ['4', '3.5', '', '11', 'good'],
    ],
  },
  {
    file: 'WATCHLIST.csv',
    columns: ['Position', 'Const', 'Created', 'Title', 'Title Type', 'Year', 'Your Rating', 'Date Rated'],
    cells: [
      ['1', '2'],
      ['tt0116282', 'tt0113277', 'tt9', ''],
      ['2020-01-02'],
      ['Fargo', 'Heat', 'Another, One', ''],
      ['Movie', 'TV Series', 'Music Video'],
      ['1996', '1995', '2031'],
      ['', '9', '12'],
      ['', '2021-01-02'],
    ],
  },
] as const;

const table = fc.constantFrom(...services).chain(({ file, columns, cells }) =>
  fc.record({
    file: fc.constant(file),
    order: fc.shuffledSubarray([...columns.keys()], { minLength: columns.length }),
    columns: fc.constant(columns as readonly string[]),
    rows: fc.array(fc.tuple(...cells.map((some) => fc.constantFrom(...some))), { maxLength: 12 }),
    delimiter: fc.constantFrom(',', ';', '\t'),
    end: fc.constantFrom('\n', '\r\n', '\r'),
    encoding: fc.constantFrom('utf-8', 'utf-8 with mark', 'utf-16'),
  }),
);

function written(
  cells: readonly (readonly string[])[],
  {
    delimiter,
    end,
    encoding,
  }: { readonly delimiter: string; readonly end: string; readonly encoding: string },
): Uint8Array {
  const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
  const text = `${cells.map((row) => row.map(quoted).join(delimiter)).join(end)}${end}`;
  if (encoding !== 'utf-16') return new TextEncoder().encode(encoding === 'utf-8' ? text : `\uFEFF${text}`);
  const units = Uint16Array.from(`\uFEFF${text}`, (sign) => sign.charCodeAt(0));
  return new Uint8Array(units.buffer);
}

/** Rows that are left out are named by their cells, in the order of the file, so they are counted. */
const counted = ({ leftOut, ...found }: Awaited<ReturnType<typeof imported>>) => ({
  ...found,
  leftOut: leftOut.map(([why, examples]) => [why, examples.length]),
});

it('any order of columns, delimiter, line break and encoding reads the same, and every row is accounted for', async () => {
  await fc.assert(
    fc.asyncProperty(table, async ({ file, order, columns, rows, ...form }) => {
      const inOrder = (cells: readonly string[]) => order.map((at) => cells[at]);
      const found = await imported({ [file]: written([columns, ...rows].map(inOrder), form) });
      const plain = await imported({
        [file]: written([columns, ...rows], { delimiter: ',', end: '\n', encoding: 'utf-8' }),
      });
      expect(counted(found)).toEqual(counted(plain));
      expect(found.refused).toEqual([]);
      expect(found.rows.accounted).toBe(found.rows.read);
      expect(found.rows.read).toBe(rows.length);
    }),
    { numRuns: 150 },
  );
});
