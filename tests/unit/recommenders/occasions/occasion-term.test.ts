import { describe, expect, test } from 'vitest';
import type { Movie } from '../../../../src/dataset/dataset.ts';
import { MONTHS } from '../../../../src/recommenders/occasions/calendar.ts';
import { type LogOdds, usual } from '../../../../src/recommenders/occasions/log-odds.ts';
import type { OccasionModel } from '../../../../src/recommenders/occasions/occasion-model.ts';
import { leadingOccasions, occasionTerm } from '../../../../src/recommenders/occasions/occasion-term.ts';

const [NOVEMBER, SUNDAY] = [10, 0];
const genres = ['Crime', 'War'];
const movies: Movie[] = [['Crime'], ['War'], ['Crime', 'War'], [], ['Crime']].map((own, id) => ({
  id,
  title: `Film ${id}`,
  year: 1990,
  genres: own,
}));
const nobody = { item: new Int32Array(0), value: new Float32Array(0), time: new Uint32Array(0) };
const now = { month: NOVEMBER, weekday: SUNDAY };
const sure = (value: number): LogOdds => ({ value, error: 0.01 });

/** Knows of genres in November and on Sundays, and of movies by their number. */
function model(november: LogOdds[], sunday: LogOdds[] = [], ofMovie: LogOdds[] = []): OccasionModel {
  return {
    genres,
    shares: Float64Array.of(0.5, 0.2),
    ofGenre: (g, o) => (o === NOVEMBER ? november[g] : o === MONTHS + SUNDAY ? sunday[g] : usual) ?? usual,
    ofMovie: (item, o) => (o === NOVEMBER ? (ofMovie[item] ?? usual) : usual),
  };
}

describe('how well movies fit a day', () => {
  test('the mean over the genres of a movie, of month and weekday together; unreliable ones add nothing', () => {
    const { values, parts } = occasionTerm(
      model([sure(0.4), { value: 0.9, error: 0.5 }], [usual, sure(-0.2)]),
      movies,
      nobody,
      now,
    );
    [0.4, -0.2, 0.2 - 0.1, 0, 0.4].forEach((value, item) => {
      expect(values[item]).toBeCloseTo(value, 6);
    });
    expect(parts(2)).toEqual([
      { by: 'month', genre: 'Crime', isOwn: false, value: 0.2 },
      { by: 'weekday', genre: 'War', isOwn: false, value: -0.1 },
    ]);
  });

  test('what is known of the movie itself takes the place of its genres', () => {
    const { values, parts } = occasionTerm(
      model([sure(0.4), usual], [], [usual, usual, usual, usual, sure(-0.3)]),
      movies,
      nobody,
      now,
    );
    expect(values[4]).toBeCloseTo(-0.3, 6);
    expect(parts(4)).toEqual([{ by: 'month', genre: null, isOwn: false, value: -0.3 }]);
  });

  test('the weekday is named where it adds more than the month', () => {
    const pool = [0, 1, 2];
    const of = (month: number, weekday: number) =>
      leadingOccasions(
        occasionTerm(model([sure(month), usual], [sure(weekday), usual]), movies, nobody, now),
        pool,
      );
    expect(of(0.4, 0.1)).toEqual(['month']);
    expect(of(0.1, 0.4)).toEqual(['weekday', 'month']);
    expect(of(-0.1, 0.4)).toEqual(['weekday']);
    expect(of(-0.1, -0.1)).toEqual([]);
  });
});

describe('the dates of the person', () => {
  /** War on so many days of November in each of ten years, and crime on the days of other months. */
  const ofPerson = (novemberDays: number, otherDays: number) => {
    const times = [
      ...Array.from({ length: novemberDays }, (_, n) => Date.UTC(2000 + (n % 10), NOVEMBER, 1 + n / 10)),
      ...Array.from({ length: otherDays }, (_, n) => Date.UTC(2000 + (n % 10), n % 9, 1 + n / 10)),
    ];
    return {
      item: Int32Array.from(times, (_, n) => (n < novemberDays ? 1 : 0)),
      value: new Float32Array(times.length).fill(4),
      time: Float64Array.from(times, (time) => time / 1000),
    };
  };
  const wednesday = { month: NOVEMBER, weekday: 3 };

  test('many days of their own say what the data set does not, by hand', () => {
    const { values, parts } = occasionTerm(model([usual, usual]), movies, ofPerson(60, 180), wednesday);
    // Usually (20 * 0.2 + 60) / (20 + 240) = 64 / 260; in November 60 of 60 days, with 20 days of prior.
    const p = 64 / 260;
    const expected = Math.log((20 * p + 60) / (20 * (1 - p))) - Math.log(p / (1 - p));
    const [month] = parts(1).filter(({ by }) => by === 'month');
    expect(month.value).toBeCloseTo(expected, 10);
    expect(month).toMatchObject({ genre: 'War', isOwn: true });
    expect(values[1]).toBeGreaterThan(1);
  });

  test('a single rating and a single day say nothing', () => {
    for (const days of [1, 2]) {
      const { values } = occasionTerm(model([usual, usual]), movies, ofPerson(days, 100), wednesday);
      expect([...values]).toEqual([0, 0, 0, 0, 0]);
    }
  });

  test('a few days move what everyone does, and many against it take it away', () => {
    const everyone = model([usual, sure(0.5)]);
    const [plain, more, against] = [nobody, ofPerson(5, 0), ofPerson(0, 0)].map(
      (ratings) => occasionTerm(everyone, movies, ratings, wednesday).values[1],
    );
    expect(plain).toBeCloseTo(0.5, 6);
    expect(against).toBeCloseTo(0.5, 6);
    expect(more).toBeGreaterThan(0.5);
    const crimeInNovember = ofPerson(90, 0);
    crimeInNovember.item.fill(0);
    const warElsewhere = ofPerson(0, 90);
    warElsewhere.item.fill(1);
    const both = {
      item: Int32Array.of(...crimeInNovember.item, ...warElsewhere.item),
      value: new Float32Array(180).fill(4),
      time: Float64Array.of(...crimeInNovember.time, ...warElsewhere.time),
    };
    expect(occasionTerm(everyone, movies, both, wednesday).values[1]).toBeLessThanOrEqual(0);
  });
});
