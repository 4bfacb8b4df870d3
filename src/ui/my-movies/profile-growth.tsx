import type { RatedMovie } from '../../protocol/person-messages.ts';
import { formatDay } from '../kit/format.ts';
import { profile as texts } from './profile-texts.ts';

const WIDTH = 480;
const HEIGHT = 120;

/** How many films were rated by when: a line to see, its ends in words. */
export function ProfileGrowth({ ratings }: { readonly ratings: readonly RatedMovie[] }) {
  const times = ratings.map(({ at }) => at).sort((a, b) => a - b);
  const [first, last] = [times[0], times[times.length - 1]];
  const span = Math.max(1, last - first);
  const x = (at: number) => ((at - first) / span) * WIDTH;
  const y = (count: number) => HEIGHT - (count / times.length) * HEIGHT;
  const steps = times.map((at, n) => `H${x(at).toFixed(1)}V${y(n + 1).toFixed(1)}`).join('');
  return (
    <section className="panel" aria-labelledby="taste-growth">
      <h3 id="taste-growth">{texts.growth}</h3>
      <p className="muted">{texts.growthText(times.length, formatDay(first))}</p>
      <svg
        className="taste__growth"
        viewBox={`0 -4 ${WIDTH} ${HEIGHT + 8}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        focusable="false"
      >
        <path d={`M0 ${HEIGHT}${steps}H${WIDTH}`} />
      </svg>
      <p className="taste__ends muted numbers" aria-hidden="true">
        <span>{formatDay(first)}</span>
        <span>{formatDay(last)}</span>
      </p>
    </section>
  );
}
