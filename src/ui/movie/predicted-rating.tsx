import type { MovieCard } from '../../protocol/movie-card.ts';
import { stars as texts } from '../app/texts.ts';
import { formatStars } from '../kit/format.ts';
import { Star } from './stars.tsx';

/**
 * Shows "4.2 ★", which a screen reader reads as predicted stars; shows nothing before a model is trained. Only a guess
 * gets a mark, a word and a hollow star, because a mark on every movie would carry no information.
 */
export function PredictedRating({ card }: { readonly card: Pick<MovieCard, 'predicted' | 'confidence'> }) {
  const { predicted, confidence } = card;
  if (predicted === null) return null;
  const guess = confidence?.level === 'guess';
  const text = guess ? `${texts.predicted(predicted)}, ${texts.guessSpoken}` : texts.predicted(predicted);
  return (
    <span className={guess ? 'predicted-rating predicted-rating--guess' : 'predicted-rating'} title={text}>
      <span aria-hidden="true">
        {guess && <span className="predicted-rating__guess">{texts.guess}</span>}
        {formatStars(predicted)}
      </span>
      <Star />
      <span className="visually-hidden">{text}</span>
    </span>
  );
}
