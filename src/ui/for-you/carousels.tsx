import { type ReactNode, useDeferredValue, useLayoutEffect, useState } from 'react';
import { type ShownCarousel, TOP_PICKS } from '../../protocol/carousel-messages.ts';
import type { RecommendedCard } from '../../protocol/movie-card.ts';
import { useInView } from '../kit/use-in-view.ts';
import { reasonText } from '../movie/reason-texts.ts';
import { useQuery } from '../state/use-query.ts';
import { useRecommendations } from '../state/use-recommendations.ts';
import { Carousel, CarouselSkeleton } from './carousel.tsx';
import { rowKey, rowText, rows as texts } from './carousel-texts.ts';
import { MoviePopover } from './movie-popover.tsx';
import { holdRows } from './stable-row-order.ts';

/** Rows that are announced before they are known: their places are on the page from the first paint. */
const PLACES = 3;

/** For you in rows, each with its reason: the beginning of the list, then what goes together. */
export function Carousels() {
  const { recommendations } = useRecommendations();
  // The list is answered first; what is further down may follow a frame later.
  const { rows, inSight } = useHeld(useDeferredValue(useQuery({ type: 'carousels' }).answer));
  const top = recommendations?.cards.slice(0, TOP_PICKS) ?? null;
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
function useHeld(planned: readonly ShownCarousel[] | null): {
  readonly rows: readonly ShownCarousel[] | null;
  /** How many of them take places that are in sight. */
  readonly inSight: number;
} {
  const [held, setHeld] = useState<ReturnType<typeof useHeld>>({ rows: null, inSight: 0 });
  useLayoutEffect(() => {
    const inSight = countInSight();
    setHeld(({ rows }) => ({
      rows: planned && holdRows(rows?.map(keyOf) ?? [], planned, inSight, keyOf),
      inSight,
    }));
  }, [planned]);
  return held;
}

/** How many places after the first row begin on the screen or above it. */
function countInSight(): number {
  const places = [...document.querySelectorAll('.carousel')].slice(1);
  return places.filter((place) => place.getBoundingClientRect().top < window.innerHeight).length;
}

function keyOf({ subject }: ShownCarousel): string {
  return rowKey(subject);
}

function noteOf(card: RecommendedCard | undefined): string {
  return card === undefined ? '' : reasonText(card.reason);
}

function Row({ row: { subject, cards } }: { readonly row: ShownCarousel }) {
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
