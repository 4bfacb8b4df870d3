import type { ExperimentState } from '../../protocol/experiment-messages.ts';
import { formatShare } from '../kit/format.ts';
import { experimentResults as texts } from './texts.ts';
import './win-rate-chart.css';
import { useRecommenderName } from '../state/use-words.ts';

/**
 * The share of decided lists that each recommender won, with its interval, against one half. The first is on the left.
 */
export function WinRateChart({ experiment }: { readonly experiment: ExperimentState }) {
  const { a, b, estimates } = experiment;
  const nameOf = useRecommenderName();
  const { share, low, high } = estimates.winRate;
  const label =
    share === null
      ? texts.none
      : texts.pictureLabel(formatShare(share), formatShare(low), formatShare(high), nameOf(a));
  return (
    <figure className="win-rate-chart">
      <div className="win-rate-chart__names" aria-hidden="true">
        <span>
          ← {nameOf(a)}
          {share !== null && ` ${formatShare(share)}`}
        </span>
        <span>
          {share !== null && `${formatShare(1 - share)} `}
          {nameOf(b)} →
        </span>
      </div>
      <div className="win-rate-chart__scale" role="img" aria-label={label}>
        <span className="win-rate-chart__half" />
        {share !== null && (
          <>
            <span
              className="win-rate-chart__interval"
              style={{ left: percent(1 - high), width: percent(high - low) }}
            />
            <span className="win-rate-chart__share" style={{ left: percent(1 - share) }} />
          </>
        )}
      </div>
      <figcaption className="muted win-rate-chart__axis">{texts.half}</figcaption>
    </figure>
  );
}

const percent = (share: number): string => `${share * 100}%`;
