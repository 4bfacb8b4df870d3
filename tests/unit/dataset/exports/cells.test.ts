import { describe, expect, it } from 'vitest';
import {
  idFrom,
  imdbFrom,
  numberFrom,
  starsFrom,
  timeFrom,
  yearFrom,
} from '../../../../src/dataset/exports/cells.ts';
import { recordsIn } from '../../../../src/dataset/exports/flat-xml.ts';
import { decodeEntities } from '../../../../src/dataset/exports/html-entities.ts';
import { fc } from '../../../fixtures/property.ts';

describe('a rating in a cell', () => {
  it.each([
    ['3.5', 5, 3.5],
    ['3,5', 5, 3.5],
    ['4', 5, 4],
    ['★★★½', 5, 3.5],
    ['½', 5, 0.5],
    ['★★★★★', 5, 5],
    ['7', 10, 3.5],
    ['10', 10, 5],
    ['55', 100, 3],
    ['0.1', 5, 0.5],
  ])('%s of %d is %d stars', (written, most, stars) => {
    expect(starsFrom(written, most)).toBe(stars);
  });

  it.each(['', '0', '-1', '5.5', 'five', '★★★★★★', '½★', '4.', '.5', '4 ', '1e1', '1234567890'])(
    '%j is none on a scale of five',
    (written) => {
      expect(starsFrom(written, 5)).toBeNull();
    },
  );

  it('is any half star, and no other number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.constantFrom(5, 10, 20, 100), (rating, most) => {
        const stars = starsFrom(String(rating), most);
        if (rating > most) expect(stars).toBeNull();
        else {
          expect(Number.isInteger((stars ?? 0) * 2)).toBe(true);
          expect(Math.abs((stars ?? 0) - Math.max(0.5, (rating / most) * 5))).toBeLessThanOrEqual(0.25);
        }
      }),
    );
  });
});

it.each([
  ['12', 12],
  ['0.25', 0.25],
  ['1,5', 1.5],
  ['1.2.3', null],
  ['x1', null],
  ['1x', null],
])('the number %j is %j', (written, number) => {
  expect(numberFrom(written)).toBe(number);
});

it.each([
  ['1996', 1996],
  ['1887', 1887],
  ['2031', 2031],
  ['1996-04-05', 1996],
  ['1996-04-05T10:00', 1996],
  ['1796', null],
  ['2196', null],
  ['19961', null],
  ['x1996', null],
  ['1996-4', null],
])('the year of %j is %j', (written, year) => {
  expect(yearFrom(written)).toBe(year);
});

it.each([
  ['603', 603],
  ['999999999', 999_999_999],
  ['0603', null],
  ['1234567890', null],
  ['x603', null],
  ['603x', null],
])('the id %j is %j', (written, id) => {
  expect(idFrom(written)).toBe(id);
});

it.each([
  ['tt0116282', 116282],
  ['TT0116282', 116282],
  ['0116282', 116282],
  ['https://www.imdb.com/title/tt0116282/', 116282],
  ['https://www.imdb.com/title/tt0116282/?ref_=nv_1', 116282],
  ['https://www.imdb.com/title/tt0116282#cast', 116282],
  ['tt0000000', null],
  ['nm0000123', null],
  ['tt0116282x', null],
  ['', null],
])('the number of IMDb in %j is %j', (written, imdb) => {
  expect(imdbFrom(written)).toBe(imdb);
});

it.each([
  ['2019-05-04', Date.UTC(2019, 4, 4)],
  ['2019-05-04T10:20:30Z', Date.UTC(2019, 4, 4, 10, 20, 30)],
  ['1970-01-01', 0],
  ['1969-12-31', null],
  ['yesterday', null],
  ['12', null],
  ['1234 of them', null],
])('the time of %j is %j', (written, at) => {
  expect(timeFrom(written)).toBe(at);
});

describe('entities in a text', () => {
  it.each([
    ['Willy &amp; Co &#039;n&#039; &quot;more&quot;', 'Willy & Co \'n\' "more"'],
    ['&lt;i&gt;&apos;&nbsp;x', "<i>' x"],
    ['Am&eacute;lie, &Uuml;ber, &ccedil;a, &Scaron;, &ntilde;', 'Amélie, Über, ça, Š, ñ'],
    ['&agrave;&ecirc;&aring;', 'àêå'],
    ['&#x1F600; &#X41;', '😀 A'],
    ['&szlig;&aelig;&AElig;&oslash;&Oslash;', 'ßæÆøØ'],
    ['1&ndash;2&mdash;3&hellip;&middot;', '1–2—3…·'],
    ['&lsquo;a&rsquo; &ldquo;b&rdquo;', '‘a’ “b”'],
  ])('of %j are %j', (text, decoded) => {
    expect(decodeEntities(text)).toBe(decoded);
  });

  it.each(['&big;', '&;', '&#0;', '&#1114112;', '&#x110000;', '&constructor;', '&xacute', 'AT&T; no'])(
    'stay as they are written where they are unknown: %j',
    (text) => {
      expect(decodeEntities(text)).toBe(text);
    },
  );

  it('come back from any text that was escaped by numbers', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii', minLength: 1 }), (text) => {
        const escaped = [...text].map((letter) => `&#${letter.codePointAt(0)};`).join('');
        expect(decodeEntities(escaped)).toBe([...text].map((c) => (c === '\0' ? '&#0;' : c)).join(''));
      }),
    );
  });
});

describe('records of a flat XML file', () => {
  const read = (text: string) => [...recordsIn(text, 'film')].map((record) => Object.fromEntries(record));

  it('have children by name in lower case, with attributes left out and texts decoded', () => {
    const text =
      '<films a="1"><film id="1"><Name lang="en"> Tom &amp; Jerry </Name><x.y-z>1</x.y-z></film><films></films>' +
      '<film><name>A<![CDATA[ &amp; <b>]]>C</name><empty></empty></film></films>';
    expect(read(text)).toEqual([
      { name: 'Tom & Jerry', 'x.y-z': '1' },
      { name: 'A &amp; <b>C', empty: '' },
    ]);
  });

  it('end where the file was cut off, and are not of another element', () => {
    expect(read('<film><a>1</a></film><film><a>2</a>')).toEqual([{ a: '1' }]);
    expect(read('<filmed><a>1</a></filmed>')).toEqual([]);
    expect(read('')).toEqual([]);
  });

  it('are read up to 20,000 letters, however long they are', () => {
    const long = `<film><a>1</a>${' '.repeat(20_000)}<b>2</b></film><film><c>3</c></film>`;
    expect(read(long)).toEqual([{ a: '1' }, { c: '3' }]);
  });
});
