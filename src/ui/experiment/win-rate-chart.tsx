import type { ExperimentState } from '../../protocol/experiment-messages.ts';
import { recommenderName } from '../for-you/recommender-texts.ts';
import { formatShare } from '../kit/format.ts';
import { experimentResults as words } from './texts.ts';
import './win-rate-chart.css';

/** The share of decided lists that each won, with its interval, against one half. The first recommender is to the left. */
export function WinPicture({ experiment }: { readonly experiment: ExperimentState }) {
  const { a, b, estimates } = experiment;
  const { share, low, high } = estimates.winRate;
  const label =
    share === null
      ? words.none
      : words.pictureLabel(formatShare(share), formatShare(low), formatShare(high), recommenderName(a));
  return (
    <figure className="wins">
      <div className="wins__names" aria-hidden="true">
        <span>
          ← {recommenderName(a)}
          {share !== null && ` ${formatShare(share)}`}
        </span>
        <span>
          {share !== null && `${formatShare(1 - share)} `}
          {recommenderName(b)} →
        </span>
      </div>
      <div className="wins__scale" role="img" aria-label={label}>
        <span className="wins__half" />
        {share !== null && (
          <>
            <span
              className="wins__interval"
              style={{ left: percent(1 - high), width: percent(high - low) }}
            />
            <span className="wins__share" style={{ left: percent(1 - share) }} />
          </>
        )}
      </div>
      <figcaption className="muted wins__axis">{words.half}</figcaption>
    </figure>
  );
}

const percent = (share: number): string => `${share * 100}%`;
