import { overview as texts } from '../data/overview-texts.ts';
import { formatCount } from './format.ts';
import { FoldedTable } from './table-disclosure.tsx';
import './bar-list.css';

interface Bin {
  readonly label: string;
  /** Under the bar, where the label itself has no room. */
  readonly mark?: string;
  readonly count: number;
}

/** More bars than these have a label at every fourth. */
const LABELLED = 14;

/** Bars side by side, with their numbers as a table behind. */
export function BinBars(props: {
  readonly title: string;
  readonly hint: string;
  readonly bins: readonly Bin[];
  /** What the bins divide, and what is counted in them. */
  readonly across: string;
  readonly counted: string;
}) {
  const { title, hint, bins, across, counted } = props;
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const every = bins.length > LABELLED ? 4 : 1;
  return (
    <section className="bin-bars" aria-label={title}>
      <h3>{title}</h3>
      <p className="muted">{hint}</p>
      <div className="bin-bars__bars numbers" aria-hidden="true">
        {bins.map(({ label, mark, count }, n) => (
          <div
            key={label}
            className="bin-bars__bin"
            title={`${across} ${label}: ${formatCount(count)} ${counted}`}
          >
            <span className="bin-bars__count">{every === 1 ? formatCount(count) : ''}</span>
            <span className="bin-bars__bar" style={{ height: `${(count / most) * 112}px` }} />
            <span className="bin-bars__label">{n % every === 0 ? (mark ?? label) : ''}</span>
          </div>
        ))}
      </div>
      <p className="muted bin-bars__axes" aria-hidden="true">
        {across} → {counted} ↑
      </p>
      <FoldedTable title={texts.asTable}>
        <thead>
          <tr>
            <th scope="col">{across}</th>
            <th scope="col">{counted}</th>
          </tr>
        </thead>
        <tbody>
          {bins.map(({ label, count }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{formatCount(count)}</td>
            </tr>
          ))}
        </tbody>
      </FoldedTable>
    </section>
  );
}
