import { describe, expect, it } from 'vitest';
import { type Labelled, placeLabels } from '../../../../src/ui/chart/label-placement.ts';

describe('names beside points', () => {
  const box = ({ x, y, anchor }: ReturnType<typeof placeLabels>[number], { width }: Labelled) => {
    const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
    return { left, right: left + width, top: y - 7, bottom: y + 7 };
  };

  it('stand to the right of a lone point, to the left where there is no room', () => {
    expect(placeLabels([{ x: 50, y: 50, width: 40 }], 200, 100)[0]).toMatchObject({ anchor: 'start', y: 50 });
    expect(placeLabels([{ x: 190, y: 50, width: 40 }], 200, 100)[0]).toMatchObject({ anchor: 'end', y: 50 });
  });

  it('do not cover each other where there is room', () => {
    const points = [0, 1, 2, 3, 4].map((n) => ({ x: 100 + 3 * n, y: 100 + 2 * n, width: 60 }));
    const boxes = placeLabels(points, 300, 200).map((place, n) => box(place, points[n]));
    boxes.forEach((a, n) => {
      for (const b of boxes.slice(n + 1)) {
        const apart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
        expect(apart).toBe(true);
      }
    });
  });
});
