import { formatCount, formatGiven } from '../format.ts';
import { movie as texts } from '../texts.ts';
import './histogram.css';

/** How everyone rated a film: ten bars to see, a table to hear. */
export function Histogram({
  counts,
  mean,
}: {
  readonly counts: readonly number[];
  readonly mean: number | null;
}) {
  const total = counts.reduce((sum, n) => sum + n, 0);
  const most = Math.max(1, ...counts);
  return (
    <section className="histogram panel" aria-label={texts.everyone}>
      <h2>{texts.everyone}</h2>
      <p className="muted">{mean === null ? texts.unrated : texts.mean(mean, total)}</p>
      <div className="histogram__bars numbers" aria-hidden="true">
        {counts.map((count, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is the half star
          <div
            key={n}
            className="histogram__column"
            title={`${formatGiven((n + 1) / 2)} ★: ${formatCount(count)}`}
          >
            <span className="histogram__count">{count > 0 ? formatCount(count) : ''}</span>
            <span className="histogram__bar" style={{ height: `${(count / most) * 96}px` }} />
            <span className="histogram__label">{n % 2 === 1 ? `${(n + 1) / 2}★` : '·'}</span>
          </div>
        ))}
      </div>
      <table className="visually-hidden">
        <caption>{texts.everyone}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.starsColumn}</th>
            <th scope="col">{texts.countColumn}</th>
          </tr>
        </thead>
        <tbody>
          {counts.map((count, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is the half star
            <tr key={n}>
              <th scope="row">{formatGiven((n + 1) / 2)}</th>
              <td>{formatCount(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
