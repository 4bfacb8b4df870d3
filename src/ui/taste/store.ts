import { useLayoutEffect, useSyncExternalStore } from 'react';
import { type ProblemReport, reportOf } from '../../base/problem.ts';
import { readTasteText, type Taste } from '../../base/taste-text.ts';
import { takeFromAddress, textInLink } from './url.ts';

/** What somebody sent. It lives in this page alone, until it is put away or the tab is closed. */
export type Received =
  | { readonly kind: 'none' }
  | { readonly kind: 'taste'; readonly taste: Taste; readonly text: string }
  | { readonly kind: 'refused'; readonly problem: ProblemReport };

const NONE: Received = { kind: 'none' };

let received: Received = NONE;
const listeners = new Set<() => void>();

function receive(next: Received): void {
  received = next;
  for (const listener of listeners) listener();
}

/** Opens a link, or the text of one; says what is wrong with it where it holds no taste. */
export function openTaste(link: string): void {
  const text = textInLink(link);
  try {
    receive({ kind: 'taste', taste: readTasteText(text), text });
  } catch (thrown) {
    receive({ kind: 'refused', problem: reportOf(thrown) });
  }
}

/** Reports a link that could not even be read, such as a picture without a code. */
export function refuseTaste(problem: ProblemReport): void {
  receive({ kind: 'refused', problem });
}

export function putTasteAway(): void {
  receive(NONE);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What somebody sent; the address is emptied of it before the page is painted. */
export function useReceivedTaste(): Received {
  useLayoutEffect(() => {
    const take = () => {
      const text = takeFromAddress(window);
      if (text !== null) openTaste(text);
    };
    take();
    // A link that is opened in this tab while the page is open changes nothing else.
    window.addEventListener('hashchange', take);
    return () => window.removeEventListener('hashchange', take);
  }, []);
  return useSyncExternalStore(subscribe, () => received);
}
