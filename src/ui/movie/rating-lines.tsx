import type { ReactNode } from 'react';
import type { AddingRating, AddingRatings } from '../../protocol/explanation-messages.ts';
import { stars } from '../app/texts.ts';
import type { WaterfallLine } from '../chart/waterfall.tsx';
import { formatGiven } from '../kit/format.ts';
import { why as texts } from './why-texts.ts';

/** Shows the person's ratings as lines of a sum. @param more the content below a rating's title */
export function ratingLines(
  { named, others }: AddingRatings,
  more?: (rating: AddingRating) => { readonly beside: ReactNode; readonly below?: ReactNode },
): WaterfallLine[] {
  const lines: WaterfallLine[] = named.map((rating) => {
    const { beside, ...rest } = more?.(rating) ?? { beside: null };
    return {
      key: rating.movie.id,
      label: (
        <>
          <bdi>{rating.movie.title}</bdi>{' '}
          <span className="muted why__given">
            <span aria-hidden="true">{formatGiven(rating.stars)}★</span>
            <span className="visually-hidden">{stars.given(rating.stars)}</span>
          </span>
          {beside}
        </>
      ),
      value: rating.adds,
      ...rest,
    };
  });
  if (others.count === 0) return lines;
  return [...lines, { key: 'others', label: texts.others(others.count), value: others.adds }];
}

/** Shows what the list settings add; neutral settings get no line. */
export function adjustmentsLine(adjustments: number): WaterfallLine[] {
  return adjustments === 0 ? [] : [{ key: 'adjustments', label: texts.adjustments, value: adjustments }];
}
