import type { AllInks } from './colours.ts';
import { toScreen, wholeMap } from './viewport.ts';

const NAME_FONT = '600 11px "Inter Variable", "Inter Fallback", system-ui, sans-serif';

/**
 * Draws the whole map at a small size: every movie is a faint dot, and one movie and the person are marked.
 * @param canvas the style sheet sets its size
 * @param name the label of the person's mark
 */
export function drawPlaces(
  canvas: HTMLCanvasElement,
  points: Float32Array,
  movie: readonly [number, number],
  you: readonly [number, number] | null,
  inks: AllInks,
  name: string,
): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const size = { width: canvas.clientWidth, height: canvas.clientHeight };
  canvas.width = Math.round(size.width * devicePixelRatio);
  canvas.height = Math.round(size.height * devicePixelRatio);
  context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  const [red, green, blue] = inks.faint;
  context.fillStyle = `rgb(${red} ${green} ${blue} / 30%)`;
  for (let at = 0; at < points.length; at += 2) {
    const { x, y } = toScreen(wholeMap, size, points[at], points[at + 1]);
    context.fillRect(x - 0.6, y - 0.6, 1.2, 1.2);
  }
  const mark = ([mapX, mapY]: readonly [number, number], hollow: boolean) => {
    const { x, y } = toScreen(wholeMap, size, mapX, mapY);
    context.beginPath();
    context.arc(x, y, 5, 0, 2 * Math.PI);
    context.lineWidth = 5;
    context.strokeStyle = inks.ground;
    context.stroke();
    context.fillStyle = hollow ? inks.ground : inks.accent;
    context.fill();
    context.lineWidth = 2;
    context.strokeStyle = inks.accent;
    context.stroke();
    return { x, y };
  };
  if (you !== null) {
    const { x, y } = mark(you, true);
    context.font = NAME_FONT;
    context.textBaseline = 'middle';
    context.lineJoin = 'round';
    context.lineWidth = 4;
    context.strokeStyle = inks.ground;
    context.strokeText(name, x + 9, y);
    context.fillStyle = inks.ink;
    context.fillText(name, x + 9, y);
  }
  mark(movie, false);
}
