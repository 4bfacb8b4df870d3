/** Space between an element, what stands beside it, and the edges of the screen, CSS pixels. */
const GAP = 12;

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Where details stand on the screen: to the right of an element, else to its left, else above it, because a finger would
 * hide what is below. They never leave the screen where they fit into it.
 * @param box the element, in screen coordinates
 */
export function placeBeside(
  box: Pick<DOMRect, 'left' | 'right' | 'top'>,
  size: Size,
  screen: Size,
): { readonly left: number; readonly top: number } {
  const within = (value: number, length: number, limit: number) =>
    Math.max(GAP, Math.min(value, limit - length - GAP));
  const right = box.right + GAP;
  const left = box.left - GAP - size.width;
  const hasRoom = right + size.width + GAP <= screen.width || left >= GAP;
  const x = right + size.width + GAP <= screen.width ? right : left;
  return {
    left: hasRoom ? x : within(box.left, size.width, screen.width),
    top: within(hasRoom ? box.top : box.top - size.height - GAP, size.height, screen.height),
  };
}
