import { Link } from 'wouter';
import { paths } from '../app/routes.ts';
import { useSelect } from '../state/store.ts';
import { errorText, phaseText, widget as texts } from './phase-texts.ts';
import { typicalError } from './run-summary.ts';
import { currentOf, type TrainingState } from './training-state.ts';
import './training-widget.css';

const WIDTH = 72;
const HEIGHT = 28;

/** Shows the live curve in the corner of every page; a click opens the training page. */
export function TrainingWidget() {
  const training = useSelect((state) => state.training);
  const loading = useSelect((state) => state.app.loading !== null);
  const text = loading ? texts.name : phaseText(training.phase, currentOf(training)?.end ?? null);
  return (
    <Link
      className={`training-widget training-widget--${training.phase}`}
      href={paths.training}
      aria-label={`${texts.name}: ${text}`}
      title={text}
    >
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" focusable="false">
        <path className="training-widget__line" d={curve(training)} />
      </svg>
      <span className="training-widget__text numbers">{shortText(training)}</span>
    </Link>
  );
}

function shortText(training: TrainingState): string {
  const { phase } = training;
  const current = currentOf(training);
  const last = current?.points.at(-1);
  if (phase === 'failed') return texts.failed;
  if (phase === 'none') return texts.none;
  if (phase === 'preparing' || current === null || last === undefined) return texts.soon;
  return phase === 'ended'
    ? errorText(typicalError(current) ?? last.trainRmse)
    : `${last.epoch}/${current.run.settings.epochs}`;
}

function curve(training: TrainingState): string {
  const current = currentOf(training);
  const points = current?.points ?? [];
  if (current === null || points.length === 0) return `M0 ${HEIGHT - 2}H${WIDTH}`;
  const values = points.map(({ validationRmse, trainRmse }) => validationRmse ?? trainRmse);
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const all = Math.max(current.run.settings.epochs, points.length);
  return values
    .map((value, n) => {
      const x = (n / Math.max(1, all - 1)) * WIDTH;
      const y = 3 + (1 - (value - low) / span) * (HEIGHT - 6);
      return `${n === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join('');
}
