/** The skeleton of the document is on the screen by then in any case, and a browser that does not report it is not waited for. */
const LONGEST_MS = 200;

const painted = whenPainted();

/**
 * Runs something once the browser has painted the skeleton of the document, so that what it fetches does not compete with
 * the first paint. Where that has been, or nothing is painted because the tab is hidden, it runs at once.
 */
export function afterFirstPaint(run: () => void): void {
  if (painted === null) run();
  else void painted.then(run);
}

/** Null where nobody has to wait. */
function whenPainted(): Promise<void> | null {
  const isPainted = performance.getEntriesByName('first-contentful-paint').length > 0;
  const isReported = PerformanceObserver.supportedEntryTypes?.includes('paint') === true;
  if (isPainted || !isReported || document.visibilityState === 'hidden') return null;
  return new Promise((resolve) => {
    const observer = new PerformanceObserver((list) => {
      if (list.getEntriesByName('first-contentful-paint').length === 0) return;
      observer.disconnect();
      resolve();
    });
    observer.observe({ type: 'paint', buffered: true });
    setTimeout(resolve, LONGEST_MS);
  });
}
