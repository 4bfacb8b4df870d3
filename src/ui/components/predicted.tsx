import { formatStars } from '../format.ts';
import { stars as texts } from '../texts.ts';
import { Star } from './star-row.tsx';

/** "4.2 ★", spoken as predicted stars; nothing while no model has been trained. */
export function Predicted({ stars }: { readonly stars: number | null }) {
  if (stars === null) return null;
  return (
    <span className="predicted" title={texts.predicted(stars)}>
      <span aria-hidden="true">{formatStars(stars)}</span>
      <Star />
      <span className="visually-hidden">{texts.predicted(stars)}</span>
    </span>
  );
}
