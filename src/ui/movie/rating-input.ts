/** Converts a key, a pointer position or a second tap to a rating: half stars from 0.5 to 5, or null for none. */
export type GivenStars = number | null;

/** Divides the control into ten half-star steps; the space just before the first star still gives half a star. */
export function starsFromPointer(x: number, left: number, width: number): number {
  const step = Math.ceil(((x - left) / width) * 10);
  return Math.min(10, Math.max(1, step)) / 2;
}

/** A tap on the current rating of a movie removes the rating. */
export function starsAfterTap(current: GivenStars, tapped: number): GivenStars {
  return current === tapped ? null : tapped;
}

/**
 * A finger is too wide for half stars: a tap gives whole stars, a second one on the same star halves it, and a third one
 * removes the rating.
 * @param touched where the finger was, in half stars
 */
export function starsAfterTouch(current: GivenStars, touched: number): GivenStars {
  const star = Math.ceil(touched);
  if (current === star) return star - 0.5;
  return current === star - 0.5 ? null : star;
}

export interface KeyMeaning {
  readonly stars: GivenStars;
  /** Whether to wait: arrow steps wait until the person stops; a digit or Delete applies at once. */
  readonly settled: boolean;
}

/** @returns null if the control does not use the key */
export function starsFromKey(key: string, current: GivenStars): KeyMeaning | null {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return { stars: Math.min(5, (current ?? 0) + 0.5), settled: false };
    case 'ArrowLeft':
    case 'ArrowDown':
      return { stars: current === null || current <= 0.5 ? null : current - 0.5, settled: false };
    case 'PageUp':
      return { stars: Math.min(5, (current ?? 0) + 1), settled: false };
    case 'PageDown':
      return { stars: current === null || current <= 1 ? null : current - 1, settled: false };
    case 'Home':
      return { stars: 0.5, settled: false };
    case 'End':
      return { stars: 5, settled: false };
    case 'Delete':
    case 'Backspace':
      return { stars: null, settled: true };
    case '0':
      return { stars: 5, settled: true };
    default:
      return /^[1-9]$/.test(key) ? { stars: Number(key) / 2, settled: true } : null;
  }
}
