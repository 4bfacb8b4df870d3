import { useState } from 'react';

/** Cards that are drawn before a carousel is scrolled, and that are added when its end comes near. */
const AT_FIRST = 8;
const STEP = 8;

/**
 * How many cards of a carousel are drawn. All others are drawn when they are about to come into sight.
 * @param total all cards of the carousel
 */
export function useDrawnCount(total: number) {
  const [drawn, setDrawn] = useState(AT_FIRST);
  return {
    drawn,
    /** The end of what is drawn comes near. Once all is drawn the count stays: a scroll then renders nothing. */
    drawMore: () => setDrawn((count) => (count < total ? count + STEP : count)),
    /** The card at this index, and some more after it, must be drawn. */
    drawUpTo: (index: number) => setDrawn((count) => Math.max(count, index + STEP / 2)),
  };
}
