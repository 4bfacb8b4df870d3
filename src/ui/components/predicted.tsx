import type { MovieCard } from '../../worker/protocol.ts';
import { formatStars } from '../format.ts';
import { stars as texts } from '../texts.ts';
import { certainty as words } from '../texts-certainty.ts';
import { Star } from './star-row.tsx';

/**
 * "4.2 ★", spoken as predicted stars; nothing while no model has been trained. Only what is still a guess is marked,
 * by a word and a hollow star: a sign on every film would tell nothing.
 */
export function Predicted({ card }: { readonly card: Pick<MovieCard, 'predicted' | 'certainty'> }) {
  const { predicted, certainty } = card;
  if (predicted === null) return null;
  const guess = certainty?.level === 'guess';
  const text = guess ? `${texts.predicted(predicted)}, ${words.spoken}` : texts.predicted(predicted);
  return (
    <span className={guess ? 'predicted predicted--guess' : 'predicted'} title={text}>
      <span aria-hidden="true">
        {guess && <span className="predicted__guess">{words.mark}</span>}
        {formatStars(predicted)}
      </span>
      <Star />
      <span className="visually-hidden">{text}</span>
    </span>
  );
}
