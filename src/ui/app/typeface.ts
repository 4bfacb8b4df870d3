import type { Action } from '../state/actions.ts';

/**
 * Sets the page in its own typeface once all movies are here, or have failed to come: on a slow network it would hold up
 * the first of them, and to lay the page out anew would hold up who picks. For who has been here before public/theme.js does
 * so at the start. Until then the page is set in a typeface of the system with the same metrics.
 */
export function showTypeface(action: Action): void {
  const isTime =
    action.type === 'opened' ? !action.dataset.isStarter : /^(failed|shelfDelayed)$/.test(action.type);
  if (isTime) document.documentElement.dataset.face = '';
}
