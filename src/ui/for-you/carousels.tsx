import { memo, type ReactNode, useDeferredValue, useLayoutEffect, useState } from 'react';
import { type ShownCarousel, TOP_PICKS } from '../../protocol/carousel-messages.ts';
import type { RecommendedCard } from '../../protocol/movie-card.ts';
import type { Words } from '../../protocol/words.ts';
import { useInView } from '../kit/use-in-view.ts';
import { reasonText } from '../movie/reason-texts.ts';
import { useQuery } from '../state/use-query.ts';
import { useRecommendations } from '../state/use-recommendations.ts';
import { useWords } from '../state/use-words.ts';
import { Carousel, CarouselSkeleton } from './carousel.tsx';
import { occasionText, rowKey, rowText, rows as texts } from './carousel-texts.ts';
import { holdRows } from './stable-row-order.ts';

/** The number of placeholder rows. The page reserves space for them from the first paint, before it knows the rows. */
const PLACES = 3;

/** Shows For you in rows, each with its reason: first the top of the list, then movies that belong together. */
export const Carousels = memo(function Carousels() {
  const words = useWords();
  const { recommendations } = useRecommendations();
  // The top of the list renders first; the rows below may render a frame later.
  const { rows, inSight } = useHeld(useDeferredValue(useQuery({ type: 'carousels' }).answer));
  const top = recommendations?.cards.slice(0, TOP_PICKS) ?? null;
  return (
    <>
      {top === null ? (
        <CarouselSkeleton />
      ) : (
        <Carousel
          title={texts.top}
          hint={texts.topHint}
          cards={top}
          noteOf={(_, place) => noteOf(top[place], words)}
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
    </>
  );
});

/** Returns the rows in the order they are shown. Rows in view keep their places until the person leaves the page. */
function useHeld(planned: readonly ShownCarousel[] | null): {
  readonly rows: readonly ShownCarousel[] | null;
  /** The number of rows that are in view. */
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

/** Counts the rows after the first one whose top edge is on the screen or above it. */
function countInSight(): number {
  const places = [...document.querySelectorAll('.carousel')].slice(1);
  return places.filter((place) => place.getBoundingClientRect().top < window.innerHeight).length;
}

function keyOf({ subject }: ShownCarousel): string {
  return rowKey(subject);
}

function noteOf(card: RecommendedCard | undefined, words: Words): string {
  return card === undefined ? '' : reasonText(card.reason, words);
}

function Row({ row: { subject, cards, reasons } }: { readonly row: ShownCarousel }) {
  const words = useWords();
  const { title, hint, term } = rowText(subject, words);
  const noteOf = (_: unknown, place: number) =>
    subject.kind === 'occasion' ? occasionText(reasons?.[place] ?? [], subject, words) : '';
  return <Carousel title={title} hint={<abbr title={term}>{hint}</abbr>} cards={cards} noteOf={noteOf} />;
}

/** Renders its children once it comes near the screen, because a person sees two rows at a time, not nine. */
function Near(props: {
  /** Whether the row is in a place that is on the screen. */
  readonly begun?: boolean;
  readonly children: () => ReactNode;
}) {
  const { begun = false, children } = props;
  const [wasBegun] = useState(begun);
  const [place, isNear] = useInView<HTMLDivElement>({ margin: '700px 0px', isOnce: true });
  return wasBegun || isNear ? children() : <div className="carousel carousel--far" ref={place} />;
}
