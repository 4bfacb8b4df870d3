import type { PredictionConfidence } from '../../protocol/movie-card.ts';
import { formatGiven } from '../kit/format.ts';
import { useSelect } from '../state/store.ts';
import { useWords } from '../state/use-words.ts';
import { halfStarsAround, levelNames, rangeText, confidence as texts, whyText } from './confidence-texts.ts';
import './confidence.css';

const STARS = [1, 2, 3, 4, 5];

/** Shows how certain a prediction is: one sentence, the range on the star scale, and the reason for its width. */
export function Confidence(props: {
  readonly confidence: PredictionConfidence;
  readonly predicted: number;
  /** The number of everyone's ratings of this movie. */
  readonly ratings: number;
}) {
  const { confidence, predicted, ratings } = props;
  const words = useWords();
  const yours = useSelect((state) => state.person.starsOf.size);
  const { from, to } = halfStarsAround(confidence.low, confidence.high);
  return (
    <section className="confidence" aria-label={texts.title}>
      <p>{rangeText(confidence)}</p>
      <div className="confidence__scale numbers" aria-hidden="true">
        <span className="confidence__track" />
        <span
          className={`confidence__range confidence__range--${confidence.level}`}
          style={{ left: at(from), width: `${((to - from) / 4.5) * 100}%` }}
        />
        <span className="confidence__mark" style={{ left: at(predicted) }} />
        {STARS.map((stars) => (
          <span key={stars} className="confidence__label" style={{ left: at(stars) }}>
            {formatGiven(stars)}★
          </span>
        ))}
      </div>
      <p className="muted confidence__level">
        <abbr title={texts.spread(confidence.spread)}>{levelNames[confidence.level]}</abbr>:{' '}
        {whyText(confidence.level, yours, ratings, words)}
      </p>
    </section>
  );
}

/** The position on the scale from half a star to five stars. */
const at = (stars: number): string => `${((stars - 0.5) / 4.5) * 100}%`;
