import { expect, it } from 'vitest';
import { tellActing } from '../../../../src/ui/app/report-activity.ts';

/** Sends the events and tells when the worker was told. */
function told(cores: number, events: readonly (readonly [type: string, at: number])[]): number[] {
  const target = new EventTarget();
  const at: number[] = [];
  let now = 0;
  tellActing(target, cores, () => at.push(now));
  for (const [type, time] of events) {
    now = time;
    const event = new Event(type);
    Object.defineProperty(event, 'timeStamp', { value: time });
    target.dispatchEvent(event);
  }
  return at;
}

it('tells that the person scrolls, presses or types, at most ten times a second', () => {
  const scrolling = Array.from({ length: 31 }, (_, n) => ['scroll', 16 * n] as const);
  expect(told(2, scrolling)).toEqual([0, 112, 224, 336, 448]);
  expect(
    told(4, [
      ['keydown', 5],
      ['pointerdown', 500],
    ]),
  ).toEqual([5, 500]);
});

it('says nothing of what is no act, and nothing at all where there are cores enough', () => {
  expect(told(2, [['pointermove', 5]])).toEqual([]);
  expect(told(8, [['scroll', 5]])).toEqual([]);
});
