import { useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { macrotask } from '../../base/scheduling.ts';

/**
 * Milliseconds of rendering after which the browser paints. Layout and paint of what was rendered take about as long
 * again, and together they should fit into a frame of 16 ms.
 */
const BUDGET_MS = 6;

/** A machine whose turns take longer than this does not keep up with a fling. */
const SLOW_MS = 16;
/** Nobody sees more than the outlines of what crosses the screen within this many milliseconds. */
const FLEETING_MS = 500;
/** Milliseconds without a frame after which the components are rendered all the same. */
const FRAMELESS_MS = 500;

/** Components that wait for their turn, the one that has waited longest first. */
const waiting = new Set<() => void>();
let isScheduled = false;
/** Milliseconds that the last turns took, with layout and paint. */
let cost = 0;
/** Where the page was scrolled to, and when, in the frame before; null where nothing waited then. */
let before: { readonly y: number; readonly at: number } | null = null;

/**
 * Whether a component may render all it has. Where many components with much to show come into the page at once, each
 * shows a placeholder first, and then they render one after the other, as many between two frames as there is time for.
 * A slow machine paints and answers presses in between; on a fast one nobody sees the placeholders.
 * @param isUrgent whether it must not wait, because it gets the focus
 * @returns true from its turn on
 */
export function useTurn(isUrgent = false): boolean {
  const [hadTurn, setHadTurn] = useState(isUrgent);
  if (isUrgent && !hadTurn) setHadTurn(true);
  useLayoutEffect(() => {
    if (hadTurn) return;
    const take = () => setHadTurn(true);
    waiting.add(take);
    if (!isScheduled) renderSoon(macrotask());
    return () => {
      waiting.delete(take);
    };
  }, [hadTurn]);
  return hadTurn || isUrgent;
}

function renderSoon(when: Promise<void>): void {
  isScheduled = true;
  when.then(renderSome);
}

function renderSome(): void {
  const begun = performance.now();
  try {
    // A row that is flung past would only hold up the rows that the person stops at.
    if (!(cost > SLOW_MS && isFlung(begun))) renderUntil(begun + BUDGET_MS);
  } finally {
    // A component that fails must not hold up those behind it for ever.
    if (waiting.size > 0) renderSoon(painted());
    else {
      isScheduled = false;
      before = null;
    }
  }
}

/** Renders the components that have waited longest. @param end by performance.now(); one is rendered in any case */
function renderUntil(end: number): void {
  const begun = performance.now();
  try {
    for (const take of waiting) {
      waiting.delete(take);
      flushSync(take);
      if (performance.now() >= end) break;
    }
  } finally {
    cost = performance.now() - begun;
  }
}

/** Whether the page moves so fast that nothing on it is on the screen for long. */
function isFlung(now: number): boolean {
  const last = before;
  before = { y: window.scrollY, at: now };
  if (last === null) return false;
  return Math.abs(before.y - last.y) * FLEETING_MS > window.innerHeight * (now - last.at);
}

/** Resolves after the next frame, or without one where the browser draws none for a while: hidden, or too busy to draw. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    const withoutFrame = setTimeout(() => {
      cancelAnimationFrame(frame);
      resolve();
    }, FRAMELESS_MS);
    const frame = requestAnimationFrame(() => {
      clearTimeout(withoutFrame);
      const begun = performance.now();
      macrotask().then(() => {
        cost += performance.now() - begun;
        resolve();
      });
    });
  });
}
