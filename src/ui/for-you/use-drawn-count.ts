import { useState } from 'react';

/** The number of cards rendered before the person scrolls a carousel, and the number added near the end of them. */
const AT_FIRST = 8;
const STEP = 8;

/**
 * Returns how many cards of a carousel to render. The other cards render shortly before they come into view.
 * @param total the number of all cards in the carousel
 */
export function useDrawnCount(total: number) {
  const [drawn, setDrawn] = useState(AT_FIRST);
  return {
    drawn,
    /** Call this near the last rendered card. Once all are rendered the count stays, and a scroll renders nothing. */
    drawMore: () => setDrawn((count) => (count < total ? count + STEP : count)),
    /** Renders the card at this index and a few more after it. */
    drawUpTo: (index: number) => setDrawn((count) => Math.max(count, index + STEP / 2)),
  };
}
