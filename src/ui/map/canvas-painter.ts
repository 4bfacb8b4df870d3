import { growth, type Painter, pointScale } from './painter.ts';
import type { PointLooks } from './point-style.ts';
import { toScreen } from './viewport.ts';

/** Draws the points on a 2D canvas for browsers without WebGL 2: the same picture, but slower. */
export function createFlatPainter(canvas: HTMLCanvasElement): Painter | null {
  const context = canvas.getContext('2d');
  if (context === null) return null;
  let latest: PointLooks | null = null;
  return {
    setLooks(looks) {
      latest = looks;
    },
    paint(view, size, ratio) {
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, size.width, size.height);
      if (latest === null) return;
      const { order, points, colour, shape } = latest;
      const grown = growth(view.zoom) * pointScale(size);
      for (let n = 0; n < order.length; n++) {
        const { x, y } = toScreen(view, size, points[2 * n], points[2 * n + 1]);
        const r = Math.max(0.75, (latest.size[n] * grown) / 2);
        if (x < -r || y < -r || x > size.width + r || y > size.height + r) continue;
        const [red, green, blue, alpha] = colour.subarray(4 * n, 4 * n + 4);
        context.fillStyle = `rgb(${red} ${green} ${blue} / ${alpha / 255})`;
        context.beginPath();
        outline(context, shape[n], x, y, r);
        context.fill();
      }
    },
    dispose() {
      latest = null;
    },
  };
}

function outline(context: CanvasRenderingContext2D, shape: number, x: number, y: number, r: number): void {
  if (shape === 1) context.rect(x - 0.87 * r, y - 0.87 * r, 1.74 * r, 1.74 * r);
  else if (shape === 0) context.arc(x, y, r, 0, 2 * Math.PI);
  else {
    const corners =
      shape === 2
        ? ([
            [0, -1.26],
            [1.26, 0],
            [0, 1.26],
            [-1.26, 0],
          ] as const)
        : ([
            [0, -1.24],
            [1.07, 0.62],
            [-1.07, 0.62],
          ] as const);
    corners.forEach(([dx, dy], n) => {
      if (n === 0) context.moveTo(x + dx * r, y + dy * r);
      else context.lineTo(x + dx * r, y + dy * r);
    });
    context.closePath();
  }
}
