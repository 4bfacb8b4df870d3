import type { RatedMovie } from '../../protocol/person-messages.ts';
import { ChartFrame } from '../chart/chart-frame.tsx';
import { formatDay } from '../kit/format.ts';
import { profile as texts } from './profile-texts.ts';

const WIDTH = 480;
const HEIGHT = 120;

/** Shows how the number of rated movies grew, as a line with a text at each end. */
export function ProfileGrowth({ ratings }: { readonly ratings: readonly RatedMovie[] }) {
  const times = ratings.map(({ at }) => at).sort((a, b) => a - b);
  const [first, last] = [times[0], times[times.length - 1]];
  const span = Math.max(1, last - first);
  const x = (at: number) => ((at - first) / span) * WIDTH;
  const y = (count: number) => HEIGHT - (count / times.length) * HEIGHT;
  const steps = times.map((at, n) => `H${x(at).toFixed(1)}V${y(n + 1).toFixed(1)}`).join('');
  return (
    <ChartFrame
      className="profile-growth"
      isPanel
      title={texts.growth}
      level={3}
      hint={texts.growthText(times.length, formatDay(first))}
      drawing={
        <>
          <svg
            className="profile-growth__line"
            viewBox={`0 -4 ${WIDTH} ${HEIGHT + 8}`}
            preserveAspectRatio="none"
            aria-hidden="true"
            focusable="false"
          >
            <path d={`M0 ${HEIGHT}${steps}H${WIDTH}`} />
          </svg>
          <p className="profile-growth__ends muted">
            <span>{formatDay(first)}</span>
            <span>{formatDay(last)}</span>
          </p>
        </>
      }
    />
  );
}
