import { useState } from 'react';
import type { BrowseQuery } from '../../protocol/browse-messages.ts';
import type { Exploring } from './explore-url.ts';

/** The number of movies in a window. */
export const WINDOW = 60;

/**
 * Splits the list into windows: `at(n)` starts at place `n * WINDOW`. All windows belong to one request. The request
 * changes with the search, the filters and each visit to the page, and each new request computes the order again.
 */
export function useBrowseWindows(exploring: Exploring): { at(window: number): BrowseQuery } {
  const { query, order, hideKnown, view: _, ...filters } = exploring;
  const key = JSON.stringify([query, order, hideKnown, filters]);
  // The request starts as the time of the visit, so two visits never share a request.
  const [asked, setAsked] = useState(() => ({ key, request: Date.now() }));
  const { request } = asked.key === key ? asked : { request: asked.request + 1 };
  if (asked.key !== key) setAsked({ key, request });
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
