import {
  type ReactNode,
  useDeferredValue,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { ShownRow } from '../../protocol/carousel-messages.ts';
import type { RecommendedCard } from '../../protocol/messages.ts';
import { TOP_PICKS } from '../../protocol/top-picks.ts';
import { useInView } from '../kit/use-in-view.ts';
import { reasonText } from '../movie/reason-texts.ts';
import { useSelect, useStore } from '../state/store.ts';
import { Carousel, CarouselSkeleton } from './carousel.tsx';
import { rowKey, rowText, rows as texts } from './carousel-texts.ts';
import { MoviePopover } from './movie-popover.tsx';
import { holdRows } from './stable-row-order.ts';

/** Rows that are announced before they are known: their places are on the page from the first paint. */
const PLACES = 3;

/** For you in rows, each with its reason: the beginning of the list, then what goes together. */
export function Carousels() {
  const store = useStore();
  const openings = useSelect((state) => state.openings);
  const cards = useSelect((state) => state.recommended?.cards ?? null);
  // The list answers first; rows further down may follow a frame later.
  const { rows, inSight } = useHeld(useDeferredValue(useSelect((state) => state.lists.rows)));
  useEffect(() => {
    if (openings > 0) store.send({ type: 'showRows', on: true });
    return () => store.send({ type: 'showRows', on: false });
  }, [openings, store]);
  const top = cards?.slice(0, TOP_PICKS) ?? null;
  return (
    <MoviePopover>
      {top === null ? (
        <CarouselSkeleton />
      ) : (
        <Carousel
          title={texts.top}
          hint={texts.topHint}
          cards={top}
          noteOf={(_, place) => noteOf(top[place])}
        />
      )}
      {rows === null
        ? Array.from({ length: PLACES }, (_, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: places have no identity
            <Near key={n}>{() => <CarouselSkeleton />}</Near>
          ))
        : rows.map((row, n) => (
            <Near key={keyOf(row)} begun={n < inSight}>
              {() => <Row row={row} />}
            </Near>
          ))}
    </MoviePopover>
  );
}

/** Rows as they are shown: those in sight keep their places until the page is left. */
function useHeld(planned: readonly ShownRow[] | null) {
  const shown = useRef<readonly string[]>([]);
  const held = useMemo(() => {
    const inSight = countInSight();
    return { rows: planned && holdRows(shown.current, planned, inSight, keyOf), inSight };
  }, [planned]);
  useLayoutEffect(() => {
    shown.current = held.rows?.map(keyOf) ?? [];
  }, [held]);
  return held;
}

/** How many places after the first row begin on the screen or above it. */
function countInSight(): number {
  const places = [...document.querySelectorAll('.carousel')].slice(1);
  return places.filter((place) => place.getBoundingClientRect().top < window.innerHeight).length;
}

function keyOf({ subject }: ShownRow): string {
  return rowKey(subject);
}

function noteOf(card: RecommendedCard | undefined): string {
  return card === undefined ? '' : reasonText(card.reason);
}

function Row({ row: { subject, cards } }: { readonly row: ShownRow }) {
  const { title, hint, term } = rowText(subject);
  return <Carousel title={title} hint={<abbr title={term}>{hint}</abbr>} cards={cards} />;
}

/** Draws what it holds once it comes near the screen: a person sees two rows at a time, not nine. */
function Near(props: {
  /** It takes a place that is on the screen. */
  readonly begun?: boolean;
  readonly children: () => ReactNode;
}) {
  const { begun = false, children } = props;
  const [wasBegun] = useState(begun);
  const [place, isNear] = useInView<HTMLDivElement>({ margin: '700px 0px', isOnce: true });
  return wasBegun || isNear ? children() : <div className="carousel carousel--far" ref={place} />;
}
