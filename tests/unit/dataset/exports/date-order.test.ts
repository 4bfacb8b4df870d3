import { describe, expect, it } from 'vitest';
import { dateOrderOf, isoDate } from '../../../../src/dataset/exports/date-order.ts';
import { fc } from '../../../fixtures/property.ts';

describe('the order of day and month', () => {
  it.each([
    [['3/4/2019', '13/4/2019', '4/5/2019'], 'dayFirst'],
    [['3.4.2019', '4.13.2019'], 'monthFirst'],
    [['3/4/2019', '5/6/2019'], 'monthFirst'],
    [['3.4.2019', ' 5.6.2019 '], 'dayFirst'],
    [['3-4-2019'], 'dayFirst'],
    [['12/12/2019'], 'monthFirst'],
    [['2019-13-04', 'no date', '1/2/20190'], 'monthFirst'],
    [[], 'monthFirst'],
  ] as const)('of %j is %s', (cells, order) => {
    expect(dateOrderOf(cells)).toBe(order);
  });
});

/** The names of months as dates are written by people, not as the platform writes them. */
const MAY_4 = [
  '4. Mai 2019',
  '4 Mai 2019',
  '4 mai 2019',
  '4 de mayo de 2019',
  '4 maggio 2019',
  '4 de maio de 2019',
  '4 mei 2019',
  '4 maj 2019',
  '4 May. 2019',
  'May 4, 2019',
  'MAY 4 2019',
  '2019年5月4日',
  '2019. 5. 4.',
  '2019/5/4',
  '2019/05/04',
];
const OTHERS = [
  ['1 février 2020', '2020-02-01'],
  ['1. März 2020', '2020-03-01'],
  ['31 déc. 2020', '2020-12-31'],
  ['12 grudnia 2020', '2020-12-12'],
  ['juin 30, 2020', '2020-06-30'],
] as const;

describe('a date', () => {
  it.each(MAY_4)('written as %s is 4 May 2019, whatever the order of numbers', (written) => {
    expect(isoDate(written, 'dayFirst')).toBe('2019-05-04');
    expect(isoDate(written, 'monthFirst')).toBe('2019-05-04');
  });

  it.each(OTHERS)('written as %s is %s', (written, iso) => {
    expect(isoDate(written, 'dayFirst')).toBe(iso);
  });

  it('of numbers is read in the order of its file, with its time of day', () => {
    expect(isoDate('4.5.2019', 'dayFirst')).toBe('2019-05-04');
    expect(isoDate('4/5/2019', 'monthFirst')).toBe('2019-04-05');
    expect(isoDate('04.05.2019 21:10', 'dayFirst')).toBe('2019-05-04T21:10');
    expect(isoDate('04-05-2019, 9:07:30', 'dayFirst')).toBe('2019-05-04T09:07:30');
    expect(isoDate('04.05.2019 late', 'dayFirst')).toBe('2019-05-04');
  });

  it.each([
    '31.4.2019',
    '29.2.2019',
    '0.4.2019',
    '4.0.2019',
    '4.13.2019',
    '2019/13/01',
    '2019年2月30日',
    '32 May 2019',
    '4 Brumaire 2019',
    '2019-05-04',
    'May 4, 20190',
    '',
  ])('%j stays as it is written, where there is no such day in one of these forms', (written) => {
    expect(isoDate(written, 'dayFirst')).toBe(written);
  });

  it('comes back from any day of a calendar, in each form', () => {
    const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (date) => {
        const iso = date.toISOString().slice(0, 10);
        const [year, month, day] = iso.split('-').map(Number);
        expect(isoDate(`${day}.${month}.${year}`, 'dayFirst')).toBe(iso);
        expect(isoDate(`${month}/${day}/${year}`, 'monthFirst')).toBe(iso);
        expect(isoDate(`${year}/${month}/${day}`, 'dayFirst')).toBe(iso);
        const named = date.toLocaleDateString('en-GB', {
          day: 'numeric',
          month: 'long',
          year: 'numeric',
          timeZone: 'UTC',
        });
        expect(isoDate(named, 'monthFirst')).toBe(iso);
      }),
    );
  });
});
