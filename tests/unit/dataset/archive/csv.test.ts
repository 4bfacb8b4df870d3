import { expect, it } from 'vitest';
import { parseCsv } from '../../../../src/dataset/archive/csv.ts';
import { createLineBlocks } from '../../../../src/dataset/archive/line-blocks.ts';
import { fc } from '../../../fixtures/property.ts';

const fieldsOf = (text: string, separator?: string) =>
  [...parseCsv(text, separator)].map(({ fields }) => fields);
const quote = (field: string) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);

it('parses everything that was written as CSV', () => {
  const field = fc.string({ unit: fc.constantFrom('a', 'é', ' ', ',', '"', '\n', '\r\n', ';', '𝄞') });
  const row = fc.array(field, { minLength: 2, maxLength: 5 });
  fc.assert(
    fc.property(
      fc.array(row, { maxLength: 6 }),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      fc.boolean(),
      (rows, lineBreak, hasMark, endsInBreak) => {
        const body = rows.map((fields) => fields.map(quote).join(',')).join(lineBreak);
        const text = (hasMark ? '\ufeff' : '') + body + (endsInBreak ? lineBreak : '');
        expect(fieldsOf(text)).toEqual(rows);
      },
    ),
  );
});

it('counts lines inside quotes, too', () => {
  const text = 'a,b\r\n"one\ntwo\nthree",c\n\nd,e';
  expect([...parseCsv(text)].map(({ line }) => line)).toEqual([1, 2, 6]);
});

it('drops nothing of text that is not valid CSV', () => {
  expect(fieldsOf('a "b" c,"d" e,f')).toEqual([['a "b" c', 'd e', 'f']]);
  expect(fieldsOf('a,"never closed\nb,c')).toEqual([['a', 'never closed\nb,c']]);
  expect(fieldsOf('a,\n,b')).toEqual([
    ['a', ''],
    ['', 'b'],
  ]);
  expect(fieldsOf('')).toEqual([]);
});

it('accepts other separators', () => {
  expect(fieldsOf('a;"b;c";d,e', ';')).toEqual([['a', 'b;c', 'd,e']]);
});

const linesOf = (pieces: readonly Uint8Array[]) => {
  let text = '';
  const blocks = createLineBlocks((bytes, start, end) => {
    text += new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(start, end));
  });
  for (const piece of pieces) blocks.push(piece);
  blocks.end();
  return text;
};

it('reads the same lines wherever the pieces are cut', () => {
  const bytes = new TextEncoder().encode('\ufefffirst\r\n\r\nthird é\nlast');
  const expected = 'first\r\n\r\nthird é\nlast\n';
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length), { maxLength: 8 }), (cuts) => {
      const at = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
      expect(linesOf(at.slice(1).map((end, n) => bytes.slice(at[n], end)))).toEqual(expected);
    }),
  );
});

it('stores only the start of an endless line', () => {
  const piece = new Uint8Array(100_000).fill(65);
  const lines = linesOf([piece, piece, piece, new TextEncoder().encode('\nnext\n')]);
  expect(lines.split('\n').map(({ length }) => length)).toEqual([65536, 4, 0]);
});
