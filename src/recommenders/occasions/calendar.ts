/** Occasions that recur: the months 0..11 from January, then the weekdays 12..18 from Sunday. */
export const OCCASIONS = 19;
export const MONTHS = 12;

const DAY_SECONDS = 86_400;

/** A day on which somebody rated. */
export interface CalendarDay {
  readonly year: number;
  /** 0 January to 11. */
  readonly month: number;
  /** 0 Sunday to 6. */
  readonly weekday: number;
}

/** Days since 1970 in UTC. Data sets do not say where their people live. @param time seconds since 1970 */
export const dayOf = (time: number): number => Math.floor(time / DAY_SECONDS);

/** @param day days since 1970 */
export function calendarDay(day: number): CalendarDay {
  const date = new Date(day * DAY_SECONDS * 1000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), weekday: date.getUTCDay() };
}

/** The two occasions of a day: its month and its weekday. */
export const occasionsOf = ({ month, weekday }: Omit<CalendarDay, 'year'>): readonly [number, number] => [
  month,
  MONTHS + weekday,
];

/** Calls `visit` for each day on which somebody rated, with the positions of that day's ratings; undated ones are left out. */
export function eachDay(
  time: ArrayLike<number>,
  from: number,
  to: number,
  visit: (day: number, positions: readonly number[]) => void,
): void {
  const days = new Map<number, number[]>();
  for (let n = from; n < to; n++) {
    if (!(time[n] > 0)) continue;
    const day = dayOf(time[n]);
    const positions = days.get(day);
    if (positions === undefined) days.set(day, [n]);
    else positions.push(n);
  }
  days.forEach((positions, day) => {
    visit(day, positions);
  });
}
