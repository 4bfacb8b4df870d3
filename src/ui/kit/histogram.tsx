import { movie as texts } from '../app/texts.ts';
import { formatCount, formatGiven, formatRate } from './format.ts';
import './histogram.css';

/** How a film was rated, or how someone rates: ten bars to see, a table to hear. */
export function Histogram({
  counts,
  mean,
  title = texts.everyone,
}: {
  readonly counts: readonly number[];
  readonly mean: number | null;
  readonly title?: string;
}) {
  const total = counts.reduce((sum, n) => sum + n, 0);
  const most = Math.max(1, ...counts);
  const bars = counts.map((count, n) => ({ count, stars: (n + 1) / 2 }));
  return (
    <section className="histogram panel" aria-label={title}>
      <h2>{title}</h2>
      <p className="muted">{mean === null ? texts.unrated : texts.mean(mean, total)}</p>
      <div className="histogram__bars numbers" aria-hidden="true">
        {bars.map(({ count, stars }) => (
          <div
            key={stars}
            className="histogram__column"
            title={`${formatGiven(stars)} ★: ${formatCount(count)}`}
          >
            <span className="histogram__count">{count > 0 ? shortCount(count) : ''}</span>
            <span className="histogram__bar" style={{ height: `${(count / most) * 96}px` }} />
            <span className="histogram__label">{Number.isInteger(stars) ? `${stars}★` : '·'}</span>
          </div>
        ))}
      </div>
      <table className="visually-hidden">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.starsColumn}</th>
            <th scope="col">{texts.countColumn}</th>
          </tr>
        </thead>
        <tbody>
          {bars.map(({ count, stars }) => (
            <tr key={stars}>
              <th scope="row">{formatGiven(stars)}</th>
              <td>{formatCount(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Five digits have no room above a bar on a phone. */
function shortCount(count: number): string {
  return count < 10_000 ? formatCount(count) : formatRate(count);
}
