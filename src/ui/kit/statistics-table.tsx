import { type ReactNode, useMemo, useState } from 'react';
import { kit as texts } from './texts.ts';
import './statistics-table.css';

/** Rows shown at first, and added by each press of the button below. */
const AT_FIRST = 8;
const STEP = 40;

interface Column {
  readonly name: string;
  readonly hint: string;
  /** `[rows]` */
  readonly values: ArrayLike<number>;
  readonly format: (value: number) => string;
}

/** A long table that is sorted by any of its columns; the first few rows are shown at first. */
export function StatisticsTable(props: {
  readonly title: string;
  /** The heading of the column of names. */
  readonly rowHeading: string;
  readonly columns: readonly Column[];
  /** `[rows]` what each row is computed from: of two equal rows the one with more comes first, empty rows come last. */
  readonly counts: Int32Array;
  readonly nameOf: (row: number) => ReactNode;
}) {
  const { title, rowHeading, columns, counts, nameOf } = props;
  const [sorting, setSorting] = useState({ by: 0, isAscending: false });
  const [shown, setShown] = useState(AT_FIRST);
  const { values } = columns[sorting.by];
  const order = useMemo(
    () => sortRows(values, counts, sorting.isAscending),
    [values, counts, sorting.isAscending],
  );
  const more = Math.min(STEP, order.length - shown);
  return (
    <section className="statistics-table" aria-label={title}>
      <h3>
        {title}{' '}
        <span className="muted numbers">{texts.showing(Math.min(shown, order.length), order.length)}</span>
      </h3>
      <table className="numbers">
        <thead>
          <tr>
            <th scope="col">{rowHeading}</th>
            {columns.map(({ name, hint }, n) => (
              <th
                key={name}
                scope="col"
                {...(sorting.by === n
                  ? { 'aria-sort': sorting.isAscending ? ('ascending' as const) : ('descending' as const) }
                  : {})}
              >
                <button
                  type="button"
                  title={hint}
                  onClick={() => setSorting({ by: n, isAscending: sorting.by === n && !sorting.isAscending })}
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

/**
 * Rows in the order of their values. Of equal rows the one with the greater count comes first. Rows with a count of 0
 * have no value and come last.
 */
function sortRows(values: ArrayLike<number>, counts: Int32Array, isAscending: boolean): Uint32Array {
  const sign = isAscending ? 1 : -1;
  return Uint32Array.from(counts, (_, row) => row).sort((a, b) => {
    const empty = Number(counts[a] === 0) - Number(counts[b] === 0);
    return empty || sign * (values[a] - values[b]) || counts[b] - counts[a] || a - b;
  });
}
