import type { Action } from '../state/actions.ts';
import { remember } from '../state/local-preferences.ts';
import type { State } from '../state/state.ts';

/** Remembers for the start of the next visit (src/early.ts) whether it finds a data set on this device. */
export function rememberShelf({ type }: Action, { app }: State): void {
  if (type !== 'opened' && type !== 'forgotten') return;
  const isStored = type === 'opened' && !app.dataset?.isStarter && app.isPersistent && app.isDataPersistent;
  remember('shelf', isStored ? 'stored' : null);
}
