import { type ReactNode, useDeferredValue, useEffect, useRef, useState } from 'react';
import { TOP_PICKS } from '../../top-picks.ts';
import type { RecommendedCard } from '../../worker/protocol.ts';
import type { ShownRow } from '../../worker/rows-protocol.ts';
import { useSelect, useStore } from '../store.ts';
import { reasonText } from '../texts-reasons.ts';
import { rowKey, rowText, rows as texts } from '../texts-rows.ts';
import { FilmDetails } from './film-details.tsx';
import { FilmRow, FilmRowSkeleton } from './film-row.tsx';

/** Rows that are announced before they are known: their places are on the page from the first paint. */
const PLACES = 3;

/** For you in rows, each with its reason: the beginning of the list, then what goes together. */
export function FilmRows() {
  const store = useStore();
  const openings = useSelect((state) => state.openings);
  const cards = useSelect((state) => state.recommended?.cards ?? null);
  // The list answers first; rows further down may follow a frame later.
  const rows = useDeferredValue(useSelect((state) => state.lists.rows));
  useEffect(() => {
    if (openings > 0) store.send({ type: 'showRows', on: true });
    return () => store.send({ type: 'showRows', on: false });
  }, [openings, store]);
  const top = cards?.slice(0, TOP_PICKS) ?? null;
  return (
    <FilmDetails>
      {top === null ? (
        <FilmRowSkeleton />
      ) : (
        <FilmRow
          title={texts.top}
          hint={texts.topHint}
          cards={top}
          noteOf={(_, place) => noteOf(top[place])}
        />
      )}
      {rows === null
        ? Array.from({ length: PLACES }, (_, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: places have no identity
            <Near key={n}>{() => <FilmRowSkeleton />}</Near>
          ))
        : rows.map((row) => <Near key={rowKey(row.subject)}>{() => <Row row={row} />}</Near>)}
    </FilmDetails>
  );
}

function noteOf(card: RecommendedCard | undefined): string {
  return card === undefined ? '' : reasonText(card.reason);
}

function Row({ row: { subject, cards } }: { readonly row: ShownRow }) {
  const { title, hint, term } = rowText(subject);
  return <FilmRow title={title} hint={<abbr title={term}>{hint}</abbr>} cards={cards} />;
}

/** Draws what it holds once it comes near the screen: a person sees two rows at a time, not nine. */
function Near({ children }: { readonly children: () => ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);
  useEffect(() => {
    const element = place.current;
    if (near || element === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setNear(true);
      },
      { rootMargin: '700px 0px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [near]);
  return near ? children() : <div className="film-row film-row--far" ref={place} />;
}
