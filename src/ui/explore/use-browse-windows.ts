import { useState } from 'react';
import type { BrowseQuery } from '../../protocol/recommendation-messages.ts';
import type { Exploring } from './explore-url.ts';

/** Movies in a window. */
export const WINDOW = 60;

/**
 * The windows onto what is explored: `at(n)` shows the places from `n * WINDOW`. Windows belong to one request, which
 * changes with what is explored, and with every visit of the page: the order is made anew then.
 */
export function useBrowseWindows(exploring: Exploring): { at(window: number): BrowseQuery } {
  const { query, order, hideKnown, genres, from, to, minRatings } = exploring;
  const key = JSON.stringify([query, order, hideKnown, genres, from, to, minRatings]);
  // The time of the visit, so that no two visits share a request.
  const [asked, setAsked] = useState(() => ({ key, request: Date.now() }));
  const { request } = asked.key === key ? asked : { request: asked.request + 1 };
  if (asked.key !== key) setAsked({ key, request });
  const filters = { genres, from, to, minRatings };
  return {
    at: (window) => ({
      type: 'browse',
      request,
      text: query,
      order,
      filters,
      hideKnown,
      from: window * WINDOW,
      count: WINDOW,
    }),
  };
}
