/** What the page reports of a rating: that it was given, and that its star became solid. */
export interface RatingReport {
  readonly type: 'sent' | 'confirmed';
  readonly movieId: number;
  readonly stars: number;
  /** From the press to the solid star; 0 when sent. */
  readonly ms: number;
}

/**
 * Rates movies of the page one after the other, until the page is gone. Runs in the page.
 * @param seed chooses the movies and stars
 */
export async function rateWithoutEnd(seed: number): Promise<void> {
  let state = seed;
  const draw = (below: number) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
  const report = (window as unknown as { reportRating(report: RatingReport): void }).reportRating;
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  for (;;) {
    const sliders = document.querySelectorAll<HTMLElement>('main [data-movie] .star-rating');
    const slider = sliders[draw(sliders.length)];
    const movieId = Number(slider?.closest<HTMLElement>('[data-movie]')?.dataset.movie);
    if (slider === undefined || !(movieId > 0)) {
      await pause(20);
      continue;
    }
    const key = 1 + draw(9);
    const range = slider.querySelector('input');
    if (range === null || range.value === String(key / 2)) continue;
    const begin = performance.now();
    report({ type: 'sent', movieId, stars: key / 2, ms: 0 });
    range.dispatchEvent(new KeyboardEvent('keydown', { key: String(key), bubbles: true, cancelable: true }));
    await pause(0);
    // The page may show the movie elsewhere by now, or not at all.
    while (slider.isConnected && slider.classList.contains('star-rating--unsaved')) await pause(4);
    if (slider.isConnected)
      report({ type: 'confirmed', movieId, stars: key / 2, ms: performance.now() - begin });
  }
}
