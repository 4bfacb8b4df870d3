import { expect, it } from 'vitest';
import { reportActivity } from '../../../../src/ui/app/report-activity.ts';

/** Dispatches the events. @returns when activity was reported */
function reportsOf(cores: number, events: readonly (readonly [type: string, at: number])[]): number[] {
  const target = new EventTarget();
  const at: number[] = [];
  let now = 0;
  reportActivity(target, cores, () => at.push(now));
  for (const [type, time] of events) {
    now = time;
    const event = new Event(type);
    Object.defineProperty(event, 'timeStamp', { value: time });
    target.dispatchEvent(event);
  }
  return at;
}

it('reports that the person scrolls, presses or types, at most ten times a second', () => {
  const scrolling = Array.from({ length: 31 }, (_, n) => ['scroll', 16 * n] as const);
  expect(reportsOf(2, scrolling)).toEqual([0, 112, 224, 336, 448]);
  expect(
    reportsOf(4, [
      ['keydown', 5],
      ['pointerdown', 500],
    ]),
  ).toEqual([5, 500]);
});

it('reports no other event, and nothing at all where there are enough cores', () => {
  expect(reportsOf(2, [['pointermove', 5]])).toEqual([]);
  expect(reportsOf(8, [['scroll', 5]])).toEqual([]);
});
