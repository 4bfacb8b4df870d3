import { flushSync } from 'react-dom';

/** Whether the person allows movement. */
export function motionAllowed(): boolean {
  return !matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/**
 * Draws a change of the list so that cards glide to their new places, where the browser can and the person
 * allows it. The state itself is already new: a transition that is skipped loses nothing.
 */
export function calmly(draw: () => void): void {
  if (typeof document.startViewTransition !== 'function' || !motionAllowed() || document.hidden) {
    draw();
    return;
  }
  const transition = document.startViewTransition(() => flushSync(draw));
  // A transition overtaken by the next one rejects; its drawing is done all the same.
  transition.ready.catch(() => {});
  transition.finished.catch(() => {});
}
