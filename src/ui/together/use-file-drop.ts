import { useEffect, useLayoutEffect, useRef, useState } from 'react';

/**
 * Takes all files that are dropped while it is mounted, wherever they are dropped. The page would import them as the
 * person's own, so no drag event reaches it.
 * @returns whether files are over the window
 */
export function useFileDrop(take: (files: Iterable<File>) => void): boolean {
  const [isOver, setOver] = useState(false);
  const newest = useRef(take);
  useLayoutEffect(() => {
    newest.current = take;
  });
  useEffect(() => {
    const ended = new AbortController();
    // In the capture phase of the window nobody has heard of the event yet.
    const options = { capture: true, signal: ended.signal };
    const on = (type: 'dragenter' | 'dragover' | 'dragleave' | 'drop', act: (event: DragEvent) => void) =>
      window.addEventListener(
        type,
        (event) => {
          if (!(event.dataTransfer?.types.includes('Files') ?? false)) return;
          event.preventDefault();
          event.stopImmediatePropagation();
          act(event);
        },
        options,
      );
    on('dragenter', () => setOver(true));
    on('dragover', () => setOver(true));
    on('dragleave', ({ relatedTarget }) => {
      // This is null when the files leave the window.
      if (relatedTarget === null) setOver(false);
    });
    on('drop', ({ dataTransfer }) => {
      setOver(false);
      if (dataTransfer !== null) newest.current(dataTransfer.files);
    });
    return () => ended.abort();
  }, []);
  return isOver;
}
