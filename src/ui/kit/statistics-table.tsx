import { type ReactNode, useMemo, useState } from 'react';
import type { RowStatistics } from '../../dataset/statistics.ts';
import { overview as texts } from '../data/overview-texts.ts';
import { formatCount, formatError } from './format.ts';
import './statistics-table.css';

const AT_FIRST = 8;
const MORE = 40;

interface Column {
  readonly name: string;
  readonly hint: string;
  /** `[rows]` */
  readonly values: ArrayLike<number>;
  readonly format: (value: number) => string;
}

/** Every row of the data set with its statistics, sorted by any of them, the first few at first. */
export function StatisticsTable(props: {
  readonly title: string;
  readonly what: string;
  readonly rows: RowStatistics;
  /** Beside the statistics. `[rows]` */
  readonly popularity?: Float32Array;
  readonly nameOf: (row: number) => ReactNode;
}) {
  const { title, what, rows, popularity, nameOf } = props;
  const columns: readonly Column[] = [
    { name: texts.ratings, hint: texts.ratingsHint, values: rows.count, format: formatCount },
    { name: texts.mean, hint: texts.meanHint, values: rows.mean, format: formatError },
    { name: texts.variance, hint: texts.varianceHint, values: rows.variance, format: formatError },
    ...(popularity === undefined
      ? []
      : [{ name: texts.popularity, hint: texts.popularityHint, values: popularity, format: formatError }]),
  ];
  const [sorting, setSorting] = useState({ by: 0, up: false });
  const [shown, setShown] = useState(AT_FIRST);
  const { values } = columns[sorting.by];
  const order = useMemo(() => sorted(values, rows.count, sorting.up), [values, rows.count, sorting.up]);
  const more = Math.min(MORE, order.length - shown);
  return (
    <section className="statistics" aria-label={title}>
      <h3>
        {title}{' '}
        <span className="muted numbers">{texts.showing(Math.min(shown, order.length), order.length)}</span>
      </h3>
      <table className="numbers">
        <thead>
          <tr>
            <th scope="col">{what}</th>
            {columns.map(({ name, hint }, n) => (
              <th
                key={name}
                scope="col"
                {...(sorting.by === n
                  ? { 'aria-sort': sorting.up ? ('ascending' as const) : ('descending' as const) }
                  : {})}
              >
                <button
                  type="button"
                  title={hint}
                  onClick={() => setSorting({ by: n, up: sorting.by === n && !sorting.up })}
                >
                  {name}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from(order.subarray(0, shown), (row) => (
            <tr key={row}>
              <th scope="row">{nameOf(row)}</th>
              {columns.map(({ name, values: own, format }) => (
                <td key={name}>{format(own[row])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && (
        <button type="button" className="button button--quiet" onClick={() => setShown(shown + more)}>
          {texts.more(more)}
        </button>
      )}
    </section>
  );
}

/** Rows by value; of equal ones those with more ratings first, and rows without ratings, which have no mean, last. */
function sorted(values: ArrayLike<number>, counts: Int32Array, up: boolean): Uint32Array {
  const sign = up ? 1 : -1;
  return Uint32Array.from(counts, (_, row) => row).sort((a, b) => {
    const empty = Number(counts[a] === 0) - Number(counts[b] === 0);
    return empty || sign * (values[a] - values[b]) || counts[b] - counts[a] || a - b;
  });
}
